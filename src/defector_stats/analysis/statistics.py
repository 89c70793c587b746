"""Statistics of one vintage."""

import pandas as pd

from defector_stats.analysis.frames import FULL_YEAR
from defector_stats.analysis.steps import MONTHS
from defector_stats.analysis.vintages import full_years

BASE_YEAR = 1998


def year_over_year(vintage: pd.DataFrame) -> pd.DataFrame:
    """Return the vintage with `before` and `change` (persons) and `change_percent`.

    All three are missing for a partial year and where the year before has no full-year figure;
    the percentage is missing where the year before is zero.
    """
    before = full_years(vintage)[["year", "arrivals"]].rename(columns={"arrivals": "before"})
    before["year"] += 1
    result = vintage.merge(before.astype({"before": "Int64"}), on="year", how="left")
    result.loc[result["through"] != FULL_YEAR, "before"] = pd.NA
    return _change(result)


def same_months(vintage: pd.DataFrame, by_months: pd.DataFrame) -> pd.DataFrame:
    """Return the partial years of a vintage against the same months of the year before.

    `by_months` are the `newest_by_months` of the vintage. Columns as in `year_over_year`; missing
    where there is no figure for the same months of the year before.
    """
    partial = vintage[vintage["through"] != FULL_YEAR]
    before = by_months[[*MONTHS, "arrivals"]]
    before = before.assign(year=before["year"] + 1).rename(columns={"arrivals": "before"})
    result = partial.merge(before.astype({"before": "Int64"}), on=MONTHS, how="left")
    return _change(result)


def _change(frame: pd.DataFrame) -> pd.DataFrame:
    change = frame["arrivals"].astype("Int64") - frame["before"]
    base = frame["before"].mask(frame["before"] == 0).astype("Float64")
    return frame.assign(change=change, change_percent=change / base * 100)


def by_sex(vintage: pd.DataFrame) -> pd.DataFrame:
    """Return the vintage with `share_of_women` (percent), missing without split or arrivals."""
    arrivals = vintage["arrivals"].mask(vintage["arrivals"] == 0).astype("Float64")
    split = vintage["male"].notna() & vintage["female"].notna()
    return vintage.assign(share_of_women=(vintage["female"] / arrivals * 100).where(split))


def quarters(by_months: pd.DataFrame) -> pd.DataFrame:
    """Return the arrivals of each quarter that the `newest_by_months` allow.

    Columns: year, quarter (1 to 4), arrivals (persons), derived (a difference of two figures,
    not itself published), provisional (so is a figure that it follows from), publisher and
    published of the figure to the quarter's end, publisher_before and published_before of the
    figure that it is reduced by.
    """
    ends = by_months[by_months["through"].isin([3, 6, 9, 12])]
    ends = ends.assign(provisional=ends["status"].eq("provisional"))
    columns = ["through", "arrivals", "provisional", "publisher", "published"]
    before = ends.groupby("year")[columns].shift().add_suffix("_before")
    ends = ends[["year", *columns]].join(before)
    first = ends["through"] == 3
    ends = ends[first | (ends["through_before"] == ends["through"] - 3)]
    return ends.assign(
        quarter=ends["through"] // 3,
        arrivals=ends["arrivals"] - ends["arrivals_before"].fillna(0).astype("int64"),
        derived=~first,
        provisional=ends["provisional"] | ends["provisional_before"].eq(True),
    ).reset_index(drop=True)


def cumulative(vintage: pd.DataFrame, base: int) -> pd.DataFrame:
    """Return year and `cumulative` (persons counted to its end) from 1999 to the first gap.

    `base` is the count to the end of 1998: 947 in the Ministry's table of 2020.
    """
    full = full_years(vintage)
    later = full[full["year"] > BASE_YEAR].sort_values("year", ignore_index=True)
    unbroken = later["year"] == BASE_YEAR + 1 + later.index
    later = later[unbroken.cummin()]
    return later[["year"]].assign(cumulative=base + later["arrivals"].cumsum())


def latest(vintage: pd.DataFrame) -> pd.Series | None:
    """Return the row of the newest full year, None if the vintage has none."""
    full = full_years(vintage)
    return None if full.empty else full.nlargest(1, "year").iloc[0]


def peak(vintage: pd.DataFrame) -> pd.Series | None:
    """Return the row of the full year with most arrivals, the first of equals, None if none."""
    full = full_years(vintage)
    return None if full.empty else full.nlargest(1, "arrivals").iloc[0]

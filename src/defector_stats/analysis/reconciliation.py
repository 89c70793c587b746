"""Whether the years add up to the published totals."""

import pandas as pd

from defector_stats.analysis.frames import FULL_YEAR
from defector_stats.analysis.statistics import BASE_YEAR

BASE_DAY = pd.Timestamp(BASE_YEAR, 12, 31)


def base_total(totals: pd.DataFrame) -> pd.Series | None:
    """Return the row of the newest published count to the end of 1998, None if there is none."""
    base = _base(totals)
    return None if base.empty else base.iloc[0]


def _base(totals: pd.DataFrame) -> pd.DataFrame:
    return totals[totals["as_of"] == BASE_DAY].tail(1)


def reconcile(totals: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """Return each published total with the sum that the figures known on that day give.

    `counted` is the count to the end of 1998 (947 in the Ministry's table of 2020) plus the
    newest figure of every later year, the last one to the month of `as_of`; `difference` is the
    published total less that. `counted_male` and `counted_female` start from the newest earlier
    total by sex at a year's end, since no figure from 1999 to 2001 is split. All are in persons
    and missing where a figure that they need is not known on the day of publication.
    """
    start = _start(totals, _base(totals), "total")
    result = totals.assign(counted=_counted(totals, figures, "arrivals", start))
    for sex in ("male", "female"):
        starts = totals[totals[sex].notna() & (totals["as_of"].dt.month == FULL_YEAR)]
        result[f"counted_{sex}"] = _counted(totals, figures, sex, _start(totals, starts, sex))
    return result.assign(
        difference=result["total"] - result["counted"],
        difference_male=result["male"] - result["counted_male"],
        difference_female=result["female"] - result["counted_female"],
    )


def _start(totals: pd.DataFrame, starts: pd.DataFrame, column: str) -> pd.DataFrame:
    """Return for each total, by its index, the year and count from which its sum starts."""
    columns = starts[["as_of", "known_on", column]].set_axis(["at", "since", "count"], axis=1)
    pairs = totals[["as_of", "known_on"]].reset_index().merge(columns, how="cross")
    # The count to the end of 1998 was published late; every sum starts from it all the same.
    usable = (pairs["since"] <= pairs["known_on"]) | (pairs["at"] == BASE_DAY)
    earlier = (pairs["at"] < pairs["as_of"]) | (pairs["as_of"] == BASE_DAY) & (
        pairs["at"] == BASE_DAY
    )
    pairs = pairs[usable & earlier].sort_values(["at", "since"])
    newest_start = pairs.drop_duplicates("index", keep="last").set_index("index")
    return newest_start.assign(year=newest_start["at"].dt.year)[["year", "count"]]


def _counted(
    totals: pd.DataFrame, figures: pd.DataFrame, column: str, start: pd.DataFrame
) -> pd.Series:
    """Add a column of the figures known at each total to its start; missing across a gap."""
    ends = totals[["as_of", "known_on"]].join(start, how="inner").reset_index(names="at")
    ends["last"], ends["month"] = ends["as_of"].dt.year, ends["as_of"].dt.month
    columns = ["year", "through", "known_on", "corrected", "line", column]
    parts = figures[columns].rename(columns={"known_on": "since", "year": "of"})
    parts = ends.merge(parts, how="cross")
    months = parts["month"].where(parts["of"] == parts["last"], FULL_YEAR)
    within = (parts["of"] > parts["year"]) & (parts["of"] <= parts["last"])
    parts = parts[within & (parts["through"] == months) & (parts["since"] <= parts["known_on"])]
    parts = parts.sort_values(["since", "corrected", "line"])
    parts = parts.drop_duplicates(["at", "of"], keep="last").dropna(subset=[column])
    added = parts.groupby("at")[column].agg(["size", "sum"]).reindex(ends["at"], fill_value=0)
    ends = ends.set_index("at")
    complete = added["size"] == ends["last"] - ends["year"]
    return (ends["count"] + added["sum"]).astype("Int64").where(complete).reindex(totals.index)

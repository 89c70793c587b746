"""Whether the years add up to the published totals. Pure.

A sum starts from a count to the end of a year and adds the years after it, the last one to the
month of the total. The grids below have a row for each total and a column for each year.
"""

import numpy as np
import pandas as pd

from defector_stats.analysis.frames import FULL_YEAR
from defector_stats.analysis.statistics import BASE_YEAR
from defector_stats.analysis.steps import MONTHS, TOTAL, standing, standing_at, steps

BASE_DAY = pd.Timestamp(BASE_YEAR, 12, 31)
COLUMNS = {"total": "arrivals", "male": "male", "female": "female"}
FIRST_DAY, LAST_DAY = pd.Timestamp(1, 1, 1), pd.Timestamp(9999, 12, 31)


def base_total(totals: pd.DataFrame) -> pd.Series | None:
    """Return the newest published count to the end of 1998, None if there is none."""
    base = steps(totals[totals["as_of"] == BASE_DAY], TOTAL)
    return None if base.empty else base.iloc[-1]


def reconcile(totals: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """Return each published total with the sum that it is checked against.

    `counted` is the sum of the document's own figures from an earlier total of its own on where it
    has them all (`within` says so), else that of what stood in the collection on its day, from the
    earliest total on after which no year is missing and in which none was revised since: mostly
    the 947 to the end of 1998, published late and used all the same. `difference` is the published
    total less that, `difference_now` less the sum of what stands today. All are in persons, with
    `_male` and `_female` for the sexes, and missing for what cannot be summed: a total that a sum
    only starts from, one to a day within a month, a year that was missing.
    """
    asked, starts = _asked(totals), _starts(totals)
    own = _own(asked, figures, MONTHS), _own(starts, totals, ["as_of"])
    stands = standing(figures), standing(totals, TOTAL)
    base = base_total(totals)
    years, ends = _standing(asked, starts, stands, base)
    # Where a document gives a start of its own, no other one is as good.
    counts = {column: own[1][column].combine_first(ends[column]) for column in COLUMNS}
    then = years, ends.assign(**counts)
    today, from_today = (rows.assign(known_on=LAST_DAY) for rows in (asked, starts))
    now = _standing(today, from_today, stands, base)
    result = totals.copy()
    for column, of_figure in COLUMNS.items():
        ending = "" if column == "total" else f"_{column}"
        within, known, newest = (
            _sums(totals.index, *parts, (of_figure, column)) for parts in (own, then, now)
        )
        counted = within.fillna(known)
        result[f"counted{ending}"] = counted
        result[f"difference{ending}"] = totals[column] - counted
        if column == "total":
            result["within"] = within.notna()
            result["difference_now"] = totals[column] - newest
    return result


def revised_since(
    totals: pd.DataFrame, figures: pd.DataFrame, by_months: pd.DataFrame
) -> pd.DataFrame:
    """Return the parts of each sum that were revised after the total was published.

    `by_months` are the `newest_by_months` of the figures. Columns: `place` (the total, by the
    index of its frame), year, through, `change` (persons: what stands today less what stood then)
    and `source`, the document that is cited today.
    """
    newest = by_months[[*MONTHS, "arrivals", "source"]]
    parts = standing_at(_asked(totals), standing(figures))[["place", *MONTHS, "arrivals"]]
    parts = parts.merge(newest, on=MONTHS, suffixes=("_then", ""))
    parts = parts.assign(change=parts["arrivals"] - parts["arrivals_then"])
    return parts[parts["change"].fillna(0) != 0].drop(columns=["arrivals", "arrivals_then"])


def _asked(totals: pd.DataFrame) -> pd.DataFrame:
    """Return the months of each year that a total to the end of a month is the sum of."""
    asked = _years(totals, BASE_YEAR + 1)
    last = asked["year"] == asked["as_of"].dt.year
    return asked.assign(through=asked["as_of"].dt.month.where(last, FULL_YEAR).astype("int64"))


def _starts(totals: pd.DataFrame) -> pd.DataFrame:
    """Return the ends of years from which the sum for a total can start."""
    starts = _years(totals, BASE_YEAR)
    day = pd.to_datetime(starts["year"].astype(str) + "-12-31").astype(totals["as_of"].dtype)
    return starts.assign(as_of=day)


def _years(totals: pd.DataFrame, first: int) -> pd.DataFrame:
    """Repeat each total to the end of a month for the years from the first on."""
    ends = totals.loc[totals["as_of"].dt.is_month_end, ["as_of", "known_on", "source"]]
    times = (ends["as_of"].dt.year - BASE_YEAR).clip(lower=0)
    rows: pd.DataFrame = ends.loc[ends.index.repeat(times)].reset_index(names="place")
    return rows.assign(year=rows.groupby("place").cumcount() + first)


def _own(asked: pd.DataFrame, stated: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Return what the document of each total states itself."""
    counts = [column for column in ("total", "arrivals", "male", "female") if column in stated]
    return asked.merge(stated[["source", *keys, *counts]], on=["source", *keys], how="left")


def _standing(
    asked: pd.DataFrame,
    starts: pd.DataFrame,
    stands: tuple[pd.DataFrame, pd.DataFrame],
    base: pd.Series | None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the years that stood on the days asked, and the totals from which sums can start.

    `stands` is what stands of figures and of totals, each as `standing`. A total cannot when a
    year in it was revised after it was stated. Every sum can start from `base`, the count to the
    end of 1998, which was published late.
    """
    years, ends = standing_at(asked, stands[0]), standing_at(starts, stands[1], TOTAL)
    revised = years["revised_on"].fillna(FIRST_DAY).groupby(years["place"]).cummax()
    in_it = years[["place", "year"]].assign(revised=revised)
    ends = ends.merge(in_it, on=["place", "year"], how="left")
    superseded = ends["revised"] > ends["stated_on"]
    columns = {column: ends[column].mask(superseded) for column in COLUMNS}
    if base is not None:
        of_base = ends["as_of"] == BASE_DAY
        columns = {
            column: counts.mask(of_base & counts.isna(), base[column])
            for column, counts in columns.items()
        }
    return years, ends.assign(**columns)


def _sums(
    index: pd.Index, years: pd.DataFrame, ends: pd.DataFrame, columns: tuple[str, str]
) -> pd.Series:
    """Add the years to the earliest start after which none is missing, in persons."""
    width = int(years["year"].max() - BASE_YEAR + 1) if len(years) else 1
    added, starts = np.zeros((len(index), width)), np.full((len(index), width), np.nan)
    for grid, rows, column in ((added, years, columns[0]), (starts, ends, columns[1])):
        place = index.get_indexer(pd.Index(rows["place"])), rows["year"] - BASE_YEAR
        grid[place] = rows[column].to_numpy("float64", na_value=np.nan)
    onwards = added[:, ::-1].cumsum(axis=1)[:, ::-1]
    starts[:, :-1] += onwards[:, 1:]  # the years after that of the start
    earliest = np.isfinite(starts).argmax(axis=1)
    return pd.Series(starts[np.arange(len(index)), earliest], index).astype("Int64")

"""What was in the collection on a day: the newest step of every year."""

from datetime import date

import pandas as pd

from defector_stats.analysis.frames import FULL_YEAR
from defector_stats.analysis.steps import ECHOED, FIGURE, MONTHS, Count, gathered, steps, with_steps


def known(figures: pd.DataFrame, on: date) -> pd.DataFrame:
    """Return the figures published on or before a day."""
    return figures[figures["known_on"] <= pd.Timestamp(on)]


def edition(rows: pd.DataFrame, source: str, of: Count = FIGURE) -> pd.DataFrame:
    """Return the figures, or the totals, that one document gives: each of them a first one."""
    return with_steps(rows[rows["source"] == source], of)


def newest_by_months(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the newest step of each (year, months counted)."""
    return newest_steps(steps(figures))


def newest_steps(ordered: pd.DataFrame) -> pd.DataFrame:
    """Return the newest of `steps` for each (year, months counted)."""
    return gathered(ordered.drop_duplicates(MONTHS, keep="last").reset_index(drop=True))


def vintage(by_months: pd.DataFrame) -> pd.DataFrame:
    """Return one row per year of `newest_by_months`: the full year, else the most months."""
    return by_months.drop_duplicates("year", keep="last").reset_index(drop=True)


def newest(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the `vintage` of the newest steps of the figures."""
    return vintage(newest_by_months(figures))


def as_of(figures: pd.DataFrame, on: date) -> pd.DataFrame:
    """Return the vintage of a day: `newest` of the figures `known` on it."""
    return newest(known(figures, on))


def by_day(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the value that stood on each day of publication, in persons.

    A row for each day, a column for each (year, months counted); missing before its first value.
    """
    stated = figures[figures["role"] != ECHOED]
    standing = stated.pivot_table("arrivals", "known_on", MONTHS, aggfunc="last")
    return standing.ffill()


def differing(vintage: pd.DataFrame, days: pd.DataFrame) -> pd.DatetimeIndex:
    """Return the days of `by_day` on which a value for the same months was another one."""
    values = vintage.set_index(MONTHS)["arrivals"]
    then = days.reindex(columns=values.index)
    return pd.DatetimeIndex(days.index[(then.notna() & then.ne(values)).any(axis=1)])


def full_years(vintage: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that count a whole year."""
    return vintage[vintage["through"] == FULL_YEAR]


def against_newest(vintage: pd.DataFrame, by_months: pd.DataFrame) -> pd.DataFrame:
    """Return a vintage with the values of another day for the same months.

    `by_months` are the `newest_by_months` of that day. `newest` and `difference` (newest less the
    vintage's) are in persons.
    """
    newest_values = by_months[[*MONTHS, "arrivals"]].rename(columns={"arrivals": "newest"})
    result = vintage.merge(newest_values, on=MONTHS, how="left")
    return result.assign(difference=result["newest"] - result["arrivals"])

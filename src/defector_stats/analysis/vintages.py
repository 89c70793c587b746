"""What was known on a day: the newest figure of every year."""

from datetime import date

import pandas as pd

from defector_stats.analysis.frames import FULL_YEAR, PUBLICATION_ORDER


def known(figures: pd.DataFrame, on: date) -> pd.DataFrame:
    """Return the figures published on or before a day."""
    return figures[figures["known_on"] <= pd.Timestamp(on)]


def edition(figures: pd.DataFrame, source: str) -> pd.DataFrame:
    """Return the figures that one publication gives."""
    return figures[figures["source"] == source]


def newest(figures: pd.DataFrame) -> pd.DataFrame:
    """Return one row per year: its newest full-year figure, else the newest of the most months."""
    by_months = newest_by_months(figures)
    return by_months.drop_duplicates("year", keep="last").reset_index(drop=True)


def newest_by_months(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the newest figure for each (year, months counted)."""
    ordered = figures.sort_values(["year", "through", *PUBLICATION_ORDER])
    return ordered.drop_duplicates(["year", "through"], keep="last").reset_index(drop=True)


def as_of(figures: pd.DataFrame, on: date) -> pd.DataFrame:
    """Return the vintage of a day: `newest` of the figures `known` on it."""
    return newest(known(figures, on))


def full_years(vintage: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that count a whole year."""
    return vintage[vintage["through"] == FULL_YEAR]


def against_newest(vintage: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """Return the vintage with the newest value for the same months, whenever it was published.

    `newest` and `difference` (newest less the vintage's) are in persons.
    """
    newest_values = newest_by_months(figures)[["year", "through", "arrivals"]]
    newest_values = newest_values.rename(columns={"arrivals": "newest"})
    result = vintage.merge(newest_values, on=["year", "through"], how="left")
    return result.assign(difference=result["newest"] - result["arrivals"])

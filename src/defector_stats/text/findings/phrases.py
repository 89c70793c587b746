"""Phrases that several findings share."""

import pandas as pd

from defector_stats import analysis
from defector_stats.analysis.frames import Record
from defector_stats.i18n.formatting import bracketed, listed, period, signed


def years_of(years: pd.Series) -> str:
    """Join years one by one: 2009 and 2011."""
    return listed(period(year, analysis.FULL_YEAR) for year in years)


def changed(row: Record, column: str) -> str:
    """Name a period with a difference in persons: 2009 (−13)."""
    return bracketed(period(row["year"], row["through"]), signed(row[column]))

"""Rows to dataset: vintages and the statistics of them. Pure pandas, no I/O.

Counts are persons, changes are persons or percent. A frame of *figures* has one row per
published figure; a *vintage* has one row per year, the figure that was the newest on a day.
"""

from defector_stats.analysis.documents import size_of_revisions, statements
from defector_stats.analysis.frames import (
    COUNTS,
    FULL_YEAR,
    events,
    figures,
    records,
    schedule,
    sources,
    totals,
)
from defector_stats.analysis.reconciliation import BASE_DAY, base_total, reconcile, revised_since
from defector_stats.analysis.revisions import most_revised, revisions
from defector_stats.analysis.statistics import (
    BASE_YEAR,
    by_sex,
    cumulative,
    latest,
    peak,
    quarters,
    same_months,
    year_over_year,
)
from defector_stats.analysis.steps import ECHOED, FIGURE, MONTHS, TOTAL, steps
from defector_stats.analysis.upcoming import following
from defector_stats.analysis.vintages import (
    against_newest,
    as_of,
    by_day,
    differing,
    edition,
    full_years,
    known,
    newest,
    newest_by_months,
    vintage,
)

__all__ = [
    "BASE_DAY",
    "BASE_YEAR",
    "COUNTS",
    "ECHOED",
    "FIGURE",
    "FULL_YEAR",
    "MONTHS",
    "TOTAL",
    "against_newest",
    "as_of",
    "base_total",
    "by_day",
    "by_sex",
    "cumulative",
    "differing",
    "edition",
    "events",
    "figures",
    "following",
    "full_years",
    "known",
    "latest",
    "most_revised",
    "newest",
    "newest_by_months",
    "peak",
    "quarters",
    "reconcile",
    "records",
    "revised_since",
    "revisions",
    "same_months",
    "schedule",
    "size_of_revisions",
    "sources",
    "statements",
    "steps",
    "totals",
    "vintage",
    "year_over_year",
]

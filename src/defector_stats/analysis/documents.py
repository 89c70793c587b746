"""What each document changed, and how much the counts were revised. Pure."""

from dataclasses import dataclass

import pandas as pd

from defector_stats.analysis.frames import FULL_YEAR
from defector_stats.analysis.steps import (
    AGAIN,
    CONFIRMED,
    ECHOED,
    FIGURE,
    FIRST,
    REVISED,
    Count,
    steps,
)

ROLES = [FIRST, REVISED, AGAIN, CONFIRMED, ECHOED]


def statements(rows: pd.DataFrame, of: Count = FIGURE) -> pd.DataFrame:
    """Return figures, or totals, with `stood` and `revision`, by document, the newest first.

    `stood` is the value that stood before the document (persons, missing for a first one),
    `revision` the document's own less that, and 0 for an echo, which changes nothing.
    """
    counted = rows[of.value].mask(rows["role"] == ECHOED).astype("Int64")
    by_count = [rows[column] for column in of.keys]
    stood = counted.groupby(by_count).ffill().groupby(by_count).shift()
    revision = (counted - stood).mask(rows["role"] == ECHOED, 0)
    result = rows.assign(stood=stood, revision=revision)
    order = ["known_on", "source", *of.keys]
    ascending = [name != "known_on" for name in order]
    return result.sort_values(order, ascending=ascending, ignore_index=True)


@dataclass(frozen=True)
class Revised:
    """How much the full years were revised, from the first value of each to the newest.

    `changed` of the `years` have another newest value than the first one; `persons` is the mean
    over all years of the absolute difference, `percent` the mean of it in percent of the first
    value, over the years whose first value is not zero.
    """

    years: int
    changed: int
    persons: float
    percent: float


def size_of_revisions(figures: pd.DataFrame) -> Revised | None:
    """Return how much the full years were revised, None if there are none."""
    full = steps(figures[figures["through"] == FULL_YEAR]).groupby("year")["arrivals"]
    first, newest = full.first(), full.last()
    if first.empty:
        return None
    size = (newest - first).abs()
    share = (100 * size / first)[first > 0]
    return Revised(
        years=len(first),
        changed=int((size > 0).sum()),
        persons=float(size.mean()),
        percent=float(share.mean()) if len(share) else 0.0,
    )

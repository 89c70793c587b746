"""What was published more than once, and with which values."""

import pandas as pd

from defector_stats.analysis.steps import MONTHS, steps


def revisions(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the steps of every (year, through) with more than one published value.

    They have `from_before` and `to_newest` (persons: this value less the one before, and the
    newest value less this one). 2009: 2,952, 2,927, 2,914, 2,929 and 2,914 again.
    """
    return revised(steps(figures))


def revised(ordered: pd.DataFrame) -> pd.DataFrame:
    """Return those of `steps` whose count has more than one value, as `revisions`."""
    of_one = ordered.groupby(MONTHS)["arrivals"]
    newest = of_one.transform("last")
    return ordered.assign(
        from_before=ordered["arrivals"] - of_one.shift().astype("Int64"),
        to_newest=newest - ordered["arrivals"],
    )[of_one.transform("size") > 1].reset_index(drop=True)


def most_revised(revisions: pd.DataFrame, rows: int) -> pd.DataFrame:
    """Return the counts of `revisions` whose first and newest values are furthest apart.

    They are as many whole counts as have at most `rows` steps together, and one at least, cut to
    its newest steps; in the order of `revisions`.
    """
    first = revisions[revisions["step"] == 1]
    by_size = first.assign(size=first["to_newest"].abs())
    by_size = by_size.sort_values("size", ascending=False, kind="stable")[["year", "through"]]
    counted = revisions.groupby(["year", "through"], as_index=False).agg(steps=("step", "size"))
    ranked = by_size.merge(counted, on=["year", "through"])
    fits = ranked["steps"].cumsum() <= rows
    chosen = ranked[fits | (ranked.index == 0)]
    kept = revisions.reset_index().merge(chosen[["year", "through"]], on=["year", "through"])
    return revisions.loc[kept["index"].sort_values()].tail(rows)

"""What was published more than once, and with which values."""

import pandas as pd

from defector_stats.analysis.frames import FULL_YEAR, PUBLICATION_ORDER


def revisions(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the steps of every (year, through) with more than one published value.

    One row per step in order of publication, with the columns of its first publication (source,
    known_on, status) and `step` (from 1), `publications` (how many repeat the value before the
    next one), `last_known_on`, `from_before` and `to_newest` (persons: this value less the one
    before, and the newest value less this one). 2009: 2,952, 2,927, 2,929, 2,914.
    """
    keys = ["year", "through"]
    ordered = steps(figures)
    ordered = ordered[ordered.groupby(keys)["arrivals"].transform("nunique") > 1]
    publications = ordered.groupby([*keys, "step"], as_index=False).agg(
        publications=("source", "size"), last_known_on=("known_on", "max")
    )
    first = ordered.drop_duplicates([*keys, "step"]).merge(publications, on=[*keys, "step"])
    of_one = first.groupby(keys)["arrivals"]
    return first.assign(
        from_before=first["arrivals"] - of_one.shift().astype("Int64"),
        to_newest=of_one.transform("last") - first["arrivals"],
    )


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


def steps(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the figures by year, months and publication, with the `step` that each belongs to.

    A step is a run of publications with the same value, counted from 1.
    """
    ordered = figures.sort_values(["year", "through", *PUBLICATION_ORDER], ignore_index=True)
    before = ordered.groupby(["year", "through"])["arrivals"].shift()
    new = before.ne(ordered["arrivals"])
    return ordered.assign(step=new.groupby(_pairs(ordered)).cumsum())


def _pairs(figures: pd.DataFrame) -> pd.Series:
    """Return one number for each (year, months counted)."""
    return figures["year"] * (FULL_YEAR + 1) + figures["through"]

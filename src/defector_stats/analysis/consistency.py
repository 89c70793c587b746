"""What is inconsistent across documents: warnings, which refuse nothing. Pure.

The frames are what is found; `warnings` puts them as an editor reads them, by file and line.
"""

from collections.abc import Iterator

import pandas as pd

from defector_stats.analysis.frames import FULL_YEAR, records
from defector_stats.analysis.steps import FIGURE, TOTAL, Count, steps
from defector_stats.analysis.vintages import full_years, newest_steps
from defector_stats.errors import Problem
from defector_stats.i18n.formatting import On, Period
from defector_stats.i18n.messages import N_, Said
from defector_stats.storage.schema import Figure, Row, Total


def larger_than_the_year(figures: pd.DataFrame, by_months: pd.DataFrame) -> pd.DataFrame:
    """Return the figures for a part of a year that exceed its newest full figure, `whole`."""
    whole = full_years(by_months).set_index("year")["arrivals"]
    parts = figures[figures["through"] != FULL_YEAR]
    parts = parts.assign(whole=parts["year"].map(whole).astype("Int64"))
    return parts[(parts["arrivals"] > parts["whole"]).fillna(False).astype(bool)]


def backwards(by_months: pd.DataFrame) -> pd.DataFrame:
    """Return the newest parts of years that are less than a shorter part of the same year.

    `through_before` and `arrivals_before` are those of the next shorter part.
    """
    parts = by_months[by_months["through"] < FULL_YEAR]
    before = parts.groupby("year")[["through", "arrivals"]].shift().add_suffix("_before")
    parts = parts.join(before.astype("Int64"))
    return parts[(parts["arrivals"] < parts["arrivals_before"]).fillna(False).astype(bool)]


def split_differently(
    rows: pd.DataFrame, ordered: pd.DataFrame, of: Count = FIGURE
) -> pd.DataFrame:
    """Return the rows whose split by sex is not the best one of the same value in their `steps`.

    That one is `male_best`, `female_best` (persons) and `split_source`, its document.
    """
    best = ordered.drop_duplicates([*of.keys, of.value])
    best = best[[*of.keys, of.value, "male", "female", "split_source"]]
    pairs = rows.merge(best, on=[*of.keys, of.value], suffixes=("", "_best"))
    differs = (pairs["male"] != pairs["male_best"]) | (pairs["female"] != pairs["female_best"])
    return pairs[differs.fillna(False).astype(bool)]


def warnings(
    figures: pd.DataFrame, totals: pd.DataFrame, ordered: pd.DataFrame, sums: pd.DataFrame
) -> list[Problem]:
    """Return every inconsistency, as an editor reads it.

    `ordered` are the `steps` of the figures, `sums` is `analysis.reconcile`.
    """
    by_months = newest_steps(ordered)
    return [
        *_larger_than_the_year(larger_than_the_year(figures, by_months)),
        *_backwards(backwards(by_months)),
        *_split_differently(Figure, split_differently(figures, ordered), FIGURE),
        *_split_differently(Total, split_differently(totals, steps(totals, TOTAL), TOTAL), TOTAL),
        *_totals(sums),
    ]


def _larger_than_the_year(found: pd.DataFrame) -> Iterator[Problem]:
    for row in records(found):
        expected = Said(
            N_("at most {count}, the newest figure for all of {year}"),
            count=f"{row['whole']:,}",
            year=row["year"],
        )
        yield Problem(Figure.file, row["line"], "arrivals", str(row["arrivals"]), expected)


def _backwards(found: pd.DataFrame) -> Iterator[Problem]:
    for row in records(found):
        expected = Said(
            N_("at least {count}, the newest figure for {period}"),
            count=f"{row['arrivals_before']:,}",
            period=Period(row["year"], row["through_before"]),
        )
        yield Problem(Figure.file, row["line"], "arrivals", str(row["arrivals"]), expected)


def _split_differently(kind: type[Row], found: pd.DataFrame, of: Count) -> Iterator[Problem]:
    for row in records(found):
        expected = Said(
            N_("{male} men and {female} women, as {source} splits {count}"),
            male=f"{row['male_best']:,}",
            female=f"{row['female_best']:,}",
            source=row["split_source"],
            count=f"{row[of.value]:,}",
        )
        yield Problem(kind.file, row["line"], "male", str(row["male"]), expected)


def _totals(sums: pd.DataFrame) -> Iterator[Problem]:
    for row in records(sums[sums["difference"].fillna(0) != 0]):
        expected = Said(
            N_("{count}, the sum of the figures in the collection {then}"),
            count=f"{row['counted']:,}",
            then=On(row["published"]),
        )
        yield Problem(Total.file, row["line"], "total", str(row["total"]), expected)

"""What is inconsistent across publications: warnings, which refuse nothing. Pure."""

from collections.abc import Iterator

import pandas as pd

from defector_stats import model, words
from defector_stats.schema import Figure, Problem, Total


def warnings(figures: pd.DataFrame, totals: pd.DataFrame) -> list[Problem]:
    """Return every inconsistency of the frames of `model.figures` and `model.totals`."""
    return [
        *_larger_than_the_year(figures),
        *_backwards(figures),
        *_split_of_another_total(figures),
        *_totals(totals, figures),
    ]


def _larger_than_the_year(figures: pd.DataFrame) -> Iterator[Problem]:
    years = model.full_years(model.newest(figures))[["year", "arrivals"]]
    pairs = figures[figures["through"] != model.FULL_YEAR].merge(
        years.rename(columns={"arrivals": "whole"}), on="year"
    )
    for _, row in pairs[pairs["arrivals"] > pairs["whole"]].iterrows():
        yield _figure(
            row,
            row["arrivals"],
            f"at most {words.number(row['whole'])}, the newest figure for all of {row['year']}",
        )


def _backwards(figures: pd.DataFrame) -> Iterator[Problem]:
    parts = model.newest_by_months(figures).query("through < @model.FULL_YEAR")
    before = parts.groupby("year")[["through", "arrivals"]].shift().add_suffix("_before")
    parts = parts.join(before)
    for _, row in parts[parts["arrivals"] < parts["arrivals_before"]].iterrows():
        until = words.period(row["year"], int(row["through_before"]))
        least = words.number(int(row["arrivals_before"]))
        yield _figure(row, row["arrivals"], f"at least {least}, the newest figure for {until}")


def _split_of_another_total(figures: pd.DataFrame) -> Iterator[Problem]:
    split = model.by_sex(figures)
    for _, row in split[split["difference"] != 0].iterrows():
        newest = words.number(row["newest"])
        yield _figure(
            row, row["arrivals"], f"a split by sex of {newest}, the newest figure of {row['year']}"
        )


def _totals(totals: pd.DataFrame, figures: pd.DataFrame) -> Iterator[Problem]:
    sums = model.reconcile(totals, figures)
    for _, row in sums[sums["difference"].fillna(0) != 0].iterrows():
        counted = words.number(row["counted"])
        yield Problem(
            Total.file,
            row["line"],
            "total",
            str(row["total"]),
            f"{counted}, the sum of the figures known on {words.day(row['published'])}",
        )


def _figure(row: pd.Series, found: int, expected: str) -> Problem:
    return Problem(Figure.file, row["line"], "arrivals", str(found), expected)

"""What is inconsistent across publications: warnings, which refuse nothing. Pure."""

from collections.abc import Iterator

import pandas as pd

from defector_stats import analysis
from defector_stats.errors import Problem
from defector_stats.i18n.formatting import Day, Period
from defector_stats.i18n.messages import N_, Said
from defector_stats.storage.schema import Figure, Total


def warnings(figures: pd.DataFrame, totals: pd.DataFrame) -> list[Problem]:
    """Return every inconsistency of the frames of `analysis.figures` and `analysis.totals`."""
    return [
        *_larger_than_the_year(figures),
        *_backwards(figures),
        *_split_of_another_total(figures),
        *_totals(totals, figures),
    ]


def _larger_than_the_year(figures: pd.DataFrame) -> Iterator[Problem]:
    years = analysis.full_years(analysis.newest(figures))[["year", "arrivals"]]
    pairs = figures[figures["through"] != analysis.FULL_YEAR].merge(
        years.rename(columns={"arrivals": "whole"}), on="year"
    )
    for _place, row in pairs[pairs["arrivals"] > pairs["whole"]].iterrows():
        yield _figure(
            row,
            row["arrivals"],
            Said(
                N_("at most {count}, the newest figure for all of {year}"),
                count=f"{row['whole']:,}",
                year=row["year"],
            ),
        )


def _backwards(figures: pd.DataFrame) -> Iterator[Problem]:
    parts = analysis.newest_by_months(figures).query("through < @analysis.FULL_YEAR")
    before = parts.groupby("year")[["through", "arrivals"]].shift().add_suffix("_before")
    parts = parts.join(before)
    for _place, row in parts[parts["arrivals"] < parts["arrivals_before"]].iterrows():
        until = Period(row["year"], int(row["through_before"]))
        expected = N_("at least {count}, the newest figure for {period}")
        said = Said(expected, count=f"{int(row['arrivals_before']):,}", period=until)
        yield _figure(row, row["arrivals"], said)


def _split_of_another_total(figures: pd.DataFrame) -> Iterator[Problem]:
    split = analysis.by_sex(figures)
    for _place, row in split[split["difference"] != 0].iterrows():
        expected = N_("a split by sex of {count}, the newest figure of {year}")
        said = Said(expected, count=f"{row['newest']:,}", year=row["year"])
        yield _figure(row, row["arrivals"], said)


def _totals(totals: pd.DataFrame, figures: pd.DataFrame) -> Iterator[Problem]:
    sums = analysis.reconcile(totals, figures)
    for _place, row in sums[sums["difference"].fillna(0) != 0].iterrows():
        yield Problem(
            Total.file,
            row["line"],
            "total",
            str(row["total"]),
            Said(
                N_("{count}, the sum of the figures known on {day}"),
                count=f"{row['counted']:,}",
                day=Day(row["published"]),
            ),
        )


def _figure(row: pd.Series, found: int, expected: Said) -> Problem:
    return Problem(Figure.file, row["line"], "arrivals", str(found), expected)

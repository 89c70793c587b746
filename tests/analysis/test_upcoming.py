from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from defector_stats import analysis
from defector_stats.storage.schema import Tables


def following(tables: Tables, on: date) -> list[tuple[int, int, bool]]:
    figures, rules = analysis.figures(tables), analysis.schedule(tables)
    rows = analysis.following(rules, figures, on)
    return [(row["year"], row["through"], row["overdue"]) for row in rows.to_dict("records")]


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 8, 31), [(2026, 6, False)]),
        (date(2026, 9, 1), [(2026, 6, True), (2026, 12, False)]),
        (date(2027, 3, 1), [(2026, 6, True), (2026, 12, True), (2027, 6, False)]),
    ],
)
def test_half_years_are_overdue_after_two_months(
    shipped: Tables, on: date, expected: list[tuple[int, int, bool]]
) -> None:
    assert following(shipped, on) == expected


def test_quarters_were_the_rule_before(shipped: Tables) -> None:
    known = [each for each in shipped.figures if (each.year, each.through) <= (2024, 12)]
    before = replace(shipped, figures=known)
    assert following(before, date(2025, 7, 1)) == [(2025, 3, True), (2025, 6, False)]
    assert following(before, date(2025, 12, 1))[:2] == [(2025, 3, True), (2025, 6, True)]
    assert (2025, 9, True) not in following(before, date(2026, 1, 1)), "twice a year since August"


def test_without_a_rule_nothing_is_expected(shipped: Tables) -> None:
    assert following(replace(shipped, schedule=[]), date(2026, 11, 25)) == []


def test_a_rule_of_unknown_beginning_is_the_first(shipped: Tables) -> None:
    backwards = replace(shipped, schedule=shipped.schedule[::-1])
    one, two = (analysis.schedule(each) for each in (shipped, backwards))
    pd.testing.assert_frame_equal(one, two)
    assert pd.isna(one["since"].iloc[0])

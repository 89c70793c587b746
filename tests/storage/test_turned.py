from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from defector_stats.storage.turned import MONTHS, Order, of_file, problem, turned

TODAY = date(2026, 11, 24)


def meant(*cells: str, order: Order | None = None) -> list[str]:
    return [each.meant for each in turned(enumerate(cells, 2), TODAY, order)]


@pytest.mark.parametrize(
    ("cell", "iso"),
    [
        ("12-Mar-04", "2004-03-12"),
        ("12 March 2004", "2004-03-12"),
        ("March 12, 2004", "2004-03-12"),
        ("Mar-04", "2004-03"),
        ("Mar-98", "1998-03"),
        ("3/25/2004", "2004-03-25"),
        ("25.3.2004", "2004-03-25"),
        ("3/3/2004", "2004-03-03"),
        ("12/10/2026", "2026-10-12"),
        ("2004-03-12 00:00:00", "2004-03-12"),
        ("2004-03-12T00:00:00", "2004-03-12"),
        ("2004-03-12 0:00", "2004-03-12"),
        ("2004-03-12 오전 12:00:00", "2004-03-12"),
        ("3/25/2004 12:00:00 AM", "2004-03-25"),
        ("12-Mar-04 00:00", "2004-03-12"),
        ("2004-02-31 00:00:00", ""),
        ("3/12/2004", ""),
        ("12-Mar", ""),
        ("3월 12일", ""),
        ("31-Feb-04", ""),
    ],
)
def test_a_date_is_plain_or_it_is_not(cell: str, iso: str) -> None:
    assert meant(cell) == [iso]


@pytest.mark.parametrize(
    "cell", ["2004-03-12", "2004-03", "2004", "", "3/12", "soon", "1999/3/12", "2004-03-12 09:30"]
)
def test_what_was_not_turned_is_left_alone(cell: str) -> None:
    assert turned([(2, cell)], TODAY) == []


def test_one_cell_shows_the_order_of_all() -> None:
    assert meant("3/12/2004", "3/25/2004") == ["2004-03-12", "2004-03-25"]
    assert meant("3/12/2004", "25/3/2004") == ["2004-12-03", "2004-03-25"]
    assert meant("3/12/2004", "3/25/2004", "25/3/2004") == ["", "2004-03-25", "2004-03-25"]


def test_the_order_can_be_said() -> None:
    assert meant("3/12/2004", order="mdy") == ["2004-03-12"]
    assert meant("3/12/2004", order="dmy") == ["2004-12-03"]
    (cell,) = turned([(2, "3/12/2004")], TODAY)
    assert cell.readings == ("2004-03-12", "2004-12-03")


@given(st.lists(st.dates(date(1948, 1, 1), TODAY), min_size=1), st.booleans())
def test_what_a_program_turned_is_never_read_as_another_date(
    days: list[date], month_first: bool
) -> None:
    cells = [
        f"{day.month}/{day.day}/{day.year}" if month_first else f"{day.day}/{day.month}/{day.year}"
        for day in days
    ]
    for iso, day in zip(meant(*cells), days, strict=True):
        assert iso in ("", day.isoformat())


@given(st.dates(date(1948, 1, 1), TODAY))
def test_a_named_month_is_read_without_doubt(day: date) -> None:
    name = MONTHS[day.month - 1].title()
    assert meant(f"{day.day}-{name}-{day.year}", f"{name}-{day.year}") == [
        day.isoformat(),
        day.isoformat()[:7],
    ]


def test_one_problem_names_the_cause_and_the_cells() -> None:
    lines = [(line, {"published": cell}) for line, cell in enumerate(["3/12/2004", "2004"] * 12, 2)]
    cells = of_file("sources.csv", lines, TODAY)
    assert str(problem("sources.csv", cells)) == (
        "sources.csv, line 2, column published: found '3/12/2004', expected dates as YYYY-MM-DD; "
        "a spreadsheet program turned 12 (lines 2, 4, 6, 8, 10, 12, 14, 16, 18, 20 …), of which 0 "
        "can be read without doubt: defector-stats repair sources.csv mends them"
    )
    assert of_file("arrivals.csv", lines, TODAY) == []

from dataclasses import replace

import pytest

from defector_stats.dates import last_day
from defector_stats.storage.edits import Edit, RowEdit
from defector_stats.storage.plausibility import doubtful
from defector_stats.storage.schema import Figure, Tables, Total


def asked(
    tables: Tables, year: int, arrivals: int, through: int = 12, what: str = "add"
) -> list[str]:
    counts = {"year": str(year), "through": str(through), "arrivals": str(arrivals)}
    cells = {**counts, "male": "", "female": "", "status": "published", "source": "s", "note": ""}
    return list(map(str, doubtful(Edit(what, (RowEdit(Figure, after=cells),)), tables)))


@pytest.mark.parametrize(
    ("year", "arrivals", "question"),
    [
        (2025, 2230, "2025: 223 or 2,230?"),
        (2025, 22300, "2025: 223 or 22,300?"),
        (2025, 22, "2025: 220 or 22?"),
        (2024, 263, "2024: 236 or 263?"),
        (2009, 2972, "2009: 2,927 or 2,972?"),
    ],
)
def test_a_slip_is_asked_for_with_what_is_likely(
    tables: Tables, year: int, arrivals: int, question: str
) -> None:
    assert asked(tables, year, arrivals) == [question]


@pytest.mark.parametrize(("year", "arrivals"), [(2025, 223), (2024, 240), (1990, 9), (2009, 2914)])
def test_what_is_near_or_known_or_has_no_neighbours_is_not_asked_for(
    tables: Tables, year: int, arrivals: int
) -> None:
    assert asked(tables, year, arrivals) == []


def test_a_new_year_is_compared_with_the_years_beside_it(tables: Tables) -> None:
    assert asked(tables, 2026, 2200) == ["2026: 220 or 2,200?"]
    assert asked(tables, 2026, 400) == []
    assert asked(tables, 2026, 540, through=3) == ["January–March 2026: 54 or 540?"]


@pytest.mark.parametrize(
    ("as_of", "total", "questions"),
    [
        ("2025-12-31", 345370, ["Total to 31 December 2025: 34,537 or 345,370?"]),
        ("2025-12-31", 34573, ["Total to 31 December 2025: 34,537 or 34,573?"]),
        ("2025-12-31", 34540, []),
        ("2026-06-30", 3464, ["Total to 30 June 2026: 34,640 or 3,464?"]),
        ("2026-06-30", 34640, []),
    ],
)
def test_a_total_is_compared_with_those_of_its_day_and_of_the_days_beside_it(
    tables: Tables, as_of: str, total: int, questions: list[str]
) -> None:
    cells = {"as_of": as_of, "total": str(total), "male": "", "female": "", "note": ""}
    edit = Edit("add", (RowEdit(Total, after={**cells, "source": "s"}),))
    assert list(map(str, doubtful(edit, tables))) == questions


def test_no_total_of_the_collection_would_have_been_asked_for(shipped: Tables) -> None:
    for place, total in enumerate(shipped.totals):
        others = [*shipped.totals[:place], *shipped.totals[place + 1 :]]
        edit = Edit("add", (RowEdit(Total, after=total.cells()),))
        assert doubtful(edit, replace(shipped, totals=others)) == []


def test_what_an_undo_puts_back_is_not_asked_for(tables: Tables) -> None:
    assert asked(tables, 2025, 22300, what="undo") == []


def test_no_count_of_the_collection_would_have_been_asked_for(shipped: Tables) -> None:
    published = {each.id: last_day(each.published) for each in shipped.sources}
    figures = sorted(shipped.figures, key=lambda each: (published[each.source], each.source))
    for place, figure in enumerate(figures):
        edit = Edit("add", (RowEdit(Figure, after=figure.cells()),))
        assert doubtful(edit, replace(shipped, figures=figures[:place])) == []

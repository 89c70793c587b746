"""A part that a choice does not concern is not sent again, so it must not depend on it."""

from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given

from defector_stats.analysis.dataset import Dataset
from defector_stats.dashboard.kept import Kept
from defector_stats.dashboard.state import PARTS, drawn
from defector_stats.storage.schema import Tables
from defector_stats.views.selection import Selection
from defector_stats.views.values import ARTICLE
from defector_stats.views.view import View
from tests.strategies import OF_A_VIEW, TABLES, VIEWS

OTHER: dict[str, Any] = {
    "as_of": "2012-01-11",
    "years": (2003, 2010),
    "percent": True,
    "by_sex": True,
    "events": False,
    "compare": "latest",
    "revised": 2009,
    "year": 2009,
    "sort": "arrivals",
    "language": "ko",
}
BASES = [View(), View(as_of=ARTICLE, by_sex=True, percent=True, compare="latest", year=2010)]


@cache
def every_part(dataset: Dataset, view: View) -> dict[str, object]:
    selection = Selection(dataset, view)
    return {name: part.draw(selection) for name, part in PARTS.items()}


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("field", OTHER)
def test_a_part_follows_from_its_fields_alone(dataset: Dataset, base: View, field: str) -> None:
    before, after = (
        every_part(dataset, base),
        Selection(dataset, replace(base, **{field: OTHER[field]})),
    )
    for name, part in PARTS.items():
        if field not in (*part.fields, "language"):
            assert before[name] == part.draw(after), name


def test_only_what_differs_is_drawn(dataset: Dataset) -> None:
    sent = drawn(Selection(dataset, View(years=(2003, 2010))), Kept(), View())
    words = sent["change-drawings"].words
    assert words["persons"]["finding"].count("+") == 1
    assert words["percent"]["finding"].count("%") == 2
    assert not {"opening", "history", "quality", "days"} & set(sent)
    assert set(drawn(Selection(dataset, View()), Kept())) == set(PARTS)
    assert set(drawn(Selection(dataset, View(language="ko")), Kept(), View())) == set(PARTS)


def test_every_field_of_the_view_is_tried() -> None:
    assert set(OTHER) == set(View.__dataclass_fields__)


class Reader(HTMLParser):
    """The tags that are open after some HTML, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, _attributes: object) -> None:
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.slow
@OF_A_VIEW
@given(TABLES, VIEWS)
def test_every_part_of_every_view_is_whole_and_without_missing_values(
    tables: Tables, view: View
) -> None:
    selection = Selection(Dataset(tables), view)
    for name, part in PARTS.items():
        if name.endswith("-drawings"):  # drawn in tests/views
            continue
        reader = Reader()
        reader.feed(part.draw(selection))
        reader.close()
        assert reader.open == [], name
        assert not {"nan", "None", "<NA>", "NaT"} & set(reader.text.split()), name


def test_a_cell_without_a_value_says_so_to_the_style_sheet(dataset: Dataset) -> None:
    selection = Selection(dataset, View())
    totals = str(drawn(selection, Kept())["total-table"])
    assert totals.count(">–</td>") == totals.count(' none">–</td>') > 0

from collections.abc import Callable

import pytest

from defector_stats.analysis.dataset import Dataset
from defector_stats.i18n.languages import LANGUAGES
from defector_stats.i18n.messages import speaking
from defector_stats.text import tables
from defector_stats.text.tables import Cell, Table
from defector_stats.text.tables.table import notes_once
from defector_stats.views.selection import Selection
from defector_stats.views.view import View


def _changes(selection: Selection) -> Table:
    return tables.changes(selection.known, selection.totals)


MAKERS = (
    tables.figures_in_view,
    tables.every_figure,
    tables.revisions,
    tables.totals,
    tables.documents,
    tables.history,
    tables.parts,
    tables.quarters,
    _changes,
)
VIEWS = [View(year=2024), View(as_of="article", year=2009), View("2012-01-11", by_sex=True)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("make", MAKERS)
def test_every_row_has_a_cell_for_every_heading(
    dataset: Dataset, make: Callable[[Selection], Table], view: View, language: str
) -> None:
    with speaking(language):
        table = make(Selection(dataset, view))
    assert table.headings
    assert {len(row) for row in table.rows} <= {len(table.headings)}
    if language == "ko":
        assert not any(heading.label.isascii() for heading in table.headings)


def test_a_note_on_a_document_is_said_once_in_rows_that_follow_each_other() -> None:
    first, second = (Cell("Newsis", notes=(note,)) for note in ("a page", "a copy"))
    table = Table("figures", "", "", (), ((first,), (first,), (second,), (first,)))
    notes = [row[0].notes for row in notes_once(table).rows]
    assert notes == [("a page",), (), ("a copy",), ("a page",)]

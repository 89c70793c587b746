from datetime import date

import pytest

from defector_stats.analysis.dataset import Dataset
from defector_stats.storage.schema import Tables
from defector_stats.text import tables
from defector_stats.views.selection import Selection
from defector_stats.views.view import View


@pytest.fixture(scope="module")
def of_shipped(shipped: Tables) -> Dataset:
    return Dataset(shipped)


def test_a_document_is_cited_with_the_notes_on_it_and_on_what_it_counts(
    of_shipped: Dataset,
) -> None:
    documents = tables.documents(Selection(of_shipped, View(years=(2020, 2025))))
    notes = {cited.value: cited.notes for (cited,) in documents.rows}
    assert "read through a machine-readable copy" in notes["mou-2025-12"][0]
    assert "31 December 2025: Corrected by the Ministry" in notes["newsis-2026-02"]
    sources = of_shipped.sources.set_index("source")
    assert sources.loc[[*map(str, notes)], "known_on"].is_monotonic_decreasing


def test_the_documents_of_replaced_figures_are_named_with_their_notes_where_these_are(
    of_shipped: Dataset,
) -> None:
    selection = Selection(of_shipped, View())
    stating = {*of_shipped.figures["source"], *of_shipped.totals["source"]}
    every = {cited.value: cited.notes for (cited,) in tables.documents(selection, every=True).rows}
    assert set(every) == stating
    assert any("Misprints the cumulative total" in note for note in every["nk-chosun-2014-01"])


def test_every_document_that_states_something_changed_something(of_shipped: Dataset) -> None:
    changes = tables.changes(of_shipped.figures, of_shipped.totals)
    stating = {*of_shipped.figures["source"], *of_shipped.totals["source"]}
    assert {document.value for document, _changed in changes.rows} == stating
    assert all(changed.text for _document, changed in changes.rows)


def test_of_very_many_documents_the_newest_are_told_and_the_others_counted(
    of_shipped: Dataset,
) -> None:
    every = tables.changes(of_shipped.figures, of_shipped.totals)
    newest = tables.changes(of_shipped.figures, of_shipped.totals, most=3)
    assert newest.rows == every.rows[:3]
    assert newest.caption.startswith(f"{len(every.rows) - 3} earlier documents: ")
    assert not every.caption


def test_the_changes_from_a_day_on_are_told_against_what_stood_before(of_shipped: Dataset) -> None:
    told = tables.changes(of_shipped.figures, of_shipped.totals, date(2026, 2, 4)).rows
    assert [document.value for document, _changed in told] == [
        "mou-2025-12",
        "newsis-2026-02",
        "segye-2026-02",
    ]
    assert told[1][1].text.startswith("revised: 2025 (−1)")

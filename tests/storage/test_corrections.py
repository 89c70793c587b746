"""Figures, documents, totals and events are corrected and removed, and come back as they were."""

from dataclasses import replace
from pathlib import Path

import pytest

from defector_stats import dates
from defector_stats.errors import DataError
from defector_stats.storage import changes, history, repository
from defector_stats.storage.corrections import NAMED, correct, find, remove
from defector_stats.storage.edits import Change, Edit
from defector_stats.storage.schema import Event, Figure, Source, Tables, Total

HERALD = "korea-herald-2011-10"
CHANGES: dict[str, Change] = {
    "a figure": correct(Figure, ["2009", HERALD], {"arrivals": "2928"}),
    "an id": correct(Source, ["mou-2012-01"], {"id": "mou-2011-12"}),
    "a total": correct(Total, ["2001-12-31", "mou-2020-09"], {"total": "1991", "female": "595"}),
    "an event": correct(Event, ["한중 수교"], {"label_ko": "한·중 수교"}),
    "a figure removed": remove(Figure, ["2009", HERALD]),
    "an event removed": remove(Event, ["1992"]),
    "a total removed": remove(Total, ["1998-12-31"]),
    "a document removed": remove(Source, ["mou-2012-01"], with_cited=True),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_correction_is_one_step_and_is_taken_back_to_the_byte(folder: Path, name: str) -> None:
    old = repository.contents(folder)
    changes.apply(folder, CHANGES[name])
    assert repository.contents(folder) != old
    (record,) = history.history(folder)
    changes.apply(folder, changes.undo(record))
    assert repository.contents(folder) == old


def test_a_correction_is_no_revision_and_the_note_says_which_it_was(tables: Tables) -> None:
    words, cells = ["2009", HERALD], {"arrivals": "2928"}
    today = dates.today().isoformat()

    def note(change: Change) -> str:
        (row,) = change(tables).rows
        assert row.after
        return row.after["note"]

    assert note(correct(Figure, words, cells)) == f"Mistyped here until {today}: Arrivals 2927"
    by_document = correct(Figure, words, cells, by_document=True)
    assert note(by_document) == f"In the document until {today}: Arrivals 2927"
    assert note(correct(Figure, words, {**cells, "note": "n"})) == "n"
    assert note(correct(Figure, words, {"status": "provisional"})) == ""


def test_what_a_count_was_is_said_to_korean_readers_too(tables: Tables) -> None:
    noted = [
        figure.model_copy(update={"note": "n", "note_ko": "비고"})
        for figure in tables.figures
        if (figure.year, figure.source) == (2009, HERALD)
    ]
    change = correct(Figure, ["2009", HERALD], {"arrivals": "2928"})
    (row,) = change(replace(tables, figures=noted)).rows
    today = dates.today().isoformat()
    assert row.after
    assert row.after["note"] == f"n; Mistyped here until {today}: Arrivals 2927"
    assert row.after["note_ko"] == f"비고; {today}까지 입력 오류: 입국인원 2927"


def test_a_new_id_goes_to_all_that_cite_the_document(folder: Path) -> None:
    before = repository.read(folder)
    after = changes.apply(folder, CHANGES["an id"]).after
    assert [each.replace("mou-2012-01", "mou-2011-12") for each in before.cited()] == after.cited()
    assert "mou-2012-01" not in [source.id for source in after.sources]


def test_a_document_that_is_cited_goes_only_with_what_is_cited(folder: Path) -> None:
    old = repository.contents(folder)
    with pytest.raises(DataError, match=r"no row cites any more .arrivals.csv: 10, totals.csv: "):
        changes.apply(folder, remove(Source, ["mou-2012-01"]))
    assert repository.contents(folder) == old
    after = changes.apply(folder, CHANGES["a document removed"]).after
    assert "mou-2012-01" not in [*after.cited(), *(source.id for source in after.sources)]


def test_nothing_is_changed_where_nothing_is_other(tables: Tables) -> None:
    assert correct(Figure, ["2009", HERALD], {"arrivals": "2927"})(tables) == Edit("edit", ())


@pytest.mark.parametrize(
    ("kind", "words", "message"),
    [
        ("figure", ["2009"], r"one row; \d+ fit, add one of .*korea-herald-2011-10"),
        ("figure", ["2009", "korea-herald-2011-1"], "did you mean korea-herald-2011-10"),
        ("document", ["nobody"], "found 'nobody', expected a row that is there"),
        ("event", ["1892"], "a row that is there"),
    ],
)
def test_words_that_name_no_row_or_several_are_refused(
    tables: Tables, kind: str, words: list[str], message: str
) -> None:
    with pytest.raises(DataError, match=message):
        find(tables, NAMED[kind], words)


def test_a_figure_of_some_months_is_named_by_the_last_one(tables: Tables) -> None:
    partial = next(each for each in tables.figures if each.through != 12)
    words = [f"{partial.year}-{partial.through:02}", partial.source]
    assert find(tables, Figure, words) == partial
    with pytest.raises(DataError):
        find(tables, Figure, [str(partial.year), partial.source])


def test_wrong_cells_are_refused_with_what_is_meant(folder: Path) -> None:
    old = repository.contents(folder)
    with pytest.raises(DataError, match=r"found 'arivals', .* did you mean arrivals"):
        changes.apply(folder, correct(Figure, ["2009", HERALD], {"arivals": "1"}))
    with pytest.raises(DataError, match="did you mean 2927"):
        changes.apply(folder, correct(Figure, ["2009", HERALD], {"arrivals": "2 927"}))
    assert repository.contents(folder) == old

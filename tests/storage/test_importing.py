"""What a table adds to the files: one document, in one step, and nothing twice."""

from dataclasses import replace
from pathlib import Path

import pytest

from defector_stats.errors import DataError
from defector_stats.i18n.messages import speaking
from defector_stats.storage import changes, history, repository, wide
from defector_stats.storage.importing import Import
from defector_stats.storage.schema import Figure, Source, Tables, Total
from tests.helpers import SHIPPED
from tests.storage.wide.plain import ACROSS, TODAY

CORPUS = Path(__file__).parent / "wide" / "corpus"
DECEMBER = "mou-2025-12"


def table(name: str) -> wide.Reading:
    return wide.read(name, (CORPUS / name).read_bytes(), TODAY)


def written(tables: Tables, change: Import, folder: Path) -> Tables:
    """Return the rows of a folder that has these, once the change is made."""
    folder.mkdir(exist_ok=True)
    for kind in (Figure, Source, Total):
        sheet, _problems = repository.sheet(kind, (SHIPPED / kind.file).read_bytes())
        kept = {tuple(row.cells().items()) for row in tables.of(kind)}
        rows = {
            record.line: None
            for record in sheet.records
            if tuple(kind.model_validate(sheet.row(record)).cells().items()) not in kept
        }
        (folder / kind.file).write_bytes(sheet.edited(rows, []))
    (folder / "events.csv").write_bytes((SHIPPED / "events.csv").read_bytes())
    return changes.apply(folder, change).after


def before_december(tables: Tables) -> Tables:
    return replace(
        tables,
        sources=[each for each in tables.sources if each.id != DECEMBER],
        figures=[each for each in tables.figures if each.source != DECEMBER],
        totals=[each for each in tables.totals if each.source != DECEMBER],
    )


def stated(tables: Tables, kind: type[Figure] | type[Total]) -> list[dict[str, str]]:
    """Return what the table of December states, without notes, which are ours."""
    rows = [row.cells() for row in tables.of(kind) if row.cells()["source"] == DECEMBER]
    return sorted(
        ({**cells, "note": "", "note_ko": ""} for cells in rows),
        key=lambda cells: [*cells.values()],
    )


DETAILS = tuple(name for name in Source.columns() if name not in ("id", "author"))


@pytest.mark.parametrize("name", sorted(path.name for path in CORPUS.glob("mou-2025-12*")))
def test_the_table_of_december_gives_what_is_shipped(
    name: str, shipped: Tables, tmp_path: Path
) -> None:
    (document,) = (each.cells() for each in shipped.sources if each.id == DECEMBER)
    given = {detail: document[detail] for detail in DETAILS}
    change = Import(table(name), given)
    after = written(before_december(shipped), change, tmp_path / "data")
    assert stated(after, Figure) == stated(shipped, Figure)
    assert [each.cells() for each in after.sources if each.id == DECEMBER] == [document]
    totals = stated(after, Total)
    assert all(total in totals for total in stated(shipped, Total))
    assert [(total["as_of"], total["total"]) for total in totals] == [
        ("1998-12-31", "947"),
        ("2001-12-31", "1990"),
        ("2025-12-31", "34537"),
    ]


def test_it_is_one_step_that_is_taken_back_as_a_whole(folder: Path) -> None:
    old = repository.contents(folder)
    change = Import(table("mou-2025-12-ko-page.html"), {"published": "2026-10"})
    outcome = changes.apply(folder, change)
    (record,) = history.history(folder)
    assert record.change["what"] == "import"
    assert len(record.change["rows"]) == 1 + 24 + 3
    changes.apply(folder, lambda _tables: outcome.edit.inverse())
    assert repository.contents(folder) == old


def test_a_table_that_is_imported_twice_adds_nothing(folder: Path) -> None:
    change = Import(table("mou-2025-12-ko-page.html"), {"published": "2026-10"})
    assert changes.apply(folder, change).edit.rows
    now = repository.contents(folder)
    again = Import(table("mou-2025-12-ko-pasted.tsv"))
    assert changes.apply(folder, again).edit.rows == ()
    assert again.known(repository.read(folder)) == [DECEMBER]
    assert repository.contents(folder) == now
    assert len(history.history(folder)) == 1


def test_a_known_document_gets_what_it_lacks(tables: Tables) -> None:
    change = Import(table("mou-2012-01-en-release.tsv"), {"id": "mou-2012-01"})
    kept = [each for each in tables.figures if each.source != "mou-2012-01" or each.year != 2009]
    (row,) = (row for row in change.edit(replace(tables, figures=kept)).rows if row.kind is Figure)
    assert row.after
    assert (row.after["year"], row.after["arrivals"], row.after["source"]) == (
        "2009",
        "2927",
        "mou-2012-01",
    )


def test_a_known_document_is_not_contradicted(folder: Path) -> None:
    content = (CORPUS / "mou-2012-01-en-release.tsv").read_bytes().replace(b"2,927", b"2,928")
    reading = wide.read("t", content.replace(b"\t2,261", b"\t2,262"), TODAY)
    keys = [doubt.key for doubt in reading.doubts]
    with pytest.raises(DataError, match="found 'mou-2012-01', expected one figure for 2009"):
        changes.preview(folder, Import(reading, {"id": "mou-2012-01"}, keys).edit)


def test_nothing_is_written_while_a_doubt_is_not_accepted(folder: Path) -> None:
    old = repository.contents(folder)
    reading = table("mou-2020-09-zh-page.txt")
    details = {"published": "2026-10", "title": "another", "id": "another"}
    change = Import(reading, details)
    with pytest.raises(DataError, match=r"found '72\.1%', expected 67\.2%"):
        changes.apply(folder, change)
    assert repository.contents(folder) == old
    assert changes.preview(folder, change.edit).edit.rows
    changes.apply(folder, replace(change, accepted=["share-2020-09"]))
    assert repository.contents(folder) != old
    assert changes.apply(folder, change).edit.rows == ()


def test_what_is_missing_of_a_new_document_is_named(tables: Tables) -> None:
    reading = wide.read("t", ACROSS.replace("35,", "36,").encode(), TODAY)
    assert Import(reading).missing(tables) == ["published"]
    assert Import(reading, {"published": "2026-01"}).missing(tables) == []
    long = wide.read("t", b"year,through,arrivals\n2023,12,197\n2024,12,237\n", TODAY)
    assert Import(long, {"title": "T"}).missing(tables) == ["publisher", "published"]


def test_words_of_ours_are_written_in_each_language_whoever_imports(
    shipped: Tables, tables: Tables
) -> None:
    change = Import(table("mou-2025-12-ko-page.html"), {"published": "2026-10"})
    with speaking("ko"):
        rows = change.edit(before_december(shipped)).rows
        without_korean = change.edit(tables).rows
    source = next(row.after or {} for row in rows if row.kind is Source)
    assert source["title"] == "[Table of arrivals by year to 2025]"
    assert source["title_ko"] == "[연도별 입국인원 표, 최종 집계 2025년]"
    notes = {
        (cells["note"], cells["note_ko"]) for row in rows if "note_ko" in (cells := row.after or {})
    }
    assert (
        "947 + 1043 in the first columns of the table",
        "표의 처음 열들의 합: 947 + 1043",
    ) in notes
    assert not any("note_ko" in (row.after or {}) for row in without_korean)


def test_the_years_that_are_provisional_can_be_given(tables: Tables) -> None:
    reading = table("mou-2025-12-ko-page.html")

    def provisional(years: list[int] | None) -> list[str]:
        edit = Import(reading, {"published": "2026-10"}, provisional=years).edit(tables)
        rows = (row.after or {} for row in edit.rows if row.kind is Figure)
        return [row["year"] for row in rows if row["status"] == "provisional"]

    assert provisional(None) == ["2025"]
    assert provisional([]) == []
    assert provisional([2023, 2024]) == ["2023", "2024"]


LONG = """year,through,arrivals,status,source,publisher,title,published,url,note
2026,3,54,provisional,,Newsis,54,2026-04-20,https://example.org/54,a
2026,6,105,published,own-id,Yonhap,105,2026-07-20,,
2009,12,2927,published,korea-herald-2011-10,The Korea Herald,other title,2011-10,,
2009,12,2928,published,mou-2012-01,,,,,
"""


def test_the_lines_of_a_long_table_name_their_documents(tables: Tables) -> None:
    reading = wide.read("t", LONG.replace("2009,12,2928", "1999,12,2928").encode(), TODAY)
    rows = Import(reading).edit(tables).rows
    new = [(row.after or {})["id"] for row in rows if row.kind is Source]
    assert sorted(new) == ["newsis-2026-04", "own-id"]
    figures = [(row.after or {}) for row in rows if row.kind is Figure]
    assert sorted((each["year"], each["arrivals"], each["source"]) for each in figures) == [
        ("1999", "2928", "mou-2012-01"),
        ("2026", "105", "own-id"),
        ("2026", "54", "newsis-2026-04"),
    ]


def test_an_unknown_id_without_details_asks_for_its_document(folder: Path) -> None:
    reading = wide.read("t", b"year,through,arrivals,source\n2024,12,236,kept-2025\n", TODAY)
    with pytest.raises(DataError, match="add the document there first"):
        changes.preview(folder, Import(reading))

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from defector_stats.errors import DataError
from defector_stats.storage import changes, repository, shipped
from defector_stats.storage.edits import Edit, RowEdit
from defector_stats.storage.schema import KINDS, Source, Tables
from tests.helpers import SAMPLE, edit


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "a folder" / "of one's own"


def test_a_folder_without_files_starts_as_a_copy_of_those_of_the_release(own: Path) -> None:
    assert shipped.copy_to(own)
    assert repository.contents(own) == repository.contents(shipped.FOLDER)


def test_a_folder_with_other_files_gets_the_data_files_beside_them(own: Path) -> None:
    own.mkdir(parents=True)
    (own / "letter.txt").write_text("mine")
    assert shipped.copy_to(own)
    assert (own / "letter.txt").read_text() == "mine"
    assert repository.read(own)


@pytest.mark.parametrize("name", ["arrivals.csv", "events.csv"])
def test_a_folder_with_one_of_the_files_is_left_alone(own: Path, name: str) -> None:
    own.mkdir(parents=True)
    (own / name).write_text("mine")
    assert not shipped.copy_to(own)
    assert [path.name for path in own.iterdir()] == [name]
    assert (own / name).read_text() == "mine"


def test_a_link_to_a_file_that_is_out_of_reach_is_not_replaced(own: Path) -> None:
    own.mkdir(parents=True)
    link = own / "arrivals.csv"
    try:
        link.symlink_to(own.parent / "share that is not mounted" / "arrivals.csv")
    except OSError:
        pytest.skip("this system makes no links without a privilege")
    assert not shipped.copy_to(own)
    assert link.is_symlink()


def test_a_folder_that_cannot_be_made_is_named_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DataError) as refused:
        shipped.copy_to(tmp_path / "file" / "data")
    (problem,) = refused.value.problems
    assert problem.file == os.fspath(tmp_path / "file" / "data")
    assert str(problem.expected) == "a folder to which the data files can be copied"


def without(folder: Path, *lost: str) -> None:
    """Take away every line in which one of these texts stands."""
    for path in repository.paths(folder):
        lines = path.read_text("utf-8").splitlines(keepends=True)
        kept = [line for line in lines if not any(text in line for text in lost)]
        path.write_text("".join(kept), "utf-8", newline="")


def test_a_fresh_copy_lacks_nothing(own: Path) -> None:
    shipped.copy_to(own)
    assert changes.preview(own, shipped.lacking(own)).edit.rows == ()


def test_a_folder_that_is_older_than_a_column_gets_the_others(own: Path) -> None:
    shutil.copytree(SAMPLE, own)
    changes.apply(own, shipped.lacking(own))
    assert repository.contents(own)["arrivals.csv"].startswith(b"year,through,arrivals,male,")
    counted = {(row.year, row.through, row.arrivals) for row in repository.read(own).figures}
    assert counted >= {(row.year, row.through, row.arrivals) for row in RELEASE.figures}


RELEASE = repository.read(shipped.FOLDER)


def rows_of(tables: Tables) -> list[tuple[str, str]]:
    return [(kind.file, str(row.cells())) for kind in KINDS for row in tables.of(kind)]


@given(st.sets(st.sampled_from([document.id for document in RELEASE.sources])))
def test_what_an_older_folder_lacks_comes_and_what_it_has_stays(lost: set[str]) -> None:
    own = Tables(
        figures=[row for row in RELEASE.figures if row.source not in lost],
        sources=[row for row in RELEASE.sources if row.id not in lost],
        totals=[row for row in RELEASE.totals if row.source not in lost],
        events=[row for row in RELEASE.events if row.source not in lost],
        schedule=[row for row in RELEASE.schedule if row.source not in lost],
    )
    added = [(row.kind.file, str(row.after)) for row in shipped.missing(RELEASE, own)]
    assert sorted(rows_of(own) + added) == sorted(rows_of(RELEASE))


def test_what_is_lacking_is_written_once(own: Path) -> None:
    shipped.copy_to(own)
    without(own, "korea-herald-2011-10")
    changes.apply(own, shipped.lacking(own))
    assert sorted(rows_of(repository.read(own))) == sorted(rows_of(RELEASE))
    assert changes.preview(own, shipped.lacking(own)).edit.rows == ()


def test_what_a_reader_corrected_stays_corrected(own: Path) -> None:
    shipped.copy_to(own)
    edit(own, "arrivals.csv", lambda content: content.replace(b"1998,12,71,", b"1998,12,72,"))
    edit(own, "sources.csv", lambda content: content.replace(b",Song Sang-ho,", b",Song S.,"))
    assert changes.preview(own, shipped.lacking(own)).edit.rows == ()


def renamed(folder: Path, old: str, new: str) -> None:
    for path in repository.paths(folder):
        edit(folder, path.name, lambda content: content.replace(old.encode(), new.encode()))


def test_a_document_that_is_there_under_another_id_is_not_added_again(own: Path) -> None:
    shipped.copy_to(own)
    renamed(own, "korea-herald-2011-10", "my-article")
    without(own, "2009,12,2927,,,published,my-article")
    (added,) = changes.preview(own, shipped.lacking(own)).edit.rows
    assert added.after
    assert (added.after["year"], added.after["source"]) == ("2009", "my-article")


def test_another_document_that_has_the_id_keeps_it(own: Path) -> None:
    shipped.copy_to(own)
    without(own, "korea-herald-2011-10")
    mine = Source.model_validate(
        {
            "id": "korea-herald-2011-10",
            "title": "Another article",
            "publisher": "The Korea Herald",
            "author": "",
            "published": "2011-10-31",
            "url": "https://example.org/another",
            "language": "en",
            "note": "",
        }
    )
    changes.apply(own, lambda _: Edit("add", (RowEdit(Source, after=mine.cells()),)))
    changes.apply(own, shipped.lacking(own))
    tables = repository.read(own)
    titles = {document.id: document.title for document in tables.sources}
    assert titles["korea-herald-2011-10"] == "Another article"
    assert titles["korea-herald-2011-10-2"].startswith("Seoul strives")
    assert {event.source for event in tables.events} >= {"korea-herald-2011-10-2"}
    assert "korea-herald-2011-10" not in tables.cited()


def test_a_page_that_is_renewed_at_its_address_is_another_document(own: Path) -> None:
    shipped.copy_to(own)
    table = next(each for each in RELEASE.sources if each.kind == "ministry" and each.url)
    renewed = {"id": "renewed", "published": "2026-10-01", "note": ""}
    release = replace(RELEASE, sources=[*RELEASE.sources, table.model_copy(update=renewed)])
    (added,) = shipped.missing(release, RELEASE)
    assert added.after
    assert added.after["id"] == "renewed"

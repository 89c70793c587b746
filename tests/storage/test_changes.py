import csv
import io
from pathlib import Path

import pytest

from defector_stats.errors import DataError
from defector_stats.storage import changes, repository
from tests.helpers import edit, replace_line
from tests.writers import NEW


def test_a_figure_and_its_new_source_are_added_and_taken_back(folder: Path) -> None:
    old = repository.contents(folder)
    outcome = changes.add(folder, NEW)
    assert outcome.lines == {
        "sources.csv": "newsis-2026-04,탈북민 54명,Newsis,,2026-04-20,,ko,",
        "arrivals.csv": "2026,3,54,,,published,newsis-2026-04,",
    }
    new = repository.contents(folder)
    assert {
        name: new[name].removeprefix(old[name]).decode().rstrip() for name in outcome.lines
    } == (outcome.lines)
    assert repository.read(folder) == outcome.after
    changes.remove(folder, outcome.addition)
    assert repository.contents(folder) == old


def test_backups_keep_the_version_before(folder: Path) -> None:
    old = (folder / "arrivals.csv").read_bytes()
    changes.add(folder, NEW)
    (kept,) = (folder / ".backup").glob("*Z.arrivals.csv")
    assert kept.read_bytes() == old


def test_a_preview_writes_nothing(folder: Path) -> None:
    old = repository.contents(folder)
    assert changes.preview(folder, NEW).after.figures[-1].arrivals == 54
    assert repository.contents(folder) == old
    assert not (folder / ".backup").exists()


def test_numbers_are_written_plainly(folder: Path) -> None:
    counts = {"year": "２０２６", "arrivals": "1,054", "male": " 4 ", "female": "1,050"}
    outcome = changes.add(folder, changes.Addition({**NEW.figure, **counts}, NEW.source))
    assert outcome.lines["arrivals.csv"] == "2026,3,1054,4,1050,published,newsis-2026-04,"


def test_a_second_document_of_a_publisher_in_a_month_gets_its_own_id(folder: Path) -> None:
    def id_of(**details: str) -> str:
        assert NEW.source
        added = changes.add(folder, changes.Addition(NEW.figure, {**NEW.source, **details}))
        return added.addition.figure["source"]

    assert id_of() == "newsis-2026-04"
    assert id_of(title="Another") == "newsis-2026-04-2"
    assert id_of(published="2026-04-21") == "newsis-2026-04-3"
    assert id_of(publisher="뉴시스") == "source-2026-04"


def test_the_same_document_is_not_added_twice(folder: Path) -> None:
    changes.add(folder, NEW)
    with pytest.raises(DataError, match=r"not known yet \(line 35, newsis-2026-04, is it\)"):
        changes.add(folder, NEW)


@pytest.mark.parametrize(
    ("figure", "column"),
    [
        ({"arrivals": "5 4"}, "arrivals"),
        ({"year": "2027"}, "year"),
        ({"through": "6"}, "through"),
        ({"male": "1", "female": "2"}, "arrivals"),
        ({"arrivals": ""}, "arrivals"),
    ],
)
def test_a_wrong_addition_is_refused(folder: Path, figure: dict[str, str], column: str) -> None:
    old = repository.contents(folder)
    with pytest.raises(DataError) as caught:
        changes.add(folder, changes.Addition({**NEW.figure, **figure}, NEW.source))
    (problem,) = caught.value.problems
    assert (problem.file, problem.line, problem.column) == ("arrivals.csv", 0, column)
    assert repository.contents(folder) == old


def test_mistakes_of_figure_and_source_are_told_together(folder: Path) -> None:
    with pytest.raises(DataError) as caught:
        changes.add(folder, changes.Addition({**NEW.figure, "year": "x"}, {"title": "T"}))
    assert [(each.file, each.column) for each in caught.value.problems] == [
        ("sources.csv", "publisher"),
        ("sources.csv", "published"),
        ("arrivals.csv", "year"),
    ]


def test_nothing_is_added_to_files_with_errors(folder: Path) -> None:
    replace_line(folder, "arrivals.csv", 2, "1998,12,x,,,published,daily-nk-2005-12,")
    with pytest.raises(DataError, match=r"arrivals\.csv, line 2, column arrivals"):
        changes.add(folder, NEW)


def test_a_source_that_something_else_uses_by_now_stays(folder: Path) -> None:
    added = changes.add(folder, NEW).addition
    other = changes.Addition({**NEW.figure, "through": "2", "source": added.figure["source"]})
    changes.add(folder, other)
    changes.remove(folder, added)
    tables = repository.read(folder)
    assert tables.figures[-1].through == 2
    assert tables.sources[-1].id == "newsis-2026-04"


def test_a_line_that_was_edited_since_is_not_taken_away(folder: Path) -> None:
    added = changes.add(folder, NEW).addition
    edit(folder, "arrivals.csv", lambda content: content.replace(b"2026,3,54", b"2026,3,55"))
    old = repository.contents(folder)
    with pytest.raises(DataError, match="nothing was removed"):
        changes.remove(folder, added)
    assert repository.contents(folder) == old


def test_adding_keeps_encoding_separator_line_breaks_and_columns(folder: Path) -> None:
    def as_korean_excel_saves(content: bytes) -> bytes:
        rows = list(csv.reader(content.decode().splitlines()))
        text = io.StringIO(newline="")
        names = [*rows[0][::-1], "비고"]
        csv.writer(text, delimiter=";", lineterminator="\r\n").writerows(
            [names, *([*row[::-1], "확인"] for row in rows[1:])]
        )
        return text.getvalue().encode("cp949")

    edit(folder, "arrivals.csv", as_korean_excel_saves)
    old = (folder / "arrivals.csv").read_bytes()
    changes.add(folder, changes.Addition({**NEW.figure, "note": "잠정"}, NEW.source))
    new = (folder / "arrivals.csv").read_bytes()
    assert new == old + "잠정;newsis-2026-04;published;;;54;3;2026;\r\n".encode("cp949")
    assert repository.read(folder).figures[-1].note == "잠정"

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from defector_stats import store
from defector_stats.schema import DataError, Problem, Tables
from tests.conftest import DATA
from tests.writers import NEW


def test_the_shipped_files(tables: Tables) -> None:
    assert len(tables.figures) == 164
    assert len({figure.source for figure in tables.figures}) <= len(tables.sources) == 33
    assert {event.source for event in tables.events} == {"korea-herald-2011-10"}


def problems(folder: Path) -> list[Problem]:
    with pytest.raises(DataError) as caught:
        store.read(folder)
    return caught.value.problems


def edit(folder: Path, file: str, change: Callable[[bytes], bytes]) -> None:
    path = folder / file
    path.write_bytes(change(path.read_bytes()))


def replace_line(folder: Path, file: str, number: int, text: str) -> None:
    def change(content: bytes) -> bytes:
        lines = content.splitlines(keepends=True)
        lines[number - 1] = text.encode() + b"\n"
        return b"".join(lines)

    edit(folder, file, change)


def test_every_wrong_cell_is_named(folder: Path) -> None:
    replace_line(folder, "arrivals.csv", 2, "19x8,12,-71,,,published,daily-nk-2005-12,")
    replace_line(folder, "sources.csv", 3, "hankook-ilbo-2004-03,T,P,,12.03.2004,,ko,")
    found = [(each.file, each.line, each.column, each.value) for each in problems(folder)]
    assert found == [
        ("arrivals.csv", 2, "year", "19x8"),
        ("arrivals.csv", 2, "arrivals", "-71"),
        ("sources.csv", 3, "published", "12.03.2004"),
    ]
    assert "a whole number of persons" in problems(folder)[1].expected


def test_lines_are_counted_across_cells_with_line_breaks(folder: Path) -> None:
    replace_line(folder, "arrivals.csv", 2, '1998,12,71,,,published,daily-nk-2005-12,"a\nb"')
    replace_line(folder, "arrivals.csv", 5, "2000,12,x,,,published,daily-nk-2009-12,")
    assert [each.line for each in problems(folder)] == [5]


def test_sexes_that_do_not_add_up(folder: Path) -> None:
    replace_line(folder, "arrivals.csv", 2, "1998,12,71,1,2,published,daily-nk-2005-12,")
    (problem,) = problems(folder)
    assert (problem.column, problem.value) == ("arrivals", "71")
    assert problem.expected.startswith("male + female = 1 + 2 = 3 (leave both blank")


def test_an_unknown_source_and_a_repeated_figure(folder: Path) -> None:
    edit(folder, "arrivals.csv", lambda content: content + b"1998,12,71,,,published,nobody,\n")
    line = b"1998,12,72,,,published,daily-nk-2005-12,\n"
    edit(folder, "arrivals.csv", lambda content: content + line)
    unknown, repeated = problems(folder)
    assert (unknown.line, unknown.column, unknown.value) == (166, "source", "nobody")
    assert (repeated.line, repeated.value) == (167, "daily-nk-2005-12")
    assert "line 2 has it too" in repeated.expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "a header line and rows"),
        (b"year,through\n2009,12\n", "a column named arrivals"),
        (b"year,through,arrivals,male,female,status,source,note\n", "at least one figure"),
        (b'year,"through\n', "a line of CSV"),
        (b"year,through,arrivals,male,female,status,source,note\n2009,12\n", "8 cells"),
    ],
)
def test_a_broken_file(folder: Path, content: bytes, expected: str) -> None:
    edit(folder, "arrivals.csv", lambda _: content)
    found = problems(folder)
    assert {each.file for each in found} == {"arrivals.csv"}
    assert expected in found[0].expected


def test_problems_of_all_files_and_kinds_are_listed_together(folder: Path) -> None:
    replace_line(folder, "arrivals.csv", 2, "1998,12,x,,,published,daily-nk-2005-12,")
    replace_line(folder, "arrivals.csv", 3, "1999,12,14 8,,,published,daily-nk-2005-1,")
    replace_line(folder, "sources.csv", 4, "daily-nk-2005-12,T,,,2005-12,,ko,")
    assert [(each.file, each.line, each.column) for each in problems(folder)] == [
        ("arrivals.csv", 2, "arrivals"),
        ("arrivals.csv", 3, "arrivals"),
        ("arrivals.csv", 3, "source"),
        ("sources.csv", 4, "publisher"),
    ]
    assert problems(folder)[2].suggestion == "daily-nk-2005-12"


def test_a_missing_file(folder: Path) -> None:
    (folder / "totals.csv").unlink()
    (problem,) = problems(folder)
    assert problem.file == "totals.csv"
    assert "readable file" in problem.expected


def test_what_spreadsheet_programs_do_to_a_file_is_read(folder: Path, tables: Tables) -> None:
    edit(folder, "arrivals.csv", lambda text: b"\xef\xbb\xbf" + text.replace(b"\n", b"\r\n"))
    edit(folder, "arrivals.csv", lambda text: text + b",,,,,,,\r\n\r\n")
    assert store.read(folder).figures == tables.figures


@given(st.binary(max_size=200), st.sampled_from([path.name for path in store.paths(DATA)]))
def test_whatever_a_file_holds_it_is_read_or_explained(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, file: str
) -> None:
    folder = tmp_path_factory.mktemp("any")
    for path in store.paths(DATA):
        (folder / path.name).write_bytes(content if path.name == file else path.read_bytes())
    try:
        store.read(folder)
    except DataError as error:
        assert error.problems
        assert all(problem.expected for problem in error.problems)


def test_a_figure_and_its_new_source_are_added_and_taken_back(folder: Path) -> None:
    old = store.contents(folder)
    outcome = store.add(folder, NEW)
    assert outcome.lines == {
        "sources.csv": "newsis-2026-04,탈북민 54명,Newsis,,2026-04-20,,ko,",
        "arrivals.csv": "2026,3,54,,,published,newsis-2026-04,",
    }
    new = store.contents(folder)
    assert {
        name: new[name].removeprefix(old[name]).decode().rstrip() for name in outcome.lines
    } == (outcome.lines)
    assert store.read(folder) == outcome.after
    store.remove(folder, outcome.addition)
    assert store.contents(folder) == old


def test_backups_keep_the_version_before(folder: Path) -> None:
    old = (folder / "arrivals.csv").read_bytes()
    store.add(folder, NEW)
    (kept,) = (folder / ".backup").glob("*Z.arrivals.csv")
    assert kept.read_bytes() == old


def test_a_preview_writes_nothing(folder: Path) -> None:
    old = store.contents(folder)
    assert store.preview(folder, NEW).after.figures[-1].arrivals == 54
    assert store.contents(folder) == old
    assert not (folder / ".backup").exists()


def test_numbers_are_written_plainly(folder: Path) -> None:
    counts = {"year": "２０２６", "arrivals": "1,054", "male": " 4 ", "female": "1,050"}
    outcome = store.add(folder, store.Addition({**NEW.figure, **counts}, NEW.source))
    assert outcome.lines["arrivals.csv"] == "2026,3,1054,4,1050,published,newsis-2026-04,"


def test_a_second_document_of_a_publisher_in_a_month_gets_its_own_id(folder: Path) -> None:
    def id_of(**details: str) -> str:
        assert NEW.source
        added = store.add(folder, store.Addition(NEW.figure, {**NEW.source, **details}))
        return added.addition.figure["source"]

    assert id_of() == "newsis-2026-04"
    assert id_of(title="Another") == "newsis-2026-04-2"
    assert id_of(published="2026-04-21") == "newsis-2026-04-3"
    assert id_of(publisher="뉴시스") == "source-2026-04"


def test_the_same_document_is_not_added_twice(folder: Path) -> None:
    store.add(folder, NEW)
    with pytest.raises(DataError, match=r"not known yet \(line 35, newsis-2026-04, is it\)"):
        store.add(folder, NEW)


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
    old = store.contents(folder)
    with pytest.raises(DataError) as caught:
        store.add(folder, store.Addition({**NEW.figure, **figure}, NEW.source))
    (problem,) = caught.value.problems
    assert (problem.file, problem.line, problem.column) == ("arrivals.csv", 0, column)
    assert store.contents(folder) == old


def test_mistakes_of_figure_and_source_are_told_together(folder: Path) -> None:
    with pytest.raises(DataError) as caught:
        store.add(folder, store.Addition({**NEW.figure, "year": "x"}, {"title": "T"}))
    assert [(each.file, each.column) for each in caught.value.problems] == [
        ("sources.csv", "publisher"),
        ("sources.csv", "published"),
        ("arrivals.csv", "year"),
    ]


def test_nothing_is_added_to_files_with_errors(folder: Path) -> None:
    replace_line(folder, "arrivals.csv", 2, "1998,12,x,,,published,daily-nk-2005-12,")
    with pytest.raises(DataError, match=r"arrivals\.csv, line 2, column arrivals"):
        store.add(folder, NEW)


def test_a_source_that_something_else_uses_by_now_stays(folder: Path) -> None:
    added = store.add(folder, NEW).addition
    other = store.Addition({**NEW.figure, "through": "2", "source": added.figure["source"]})
    store.add(folder, other)
    store.remove(folder, added)
    tables = store.read(folder)
    assert tables.figures[-1].through == 2
    assert tables.sources[-1].id == "newsis-2026-04"


def test_a_line_that_was_edited_since_is_not_taken_away(folder: Path) -> None:
    added = store.add(folder, NEW).addition
    edit(folder, "arrivals.csv", lambda content: content.replace(b"2026,3,54", b"2026,3,55"))
    old = store.contents(folder)
    with pytest.raises(DataError, match="nothing was removed"):
        store.remove(folder, added)
    assert store.contents(folder) == old


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
    store.add(folder, store.Addition({**NEW.figure, "note": "잠정"}, NEW.source))
    new = (folder / "arrivals.csv").read_bytes()
    assert new == old + "잠정;newsis-2026-04;published;;;54;3;2026;\r\n".encode("cp949")
    assert store.read(folder).figures[-1].note == "잠정"


def test_the_kind_of_a_file(folder: Path) -> None:
    for path in store.paths(folder):
        content = path.read_bytes()
        assert store.kind_of(path.name, b"").file == path.name
        assert store.kind_of("download.csv", content).file == path.name


def test_the_fingerprint_is_of_names_and_contents(folder: Path) -> None:
    files = store.contents(folder)
    fingerprint = store.fingerprint(files)
    assert store.fingerprint(dict(reversed(files.items()))) == fingerprint
    assert store.fingerprint({**files, "events.csv": b""}) != fingerprint

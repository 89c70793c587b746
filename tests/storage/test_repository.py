from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from defector_stats import analysis
from defector_stats.errors import DataError, Problem
from defector_stats.storage import repository
from defector_stats.storage.schema import Tables
from tests.helpers import SAMPLE, SHIPPED, edit, replace_line


def test_the_shipped_files() -> None:
    tables = repository.read(SHIPPED)
    assert len(tables.figures) == 342
    assert len({figure.source for figure in tables.figures}) == 95
    assert (len(tables.sources), len(tables.totals), len(tables.events)) == (100, 55, 6)


def test_the_newest_figures_and_those_to_1998_are_everybody() -> None:
    newest = {
        row["year"]: row["arrivals"]
        for row in analysis.newest(analysis.figures(repository.read(SHIPPED))).to_dict("records")
    }
    assert 947 + sum(count for year, count in newest.items() if year > 1998) == 34_537


def test_a_file_without_the_newer_columns_is_read(tables: Tables) -> None:
    assert (len(tables.figures), len(tables.sources)) == (164, 33)


def problems(folder: Path) -> list[Problem]:
    with pytest.raises(DataError) as caught:
        repository.read(folder)
    return caught.value.problems


def test_every_wrong_cell_is_named(folder: Path) -> None:
    replace_line(folder, "arrivals.csv", 2, "19x8,12,-71,,,published,daily-nk-2005-12,")
    replace_line(folder, "sources.csv", 3, "hankook-ilbo-2004-03,T,P,,12.03.2004,,ko,")
    found = [(each.file, each.line, each.column, each.value) for each in problems(folder)]
    assert found == [
        ("arrivals.csv", 2, "year", "19x8"),
        ("arrivals.csv", 2, "arrivals", "-71"),
        ("sources.csv", 3, "published", "12.03.2004"),
    ]
    assert "a whole number of persons" in str(problems(folder)[1].expected)


def test_lines_are_counted_across_cells_with_line_breaks(folder: Path) -> None:
    replace_line(folder, "arrivals.csv", 2, '1998,12,71,,,published,daily-nk-2005-12,"a\nb"')
    replace_line(folder, "arrivals.csv", 5, "2000,12,x,,,published,daily-nk-2009-12,")
    assert [each.line for each in problems(folder)] == [5]


def test_sexes_that_do_not_add_up(folder: Path) -> None:
    replace_line(folder, "arrivals.csv", 2, "1998,12,71,1,2,published,daily-nk-2005-12,")
    (problem,) = problems(folder)
    assert (problem.column, problem.value) == ("arrivals", "71")
    assert str(problem.expected).startswith("male + female = 1 + 2 = 3 (leave both blank")


def test_an_unknown_source_and_a_repeated_figure(folder: Path) -> None:
    edit(folder, "arrivals.csv", lambda content: content + b"1998,12,71,,,published,nobody,\n")
    line = b"1998,12,72,,,published,daily-nk-2005-12,\n"
    edit(folder, "arrivals.csv", lambda content: content + line)
    unknown, repeated = problems(folder)
    assert (unknown.line, unknown.column, unknown.value) == (166, "source", "nobody")
    assert (repeated.line, repeated.value) == (167, "daily-nk-2005-12")
    assert "line 2 has it too" in str(repeated.expected)


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
    assert expected in str(found[0].expected)


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
    assert "readable file" in str(problem.expected)


def test_what_spreadsheet_programs_do_to_a_file_is_read(folder: Path, tables: Tables) -> None:
    edit(folder, "arrivals.csv", lambda text: b"\xef\xbb\xbf" + text.replace(b"\n", b"\r\n"))
    edit(folder, "arrivals.csv", lambda text: text + b",,,,,,,\r\n\r\n")
    assert repository.read(folder).figures == tables.figures


@given(st.binary(max_size=200), st.sampled_from([path.name for path in repository.paths(SAMPLE)]))
def test_whatever_a_file_holds_it_is_read_or_explained(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, file: str
) -> None:
    folder = tmp_path_factory.mktemp("any")
    for path in repository.paths(SAMPLE):
        (folder / path.name).write_bytes(content if path.name == file else path.read_bytes())
    try:
        repository.read(folder)
    except DataError as error:
        assert error.problems
        assert all(str(problem.expected) for problem in error.problems)


def test_the_kind_of_a_file(folder: Path) -> None:
    for path in repository.paths(folder):
        content = path.read_bytes()
        assert repository.kind_of(path.name, b"").file == path.name
        assert repository.kind_of("download.csv", content).file == path.name


def test_the_fingerprint_is_of_names_and_contents(folder: Path) -> None:
    files = repository.contents(folder)
    fingerprint = repository.fingerprint(files)
    assert repository.fingerprint(dict(reversed(files.items()))) == fingerprint
    assert repository.fingerprint({**files, "events.csv": b""}) != fingerprint

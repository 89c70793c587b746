import csv
import io
import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from defector_stats import analysis
from defector_stats.errors import DataError, Problem
from defector_stats.storage import changes, repository
from defector_stats.storage.schema import Tables
from tests.helpers import SAMPLE, SHIPPED, edit, replace_line
from tests.writers import NEW, Addition


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


@pytest.mark.parametrize("above", ["", "sep=,\n", '"sep=,"\r\n', "Arrivals, in persons\n\n"])
def test_the_kind_of_a_file(folder: Path, above: str) -> None:
    for path in repository.paths(folder):
        content = above.encode() + path.read_bytes()
        assert repository.kind_of(path.name, b"").file == path.name
        assert repository.kind_of("download.csv", content).file == path.name


def test_a_file_of_no_kind_is_named_with_its_columns() -> None:
    with pytest.raises(DataError) as caught:
        repository.kind_of("x.csv", b"a,b\n1,2\n")
    (problem,) = caught.value.problems
    assert str(problem).startswith("x.csv: found 'a, b', expected the columns of arrivals.csv, ")


def test_a_file_of_another_kind_is_named(folder: Path) -> None:
    edit(folder, "arrivals.csv", lambda _: (folder / "totals.csv").read_bytes())
    (problem,) = problems(folder)
    assert str(problem) == (
        "arrivals.csv: found 'the columns of totals.csv', expected the columns of arrivals.csv"
    )


@pytest.mark.parametrize(
    "above",
    [
        b"sep=,\n",
        b"SEP=,\r\n",
        b'"sep=,"\n',
        b"\xef\xbb\xbfsep=,\n",
        b"Arrivals, by year\n",
        b"\n\nArrivals\n,,,,,,,\n",
    ],
)
def test_what_stands_above_the_header_is_skipped(
    folder: Path, tables: Tables, above: bytes
) -> None:
    edit(folder, "arrivals.csv", lambda content: above + content)
    read = repository.read(folder).figures
    lines = above.count(b"\n")
    assert [figure.line for figure in read] == [figure.line + lines for figure in tables.figures]
    assert [figure.cells() for figure in read] == [figure.cells() for figure in tables.figures]
    outcome = changes.apply(folder, NEW)
    assert (folder / "arrivals.csv").read_bytes().startswith(above)
    assert outcome.after.figures[-1].line == outcome.before.figures[-1].line + 1


def test_excel_names_any_separator(folder: Path, tables: Tables) -> None:
    rows = (",".join(figure.cells().values()) for figure in tables.figures[:3])
    header = ",".join(tables.figures[0].cells())
    text = "sep=|\n" + "\n".join([header, *rows]).replace(",", "|")
    edit(folder, "arrivals.csv", lambda _: text.encode())
    assert [figure.line for figure in repository.read(folder).figures] == [3, 4, 5]


def without_column(content: bytes, name: str) -> bytes:
    rows = list(csv.reader(content.decode().splitlines()))
    place = rows[0].index(name) if name in rows[0] else None
    text = io.StringIO(newline="")
    kept = ([cell for at, cell in enumerate(row) if at != place] for row in rows)
    csv.writer(text, lineterminator="\n").writerows(kept)
    return text.getvalue().encode()


@pytest.mark.parametrize("column", ["kind", "publisher_ko"])
def test_a_file_without_an_optional_column_is_read_and_written(folder: Path, column: str) -> None:
    edit(folder, "sources.csv", lambda content: without_column(content, column))
    changes.apply(folder, NEW)
    source = repository.read(folder).sources[-1]
    assert source.cells()[column] == ""
    assert NEW.source
    details = {"title": "Another", column: "press"}
    again = Addition(NEW.figure, {**NEW.source, **details})
    with pytest.raises(DataError) as caught:
        changes.apply(folder, again)
    assert str(caught.value) == (
        f"sources.csv, column {column}: found 'press', expected blank, or a column named {column} "
        "in the file"
    )


SCHEDULE = "from,months,source,note\n,3 6 9 12,mou-2012-01,\n2025-08,6 12,mou-2012-01,half-years\n"


def test_a_schedule_is_read_where_there_is_one(folder: Path) -> None:
    path = folder / "schedule.csv"
    path.unlink(missing_ok=True)
    without = repository.contents(folder)
    assert repository.parse(without).schedule == []
    path.write_text(SCHEDULE)
    files = repository.contents(folder)
    assert set(files) - set(without) == {"schedule.csv"}
    assert repository.fingerprint(files) != repository.fingerprint(without)
    assert [(rule.since, rule.months) for rule in repository.parse(files).schedule] == [
        ("", (3, 6, 9, 12)),
        ("2025-08", (6, 12)),
    ]


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("soon,6 12,mou-2012-01,", "from"),
        (",6 13,mou-2012-01,", "months"),
        (",,mou-2012-01,", "months"),
        (",6 12,nobody,", "source"),
    ],
)
def test_a_wrong_schedule_is_refused(folder: Path, line: str, column: str) -> None:
    (folder / "schedule.csv").write_text(f"from,months,source,note\n{line}\n")
    (problem,) = problems(folder)
    assert (problem.file, problem.line, problem.column) == ("schedule.csv", 2, column)


def test_an_edit_that_keeps_size_and_time_changes_the_stamp_and_the_fingerprint(
    folder: Path,
) -> None:
    path = folder / "arrivals.csv"
    status = path.stat()
    stamp, fingerprint = (
        repository.stamp(folder),
        repository.fingerprint(repository.contents(folder)),
    )
    with path.open("r+b") as file:
        file.seek(path.read_bytes().index(b"1998,12,71"))
        file.write(b"1998,12,72")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    now = path.stat()
    assert (now.st_size, now.st_ino, now.st_mtime_ns) == (
        status.st_size,
        status.st_ino,
        status.st_mtime_ns,
    )
    assert repository.fingerprint(repository.contents(folder)) != fingerprint
    if os.name == "posix":
        assert repository.stamp(folder) != stamp


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_a_file_that_is_still_being_copied(end: str, encoding: str) -> None:
    whole = end.join(["year,note", "2009,a", "2010,b", ""])
    before = {"arrivals.csv": whole.encode(encoding), "events.csv": b"x\n"}

    def unfinished(text: str) -> list[str]:
        now = {**before, "arrivals.csv": text.encode(encoding)}
        return [problem.file for problem in repository.unfinished(before, now)]

    assert unfinished(whole[: whole.index("b")]) == ["arrivals.csv"]
    assert unfinished(whole.replace(f"2010,b{end}", "")) == []
    assert unfinished(whole + "2011,and more") == []


def test_files_that_never_ended_with_a_line_break_may_get_shorter() -> None:
    assert repository.unfinished({"a.csv": b"a\nb\nc"}, {"a.csv": b"a\nb", "b.csv": b""}) == []


def test_one_document_stays_one_however_its_letters_are_composed(folder: Path) -> None:
    changes.apply(folder, NEW)
    assert NEW.source
    apart = {name: unicodedata.normalize("NFD", cell) for name, cell in NEW.source.items()}
    assert apart != NEW.source
    with pytest.raises(DataError, match="a document that is not known yet"):
        changes.apply(folder, Addition(NEW.figure, apart))
    added = changes.apply(folder, Addition(NEW.figure, {**apart, "published": "2026-04-21"}))
    assert added.after.sources[-1].title == NEW.source["title"]
    assert added.after.sources[-1].language == "ko"
    text = (folder / "sources.csv").read_text("utf-8")
    assert unicodedata.is_normalized("NFC", text)
    edit(folder, "sources.csv", lambda _: unicodedata.normalize("NFD", text).encode())
    assert repository.read(folder).sources == added.after.sources


def test_the_fingerprint_is_of_names_and_contents(folder: Path) -> None:
    files = repository.contents(folder)
    fingerprint = repository.fingerprint(files)
    assert repository.fingerprint(dict(reversed(files.items()))) == fingerprint
    assert repository.fingerprint({**files, "events.csv": b""}) != fingerprint


@pytest.mark.parametrize("name", ["arrivals.csv", "schedule.csv"])
def test_a_link_that_leads_nowhere_is_named(folder: Path, name: str) -> None:
    path = folder / name
    for target in ("not/mounted.csv", name):
        path.unlink(missing_ok=True)
        path.symlink_to(target)
        with pytest.raises(DataError, match=f"{name}: found"):
            repository.read(folder)

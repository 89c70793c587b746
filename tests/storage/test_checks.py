"""What is wrong across rows: the shipped files with lines of other kinds added or changed."""

import time
from datetime import date
from pathlib import Path

import pytest

from defector_stats.errors import DataError, Problem
from defector_stats.storage import repository
from tests.helpers import SAMPLE, edit

TODAY = date(2026, 11, 25)
FILES = repository.contents(SAMPLE)


def problems(**added: str) -> list[Problem]:
    """Return what is wrong with the files when a line is added to some of them."""
    files = {
        name: content + added.get(name.removesuffix(".csv"), "").encode()
        for name, content in FILES.items()
    }
    try:
        repository.parse(files, TODAY)
    except DataError as error:
        return error.problems
    return []


def source(published: str) -> str:
    row = {"id": "s", "title": "T", "publisher": "P", "published": published, "language": "ko"}
    names = FILES["sources.csv"].decode().splitlines()[0].split(",")
    return ",".join(row.get(name, "") for name in names) + "\n"


@pytest.mark.parametrize(
    "published", ["2062-03-20", "2062-03", "2062", "2027", "2026-12", "2026-11-26"]
)
def test_a_document_of_a_day_that_has_not_come_is_refused(published: str) -> None:
    (problem,) = problems(sources=source(published))
    assert (problem.file, problem.column, problem.value) == ("sources.csv", "published", published)
    assert str(problem.expected) == "a day that has come, 2026-11-25 or earlier"


@pytest.mark.parametrize("published", ["2026", "2026-11", "2026-11-25"])
def test_a_document_may_be_of_the_running_year_month_and_day(published: str) -> None:
    assert problems(sources=source(published)) == []


def test_a_total_of_a_day_that_has_not_come_is_refused() -> None:
    (problem,) = problems(totals="2062-12-31,40000,,,mou-2020-09,\n")
    assert (problem.file, problem.column, problem.value) == ("totals.csv", "as_of", "2062-12-31")
    assert str(problem.expected) == "a day that has come, 2026-11-25 or earlier"


RULE = "2020-01,3 6,mou-2020-09,\n"


@pytest.mark.parametrize(
    ("file", "lines", "column", "found"),
    [
        (
            "events.csv",
            FILES["events.csv"].decode() + 2 * "1992-08,L,,,mou-2020-09\n",
            "label",
            "found 'L', expected an event once (line 6 has it too)",
        ),
        (
            "schedule.csv",
            "from,months,source,note\n" + 2 * RULE,
            "from",
            "found '2020-01', expected one rule of a source from a day on (line 2 has it too)",
        ),
    ],
)
def test_a_row_that_is_there_already_is_refused(
    file: str, lines: str, column: str, found: str
) -> None:
    with pytest.raises(DataError) as caught:
        repository.parse({**FILES, file: lines.encode()}, TODAY)
    assert str(caught.value) == f"{file}, line {lines.count(chr(10))}, column {column}: {found}"
    *others, _repeated = lines.splitlines(keepends=True)
    repository.parse({**FILES, file: "".join(others).encode()}, TODAY)


def test_an_event_of_a_day_that_has_not_come_is_refused() -> None:
    for day in ("2027", "2026-12", "2026-11-26", "9999-12-31"):
        (problem,) = problems(events=f"{day},L,,,mou-2020-09\n")
        assert (problem.file, problem.column, problem.value) == ("events.csv", "date", day)
    assert problems(events="2026-11,L,,,mou-2020-09\n") == []


@pytest.mark.parametrize("published", ["2026", "2026-11", "2026-11-25"])
def test_a_count_to_a_month_that_has_not_ended_is_refused(published: str) -> None:
    for through, wrong in ((10, []), (11, ["through"]), (12, ["through"])):
        figure = f"2026,{through},99,,,published,s,\n"
        found = problems(arrivals=figure, sources=source(published))
        assert [each.column for each in found] == wrong


def test_two_totals_for_one_day_from_one_source_are_refused() -> None:
    total = "2019-12-31,33523,,,mou-2020-09,\n"
    (problem,) = problems(totals=total + total.replace("33523", "33524"))
    assert (problem.file, problem.column) == ("totals.csv", "source")
    assert "one total to the end of 2019-12-31 from a source (line" in str(problem.expected)
    assert problems(totals=total) == []


@pytest.mark.parametrize(
    ("sexes", "column", "value"), [("300,", "male", "300"), (",300", "female", "300")]
)
def test_more_men_or_women_than_persons_are_refused(sexes: str, column: str, value: str) -> None:
    of_year, in_all = problems(
        arrivals=f"2019,11,236,{sexes},published,mou-2020-09,\n",
        totals=f"2019-12-31,236,{sexes},mou-2020-09,\n",
    )
    for problem in (of_year, in_all):
        assert (problem.column, problem.value) == (column, value)
        assert str(problem.expected) == "at most 236, the number of all persons"


def test_two_sources_of_one_id_are_refused(folder: Path) -> None:
    (problem,) = problems(sources=source("2020") + source("2021"))
    assert (problem.file, problem.column, problem.value) == ("sources.csv", "id", "s")
    first = len(FILES["sources.csv"].splitlines()) + 1
    assert str(problem.expected) == f"an id used once (line {first} has it too)"


def test_an_unknown_source_is_to_be_added_first() -> None:
    (problem,) = problems(arrivals="2019,11,236,,,published,newsis-2019-12,\n")
    assert problem.suggestion == ""
    assert str(problem.expected).endswith("in sources.csv; add the document there first")


def test_many_renamed_ids_are_told_at_once(folder: Path) -> None:
    rows = 3000
    names = FILES["sources.csv"].decode().splitlines()[0]
    lines = [source("2020").replace("s,", f"paper-number-{n}-2020,", 1) for n in range(rows)]
    (folder / "sources.csv").write_text(f"{names}\n{''.join(lines)}")
    figures = [f"2019,12,5,,,published,paper-number-{n}-2021,\n" for n in range(rows)]
    edit(folder, "arrivals.csv", lambda text: text.splitlines(True)[0] + "".join(figures).encode())
    start = time.process_time()
    with pytest.raises(DataError) as caught:
        repository.read(folder)
    assert time.process_time() - start < 10
    assert len(caught.value.problems) == 100
    assert caught.value.rest >= rows - 100
    assert str(caught.value).endswith(f"and {caught.value.rest:,} more")

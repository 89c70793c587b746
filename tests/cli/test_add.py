"""`defector-stats add`: with options, in a terminal, and what it refuses."""

import os
import sys
from pathlib import Path

import pytest

from defector_stats.cli.main import main
from defector_stats.storage import history, repository, shipped
from tests.terminal import in_a_terminal

DOCUMENT = ["--source-title", "탈북민 54명", "--publisher", "Newsis", "--published", "2026-04-20"]
FIGURE = ["2026", "54", "--through", "3", "--male", "2", "--female", "52"]


def add(folder: Path, *arguments: str) -> int:
    return main(["add", "--data", str(folder), *arguments])


def test_everything_as_options(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert add(folder, *FIGURE, *DOCUMENT, "--url", "https://example.org/54") == 0
    figure = repository.read(folder).figures[-1]
    assert (figure.year, figure.through, figure.arrivals, figure.male) == (2026, 3, 54, 2)
    assert repository.read(folder).sources[-1].url == "https://example.org/54"
    assert capsys.readouterr().out.splitlines()[-1] == "Written."


def test_a_dry_run_shows_lines_and_consequences(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = repository.contents(folder)
    assert add(folder, *FIGURE, *DOCUMENT, "--dry-run") == 0
    assert capsys.readouterr().out.splitlines() == [
        "sources.csv: newsis-2026-04,탈북민 54명,Newsis,,2026-04-20,,ko,",
        "arrivals.csv: 2026,3,54,2,52,published,newsis-2026-04,",
        "- +16 on January–March 2025: 38 (KG News Korea, 17 April 2025).",
        "- It is the first figure for January–March 2026.",
        "- The years to the end of 2025 still add up to the published total of 34,537.",
        "Nothing was written.",
    ]
    assert repository.contents(folder) == old


def test_a_known_source(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert add(folder, "2009", "2927", "--source", "korea-herald-2011-1") == 1
    assert "did you mean korea-herald-2011-10?" in capsys.readouterr().err
    assert add(folder, "2009", "2927", "--source", "korea-herald-2011-10") == 1
    assert "(line 41 has it too)" in capsys.readouterr().err
    assert add(folder, "2004", "1894", "--source", "korea-herald-2011-10") == 0
    assert repository.read(folder).figures[-1].source == "korea-herald-2011-10"


def test_what_is_missing_is_named_where_nobody_can_be_asked(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with Path(os.devnull).open() as nothing:
        monkeypatch.setattr(sys, "stdin", nothing)
        assert add(folder, "2026", *DOCUMENT[:4]) == 2
        assert add(folder, *FIGURE, *DOCUMENT, "--source", "mou-2012-01") == 2
    first, second = capsys.readouterr().err.splitlines()
    assert first == "Missing: arrivals, published. See defector-stats add --help."
    assert "not both" in second


def test_a_count_that_looks_like_a_slip_is_asked_for_once(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    old = repository.contents(folder)
    slip = ["2025", "22,400", "--source-title", "T", "--publisher", "P", "--published", "2026-04"]
    with Path(os.devnull).open() as nothing:
        monkeypatch.setattr(sys, "stdin", nothing)
        assert add(folder, *slip) == 1
        said = "2025: 224 or 22,400?\nWith --sure it is taken as it is.\n"
        assert capsys.readouterr().err == said
        assert repository.contents(folder) == old
        assert add(folder, *slip, "--sure") == 0


@pytest.mark.slow
@pytest.mark.parametrize(("answer", "code"), [("n\n", 1), ("y\n", 0)])
def test_a_terminal_asks_which_of_the_two_it_is(folder: Path, answer: str, code: int) -> None:
    slip = ["2025", "242", "--source-title", "T", "--publisher", "P", "--published", "2026-04"]
    ended, shown = in_a_terminal("add", "--data", folder, *slip, answers=[answer])
    assert "2025: 224 or 242? Take 242? [y/N]" in shown
    assert ended == code


REPORT = ["--source-title", "탈북민", "--publisher", "뉴시스", "--published", "2026-04-20"]
KINDS = ["--kind", "press", "--publisher-ko", "뉴시스"]


def test_a_press_report_is_added_in_one_go(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "data"
    shipped.copy_to(folder)
    figures = ["--figure", "2024=237/26/211", "--figure", "2026-03=1,054/4/1,050/provisional"]
    total = ["--total", "2026-03-31=34,591"]
    assert add(folder, *figures, *total, *REPORT, *KINDS, "--sure") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:4] == [
        "sources.csv: nyusiseu-2026-04,탈북민,뉴시스,뉴시스,press,,2026-04-20,,ko,,,",
        "arrivals.csv: 2024,12,237,26,211,published,nyusiseu-2026-04,,",
        "arrivals.csv: 2026,3,1054,4,1050,provisional,nyusiseu-2026-04,,",
        "totals.csv: 2026-03-31,34591,,,nyusiseu-2026-04,,",
    ]
    assert "  2024: 237 instead of 236 (+1); 26 men, 211 women" in lines
    (record,) = history.history(folder)
    assert len(record.change["rows"]) == 4


def test_a_document_a_total_or_an_event_is_added_alone(folder: Path) -> None:
    assert add(folder, *REPORT) == 0
    id = repository.read(folder).sources[-1].id
    assert id == "nyusiseu-2026-04"
    assert add(folder, "--total", "2026-03-31=34591", "--source", id) == 0
    event = ["--event", "2026-03=Words", "--event-ko", "말", "--event-description", "More."]
    assert add(folder, *event, "--source", id) == 0
    tables = repository.read(folder)
    assert (tables.totals[-1].total, tables.totals[-1].source) == (34591, id)
    added = tables.events[-1]
    assert (added.label, added.label_ko, added.description) == ("Words", "말", "More.")


def test_each_further_figure_that_is_wrong_is_told_by_its_number(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = repository.contents(folder)
    assert add(folder, "--figure", "2026-02=x", "--figure", "2026-03=54/1/2", *REPORT) == 1
    assert capsys.readouterr().err.splitlines()[1:] == [
        "arrivals.csv, new row 1, column arrivals: found 'x', expected a whole number of persons, "
        "0 or more",
        "arrivals.csv, new row 2, column arrivals: found '54', expected male + female = 1 + 2 = 3 "
        "(leave both blank if the document misprints them, and say so in the note)",
    ]
    assert repository.contents(folder) == old


@pytest.mark.slow
def test_a_terminal_asks_for_the_rest_and_again_after_a_mistake(folder: Path) -> None:
    figure = ["3", "5 4", "2", "52", "", "", ""]
    document = ["탈북민", "Newsis", "", "", "", "2026-04-20", "", "", "", ""]
    answers = [f"{answer}\n" for answer in [*figure, *document, "54", "2", "52", "y"]]
    code, shown = in_a_terminal("add", "--data", folder, "2026", answers=answers)
    assert "did you mean 54?" in shown
    assert shown.count("Last month counted") == 1
    assert "It is the first figure for January–March 2026." in shown
    assert code == 0
    added = repository.read(folder).figures[-1]
    assert (added.through, added.arrivals, added.source) == (3, 54, "newsis-2026-04")


@pytest.mark.slow
@pytest.mark.parametrize("last", ["n\n", "\n", "\x04"])
def test_a_terminal_writes_only_after_yes(folder: Path, last: str) -> None:
    old = repository.contents(folder)
    answers = ["\n", "1894\n", "\n", "\n", "\n", "\n", last]
    code, shown = in_a_terminal(
        "add", "--data", folder, "2004", "--source", "korea-herald-2011-10", answers=answers
    )
    assert code == 1
    assert shown.endswith("Nothing was written.\r\n")
    assert repository.contents(folder) == old

"""`defector-stats add`: with options, in a terminal, and what it refuses."""

import os
import sys
from pathlib import Path

import pytest

from defector_stats.cli.main import main
from defector_stats.storage import repository
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


@pytest.mark.slow
def test_a_terminal_asks_for_the_rest_and_again_after_a_mistake(folder: Path) -> None:
    figure = ["3", "5 4", "2", "52", "", "", ""]
    document = ["탈북민", "Newsis", "", "2026-04-20", "", "", "", ""]
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

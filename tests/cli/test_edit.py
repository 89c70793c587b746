"""`edit`, `remove`, `history` and `undo`: shown before, asked for, and taken back."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from defector_stats.cli.main import main
from defector_stats.storage import repository
from tests.helpers import edit
from tests.terminal import in_a_terminal

HERALD = "korea-herald-2011-10"
FIGURE = ["edit", "figure", "2009", HERALD, "--set", "arrivals=2928"]
LINE = b"2011,11,54,,,published,mou-2012-01,\n"
REMOVAL = ["remove", "document", "mou-2012-01"]


@pytest.fixture(autouse=True)
def nobody_there(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the input be no terminal, as in a script."""
    with Path(os.devnull).open() as nothing:
        monkeypatch.setattr(sys, "stdin", nothing)
        yield


def run(folder: Path, *arguments: str) -> int:
    return main([arguments[0], "--data", str(folder), *arguments[1:]])


def test_the_consequence_is_shown_before_and_only_yes_writes(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = repository.contents(folder)
    cells = ["--set", "arrivals=2403", "male=592"]
    assert run(folder, "edit", "figure", "2010", "mou-2020-09", *cells) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("2010: 2,402 (mou-2020-09): Arrivals 2402 → 2403, Men 591 → 592")
    assert "- The newest figure for 2010 is then 2,403; until now 2,402." in lines
    assert lines[-2:] == ["Nothing was written.", "With --yes it is written."]
    assert repository.contents(folder) == old


def test_the_last_changes_are_listed_and_taken_back_one_after_the_other(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = repository.contents(folder)
    assert run(folder, "undo", "--yes") == 1
    assert run(folder, "history") == 0
    said = capsys.readouterr()
    assert said.err == "There is no such change that can be taken back.\n"
    assert said.out == "There are no changes yet.\n"

    assert run(folder, *FIGURE, "--yes") == 0
    assert run(folder, *REMOVAL, "--with-cited", "--yes") == 0
    assert run(folder, "undo", "--yes") == 0
    assert run(folder, "undo", "--yes") == 0
    assert repository.contents(folder) == old
    assert run(folder, "undo", "--yes") == 1
    capsys.readouterr()
    assert run(folder, "history") == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line[:4].strip() for line in lines] == ["1", "2", "3", "4"]
    assert [line.endswith("(taken back)") for line in lines] == [False, False, True, True]


def test_an_undo_is_taken_back_by_its_number(folder: Path) -> None:
    assert run(folder, *FIGURE, "--yes") == 0
    edited = repository.contents(folder)
    assert run(folder, "undo", "1", "--yes") == 0
    assert run(folder, "undo", "1", "--yes") == 0
    assert repository.contents(folder) == edited


def test_what_was_edited_by_hand_while_no_program_ran_is_listed_and_taken_back(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, *FIGURE, "--yes") == 0
    old = repository.contents(folder)
    edit(folder, "arrivals.csv", lambda content: content + LINE)
    capsys.readouterr()
    assert run(folder, "history") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].endswith(", edited by hand: + January–November 2011: 54 (mou-2012-01)")
    assert len(lines) == 2
    assert run(folder, "undo", "--yes") == 0
    assert repository.contents(folder) == old


def test_numbers_that_are_others_since_a_file_was_edited_take_nothing_back(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, *FIGURE, "--yes") == 0
    edit(folder, "arrivals.csv", lambda content: content + LINE)
    old = repository.contents(folder)
    assert run(folder, "undo", "1", "--yes") == 1
    assert "edited by hand since" in capsys.readouterr().err
    assert repository.contents(folder) == old
    assert run(folder, "undo", "2", "--yes") == 0


def test_a_repair_is_a_step_and_is_taken_back(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(folder, "sources.csv", lambda old: old.replace(b",2012-01-11,", b",1/11/2012,"))
    turned = (folder / "sources.csv").read_bytes()
    assert run(folder, "repair", "sources.csv", "--order", "mdy", "--yes") == 0
    capsys.readouterr()
    assert run(folder, "undo", "--dry-run") == 0
    said = capsys.readouterr().out
    assert ", repaired: sources.csv (1/11/2012 → 2012-01-11)\n" in said
    assert (folder / "sources.csv").read_bytes() != turned
    assert run(folder, "undo", "--yes") == 0
    assert (folder / "sources.csv").read_bytes() == turned
    assert run(folder, "undo", "--yes") == 1


def test_an_older_change_is_taken_back_by_its_number(folder: Path) -> None:
    assert run(folder, *FIGURE, "--yes") == 0
    assert run(folder, "remove", "event", "1992", "--yes") == 0
    assert run(folder, "undo", "2", "--yes") == 0
    tables = repository.read(folder)
    assert "1992" not in [event.date for event in tables.events]
    assert 2928 not in [figure.arrivals for figure in tables.figures]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (REMOVAL, "found 'mou-2012-01', expected a document that no row cites any more"),
        (["edit", "figure", "2009", "--set", "arrivals=1"], "one row;"),
        ([*FIGURE[:-1], "arrivals=x"], "column arrivals: found 'x'"),
        (["undo", "7"], "There is no such change"),
    ],
    ids=["cited", "which", "cell", "number"],
)
def test_what_is_refused_says_why(
    folder: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    old = repository.contents(folder)
    assert run(folder, *arguments, "--yes") == 1
    assert said in capsys.readouterr().err
    assert repository.contents(folder) == old


@pytest.mark.slow
def test_a_terminal_asks_once(folder: Path) -> None:
    old = repository.contents(folder)
    ended, shown = in_a_terminal(*FIGURE, "--data", folder, answers=["\n"])
    assert (ended, shown.splitlines()[-1]) == (1, "Nothing was written.")
    assert repository.contents(folder) == old
    assert in_a_terminal(*FIGURE, "--data", folder, answers=["y\n"])[0] == 0
    assert repository.contents(folder) != old

"""`defector-stats import`: from a file to the files, what it shows and what it refuses."""

import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from defector_stats.cli.main import main
from defector_stats.storage import history, repository
from tests.storage.wide.plain import ACROSS
from tests.terminal import in_a_terminal

CORPUS = Path(__file__).parents[1] / "storage" / "wide" / "corpus"
PAGE = CORPUS / "mou-2025-12-ko-page.html"
MISPRINTED = CORPUS / "mou-2020-09-zh-page.txt"
DATED = ["--published", "2026-10"]


@pytest.fixture(autouse=True)
def nobody_there(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the input be empty and no terminal, as in a script."""
    with Path(os.devnull).open() as nothing:
        monkeypatch.setattr(sys, "stdin", nothing)
        yield


def read(folder: Path, *arguments: object) -> int:
    return main(["import", "--data", str(folder), *map(str, arguments)])


def test_the_table_of_the_ministry_in_one_command(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (
        read(folder, PAGE, *DATED, "--title", "현황", "--url", "https://example.org", "--yes") == 0
    )
    lines = capsys.readouterr().out.splitlines()
    assert (
        "sources.csv: mou-2025-12,현황,Ministry of Unification,,2026-10,https://example.org,ko,"
        in (lines)
    )
    assert "  2010: 2,402; 591 men, 1,811 women" in lines
    assert lines[-1] == "Written."
    tables = repository.read(folder)
    assert [each.source for each in tables.figures[-24:]] == ["mou-2025-12"] * 24
    assert len(history.history(folder)) == 1

    assert read(folder, PAGE) == 0
    said = "There is nothing to add: the files have all of it, from mou-2025-12."
    assert capsys.readouterr().out.splitlines()[-1] == said


def test_without_a_yes_it_is_only_shown(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = repository.contents(folder)
    assert read(folder, PAGE, *DATED) == 1
    assert capsys.readouterr().out.splitlines()[-2:] == [
        "Nothing was written.",
        "With --yes it is written.",
    ]
    assert read(folder, PAGE, *DATED, "--dry-run") == 0
    assert repository.contents(folder) == old


def test_what_does_not_add_up_is_refused_until_it_is_accepted(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = [MISPRINTED, "--id", "another", *DATED, "--yes"]
    old = repository.contents(folder)
    assert read(folder, *options) == 1
    said = capsys.readouterr()
    assert "  share-2020-09: line 8, character 126: found '72.1%', expected 67.2%" in said.out
    assert "--accept share-2020-09" in said.err
    assert repository.contents(folder) == old
    assert read(folder, *options, "--accept", "share-2019") == 2
    assert "Nothing to accept is called share-2019." in capsys.readouterr().err
    assert read(folder, *options, "--accept", "share-2020-09") == 0
    assert repository.read(folder).sources[-1].id == "another"


def test_a_table_comes_from_the_input(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pasted = ACROSS.replace("35,", "36,").replace("67,", "68,").replace("93", "94")
    content = pasted.replace("499", "500").encode("cp949")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    assert read(folder, "-", *DATED, "--dry-run") == 0
    assert "2022: 68 instead of 67 (+1); 36 men, 32 women" in capsys.readouterr().out


def test_a_long_table_with_other_names_is_read_by_its_columns(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "kept.csv"
    kept.write_text("when;how many;of them women\n2023;197;164\n2024;236;210\n", "utf-8")
    assert read(folder, kept) == 1
    assert "Its columns: when, how many, of them women. Say what" in capsys.readouterr().err
    columns = ["--column", "year=when", "--column", "arrivals=how many", "--column", "female="]
    document = ["--title", "T", "--publisher", "P", "--published", "2026"]
    assert read(folder, kept, *columns, *document, "--yes") == 0
    said = capsys.readouterr().out
    assert "- columns: year=when, arrivals=how many (--column changes it)" in said
    assert "  2023: 197 instead of 196 (+1)" in said
    assert repository.read(folder).figures[-1].source == "p-2026"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ([PAGE], 2, "Missing: published. See defector-stats import --help."),
        ([PAGE, "--id", "mou-2012-01", *DATED], 2, "of a known document or the details of a new"),
        ([PAGE, "--published", "soon", "--yes"], 1, "column published: found 'soon'"),
        ([CORPUS / "nothing.csv"], 1, "nothing.csv: found 'No such file or directory'"),
        ([CORPUS.parent / "plain.py"], 1, "expected a table with years across or down"),
    ],
    ids=["date", "both", "no date", "no file", "no table"],
)
def test_what_cannot_be_imported_says_why(
    folder: Path,
    arguments: list[object],
    code: int,
    said: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    old = repository.contents(folder)
    assert read(folder, *arguments) == code
    assert said in capsys.readouterr().err
    assert repository.contents(folder) == old


@pytest.mark.slow
def test_a_terminal_asks_what_is_missing_and_for_each_doubt(folder: Path) -> None:
    answers = ["2026-10\n", "y\n", "y\n"]
    code, shown = in_a_terminal(
        "import", "--data", folder, MISPRINTED, "--id", "a", answers=answers
    )
    assert "Take 72.1% as it is printed (share-2020-09)? [y/N]" in shown
    assert code == 0
    assert repository.read(folder).sources[-1].id == "a"
    code, shown = in_a_terminal("import", "--data", folder, PAGE, *DATED, answers=["\n"])
    assert (code, shown.splitlines()[-1]) == (1, "Nothing was written.")

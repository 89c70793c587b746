"""A folder of one's own that is older than the release."""

from pathlib import Path

import pytest

from defector_stats.cli.main import main
from defector_stats.storage import repository, shipped
from tests.helpers import edit

LOST = b"2009,12,2927,,,published,korea-herald-2011-10,,\n"
NEW = "- 2009: 2,927, The Korea Herald"
SUM = "- The years to the end of 2025 still add up to the published total of 34,537."


@pytest.fixture
def older(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    shipped.copy_to(folder)
    edit(folder, "arrivals.csv", lambda content: content.replace(LOST, b""))
    return folder


def test_check_names_the_figures_that_are_lacking_and_the_command(
    older: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--data", str(older)]) == 0
    assert capsys.readouterr().err.splitlines() == [
        f"This release has figures that {older} lacks:",
        NEW,
        f'They are added by: defector-stats update --data "{older}"',
    ]


@pytest.mark.slow
def test_the_command_adds_them_once(older: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = repository.contents(older)
    assert main(["update", "--dry-run", "--data", str(older)]) == 0
    lines = [f"arrivals.csv: {LOST.decode().rstrip()}", NEW, SUM]
    assert capsys.readouterr().out.splitlines() == [*lines, "Nothing was written."]
    assert repository.contents(older) == before

    assert main(["update", "--data", str(older)]) == 0
    assert capsys.readouterr().out.splitlines() == [*lines, "Written."]
    assert LOST in repository.contents(older)["arrivals.csv"]

    assert main(["update", "--data", str(older)]) == 0
    assert capsys.readouterr().out == f"{older} lacks nothing of this release.\n"
    assert main(["check", "--data", str(older)]) == 0
    assert capsys.readouterr().err == ""


def test_what_does_not_agree_is_named_by_the_command_and_is_nothing_that_is_lacking(
    older: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def without_highest(content: bytes) -> bytes:
        return b"".join(line for line in content.splitlines(True) if b"2003,7,705," not in line)

    edit(older, "arrivals.csv", without_highest)
    assert main(["check", "--data", str(older)]) == 0
    assert "than before" not in capsys.readouterr().err
    assert main(["update", "--data", str(older)]) == 0
    said = capsys.readouterr().out
    assert "- New warning: " in said
    assert "found '704', expected at least 705" in said


def test_what_does_not_fit_is_told_by_the_command_alone(
    older: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The document got a day of one's own: a figure for later months cannot be of it."""
    lost = b"2010,12,2423,,,published,korea-herald-2011-10,,\n"
    edit(older, "arrivals.csv", lambda content: content.replace(lost, b""))
    edit(older, "sources.csv", lambda content: content.replace(b",2011-10,,en", b",2010-06,,en"))
    assert main(["check", "--data", str(older)]) == 0
    assert "lacks" not in capsys.readouterr().err
    assert main(["update", "--data", str(older)]) == 1
    assert "expected" in capsys.readouterr().err

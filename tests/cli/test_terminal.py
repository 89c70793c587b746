"""Commands whose streams are closed, cut, or of a code page with few letters."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from defector_stats.cli import terminal
from defector_stats.storage import repository

pytestmark = pytest.mark.slow

DOCUMENT = ["--source-title", "T", "--publisher", "Newsis", "--published", "2026-04-20"]
ADD = ["add", "2026", "30", "--through", "3", *DOCUMENT]
EXPORT = ["export", "--format", "csv,xlsx,json"]
COMMANDS = [
    ["--help"],
    ["check"],
    ["cite", "--all", "--format", "csl"],
    ["inspect", "x.png"],
    ADD,
    EXPORT,
]
FILES_OF_A_VIEW = 6


def started(
    folder: Path, out: Path, task: list[str], encoding: str = "utf-8", language: str = "en"
) -> tuple[list[str], dict[str, str]]:
    """Return a command and the environment to run it in."""
    code = "import sys; from defector_stats.cli.main import entry; sys.exit(entry())"
    own = [] if task == ["--help"] else ["--data", str(folder)]
    own += ["--out", str(out)] if task[0] == "export" else []
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "LANGUAGE": language}
    return [sys.executable, "-c", code, *task, *own], environment


def as_asked(folder: Path, out: Path, task: list[str]) -> None:
    """See that a command has done all that it was asked for."""
    if task == ADD:
        assert repository.read(folder).figures[-1].arrivals == 30
    if task == EXPORT:
        assert len([path for path in out.iterdir() if path.stat().st_size]) == FILES_OF_A_VIEW


@pytest.mark.parametrize("task", COMMANDS, ids=lambda task: task[0])
def test_a_reader_who_goes_away_stops_nothing(
    folder: Path, tmp_path: Path, task: list[str]
) -> None:
    command, environment = started(folder, tmp_path / "out", task)
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(command, env=environment, stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    assert done.returncode == (1 if task[0] == "inspect" else 0)
    assert b"Traceback" not in done.stderr
    assert b"Broken" not in done.stderr
    as_asked(folder, tmp_path / "out", task)


def test_nobody_who_reads_errors_stops_nothing(folder: Path, tmp_path: Path) -> None:
    command, environment = started(folder, tmp_path / "out", EXPORT)
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(command, env=environment, stdout=writing, stderr=writing)
    os.close(writing)
    assert done.returncode == 0
    as_asked(folder, tmp_path / "out", EXPORT)


@pytest.mark.skipif(os.name != "posix", reason="a shell that closes streams")
@pytest.mark.parametrize(
    ("task", "closed"),
    [(ADD, "<&-"), *((task, "<&- >&- 2>&-") for task in COMMANDS)],
    ids=lambda each: each[0],
)
def test_closed_streams_stop_nothing(
    folder: Path, tmp_path: Path, task: list[str], closed: str
) -> None:
    command, environment = started(folder, tmp_path / "out", task)
    shell = ["sh", "-c", f'"$@" {closed}', "sh", *command]
    done = subprocess.run(shell, env=environment, capture_output=True, text=True)
    assert done.returncode == (1 if task[0] == "inspect" else 0)
    assert "Traceback" not in done.stderr
    as_asked(folder, tmp_path / "out", task)


@pytest.mark.parametrize(
    ("task", "encoding", "language"),
    [
        *((task, "cp1252", "ko") for task in COMMANDS),
        *((task, "cp949", "en") for task in (ADD, ["check"])),
    ],
)
def test_no_code_page_stops_a_command(
    folder: Path, tmp_path: Path, task: list[str], encoding: str, language: str
) -> None:
    out = tmp_path / "한글"
    command, environment = started(folder, out, task, encoding, language)
    done = subprocess.run(command, env=environment, capture_output=True)
    assert done.returncode == (1 if task[0] == "inspect" else 0)
    said = done.stderr.decode(encoding)
    assert "Traceback" not in said
    assert (b"?" in done.stdout) <= ("PYTHONIOENCODING=utf-8" in said)
    as_asked(folder, out, task)


def test_signs_that_a_code_page_lacks_become_plainer(folder: Path, tmp_path: Path) -> None:
    command, environment = started(folder, tmp_path, ADD, "cp949")
    done = subprocess.run(command, env=environment, capture_output=True)
    assert "- -8 on January–March 2025: 38" in done.stdout.decode("cp949").replace(
        "-March", "–March"
    )
    assert not done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is full")
def test_output_that_cannot_be_written_is_told(folder: Path, tmp_path: Path) -> None:
    command, environment = started(folder, tmp_path / "out", EXPORT)
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            command, env=environment, stdout=full, stderr=subprocess.PIPE, text=True
        )
    assert done.returncode == 1
    assert done.stderr == "The output was not written: No space left on device\n"
    as_asked(folder, tmp_path / "out", EXPORT)


def test_text_from_a_file_does_not_steer_the_terminal() -> None:
    hostile = "a\x1b[2Jb\x9bc\u202ed\u2066e\rf"
    assert terminal.harmless(hostile) == "a�[2Jb�c�d�e�f"
    assert terminal.harmless("탈북민\n\t54") == "탈북민\n\t54"

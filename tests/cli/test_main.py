import os
import re
import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

from defector_stats.cli import serve
from defector_stats.cli.main import main
from tests.helpers import ROOT


def start(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "app.py", "--no-browser", "--data", str(folder), *arguments]
    return subprocess.Popen(
        command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def stop(process: subprocess.Popen[str]) -> None:
    process.terminate()
    process.communicate()


def page_at(address: str, *before: str) -> str:
    """Return the page that a browser shows at an address, after others."""
    browser = build_opener(HTTPCookieProcessor())
    for each in before:
        browser.open(each).close()
    with browser.open(address) as answer:
        return str(answer.read().decode())


@pytest.mark.slow
def test_it_starts_and_whoever_opens_its_address_may_add(folder: Path) -> None:
    process = start(folder, "--port", "0")
    try:
        assert process.stdout
        line = process.stdout.readline()
        said = r"The dashboard is at ((http://127\.0\.0\.1:\d+/)\?token=[\w-]{32}) .*\n"
        match = re.fullmatch(said, line)
        assert match
        assert 'id="read-only"' in page_at(match[2])
        assert 'id="add"' in page_at(match[2], match[1])
    finally:
        stop(process)


@pytest.mark.slow
def test_a_taken_port_is_passed_over_or_refused(folder: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        process = start(folder, "--port", str(port))
        _, errors = process.communicate()
        assert process.returncode == 1
        assert errors == f"Cannot listen on 127.0.0.1:{port}: Address already in use.\n"


def test_the_next_free_port_is_taken(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        monkeypatch.setattr(serve, "PORT", port)
        with serve._listen("127.0.0.1", None) as listening:
            chosen = listening.getsockname()[1]
    assert chosen > port
    assert capsys.readouterr().out == f"Port {port} is taken; using {chosen}.\n"


@pytest.mark.parametrize("port", ["70000", "-1", "eighty"])
def test_what_is_no_port(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["serve", f"--port={port}"])
    assert f"found '{port}', expected a port" in capsys.readouterr().err


def test_broken_files_are_explained(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / "arrivals.csv"
    path.write_text(path.read_text("utf-8").replace("1998,12,71,", "1998,12,many,"), "utf-8")
    assert main(["serve", "--data", str(folder), "--no-browser"]) == 1
    assert capsys.readouterr().err == (
        "The data files cannot be used:\n"
        "arrivals.csv, line 2, column arrivals: found 'many', "
        "expected a whole number of persons, 0 or more\n"
    )


@pytest.mark.slow
def test_the_wsgi_application_answers(folder: Path) -> None:
    code = "import app; print(app.server.test_client().get('/').status_code)"
    environment = {**os.environ, "DEFECTOR_STATS_DATA": str(folder)}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.stdout == "200\n", done.stderr


def test_check_reports_warnings_and_passes(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--data", str(folder)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["No errors.", "Warnings: 4"]
    assert lines[3].startswith("totals.csv, line 10, column total: found '24613', expected 24,579")


def test_check_reports_a_misprinted_split_as_an_error(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "arrivals.csv"
    text = path.read_text("utf-8")
    assert "2024,12,236,26,210," in text
    path.write_text(text.replace("2024,12,236,26,210,", "2024,12,236,26,216,"), "utf-8")
    assert main(["check", "--data", str(folder)]) == 1
    assert "found '236', expected male + female = 26 + 216 = 242" in capsys.readouterr().out


def test_check_judges_another_version_of_a_file(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (folder / "arrivals.csv").read_text("utf-8")
    mine = tmp_path / "mine.csv"
    mine.write_text(text, "utf-8")
    assert main(["check", str(mine), "--data", str(folder)]) == 0
    mine.write_text(text.replace("1999,12,148,", "1999,12,14 8,"), "utf-8")
    assert main(["check", str(mine), "--data", str(folder)]) == 1
    assert main(["check", str(tmp_path / "nothing.csv"), "--data", str(folder)]) == 1
    said = capsys.readouterr().out
    assert f"{mine}, line 3, column arrivals: found '14 8'" in said
    assert "did you mean 148?" in said
    assert "nothing.csv: found 'No such file or directory'" in said


@pytest.mark.slow
@pytest.mark.parametrize(("options", "read_only"), [([], True), (["--allow-edit"], False)])
def test_an_address_that_others_reach_is_read_only_unless_allowed(
    folder: Path, options: list[str], read_only: bool
) -> None:
    process = start(folder, "--port", "0", "--host", "0.0.0.0", *options)
    try:
        assert process.stdout
        line = process.stdout.readline()
        match = re.search(r"http://0\.0\.0\.0:(\d+/)(\S*)", line)
        assert match
        address = f"http://127.0.0.1:{match[1]}"
        page = page_at(address, address + match[2])
        assert ('id="read-only"' in page) == read_only
        assert ('id="add"' in page) != read_only
        if read_only:
            assert "read-only" in process.stdout.readline()
    finally:
        stop(process)

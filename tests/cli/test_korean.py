"""What a Korean reads in a terminal: no English is left but names, options and formats."""

import re
from pathlib import Path

import pytest

from defector_stats.cli.main import COMMANDS, main

ENGLISH = re.compile(r"(?<!-)\b[A-Za-z]{2,} [a-z]{2,}")
"""Two words in a row, other than the name of a command."""
WRONG = [
    [],
    ["foo"],
    ["check", "--foo"],
    ["check", "nothing.csv"],
    ["check", "."],
    ["check", "--data", "data/arrivals.csv"],
    ["edit", "figure"],
    ["edit", "foo", "2009", "--set", "a=b"],
    ["edit", "figure", "2009", "--set", "a"],
    ["edit", "figure", "2009", "--set", "arrivals=1", "--data", "data"],
    ["edit", "figure", "1950", "--set", "arrivals=1", "--data", "data"],
    ["remove", "document", "mou-2012-01", "--data", "data"],
    ["undo", "x"],
    ["undo", "7", "--data", "data"],
    ["changes", "--since", "x", "--data", "data"],
    ["changes", "nobody", "--data", "data"],
    ["cite", "nobody", "--data", "data"],
    ["inspect"],
    ["inspect", "nothing.png"],
    ["inspect", ".", "data/arrivals.csv", "--data", "data"],
    ["export", "--scale"],
    ["export", "--scale", "9"],
    ["export", "--size", "5"],
    ["export", "--chart", "foo"],
    ["export", "--format", "foo"],
    ["export", "--years", "2050", "--data", "data"],
    ["export", "--no-events=3"],
    ["import", "--pub", "x"],
    ["export", "--format", "csv", "--out", "data/arrivals.csv", "--data", "data"],
    ["serve", "--port", "x"],
    ["serve", "--allow-host", "a b"],
    ["serve", "--host", "192.0.2.1", "--no-browser", "--data", "data"],
    ["serve", "--host", "no_host!", "--no-browser", "--data", "data"],
    ["check", "data/half.csv", "--data", "data"],
    ["import", "data/half.xlsx", "--data", "data"],
    ["import", "data/half.pdf", "--data", "data"],
    ["repair", "nothing.csv", "--data", "data"],
    ["import", "nothing.csv", "--data", "data"],
    ["import", ".", "--data", "data"],
    ["import", "data/sources.csv", "--counted-to", "x"],
    ["import", "data/sources.csv", "--column", "x"],
    ["import", "data/sources.csv", "--data", "data"],
    ["add", "2009", "1", "--source", "foo", "--data", "data"],
    ["add", "2050", "-1", "--source", "mou-2012-01", "--data", "data"],
    ["add", "2009", "1.5", "--source", "mou-2012-01", "--data", "data"],
    ["add", "2009", "54", "--male", "2", "--female", "53", "--source", "mou-2020-09"],
    ["add", "--figure", "x"],
]


@pytest.fixture(autouse=True)
def _in_korean(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "ko")
    monkeypatch.setenv("COLUMNS", "1000")  # so that no sentence is broken


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_every_command_is_korean(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main([command, "--help"])
    usage, said, *sections, examples = capsys.readouterr().out.strip().split("\n\n")
    assert usage.startswith("사용법: ")
    assert examples.startswith("예:")
    lines = [said, *(line for section in sections for line in section.splitlines())]
    for line in lines:
        text = re.split(r"\s{2,}", line)[-1]  # behind the names of an option, if not below them
        assert re.search("[가-힣]", text) or text.startswith(("-", "{")), line
        assert not ENGLISH.search(text), line


@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
def test_what_is_wrong_is_said_in_korean(
    folder: Path,
    arguments: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(folder.parent)
    (folder / "half.csv").write_text('year,arrivals\n2009,"29', "utf-8")
    (folder / "half.xlsx").write_bytes(b"PK\x03\x04")
    (folder / "half.pdf").write_bytes(b"%PDF-1.4")
    given = [str(folder) if each == "data" else each for each in arguments]
    given = [each.replace("data/", f"{folder}/") for each in given]
    try:
        assert main(given) != 0
    except SystemExit as stopped:
        assert stopped.code == 2
    lines = [line for line in "".join(capsys.readouterr()).splitlines() if line[:3] != "사용법"]
    assert lines
    for line in lines:
        assert re.search("[가-힣]", line), line
        assert not ENGLISH.search(line.replace(str(folder), "")), line

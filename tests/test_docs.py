"""The documents: what they name exists, and what exists they name."""

import argparse
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from defector_stats.charts.catalogue import CHARTS
from defector_stats.cli.main import COMMANDS
from defector_stats.export.formats import FORMATS
from defector_stats.storage.schema import KINDS
from docs import generate
from tests.helpers import ROOT

PACKAGE = ROOT / "src" / "defector_stats"
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "data" / "README.md"]
DOCUMENTS += sorted((ROOT / "docs").glob("*.md"))
OF_OTHERS = ["pip ", "gunicorn ", "venv ", "git ", "npm "]
"""Programs whose options are not ours."""
OF_THE_SYSTEM = {"LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "DISPLAY", "WAYLAND_DISPLAY"}

documents = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)


def code(text: str) -> Iterator[str]:
    """Yield what stands between backticks, and the commands of blocks of code, each in a line."""
    for block in re.findall(r"^ *```\w*\n(.*?)^ *```", text, re.M | re.S):
        yield from re.sub(r"\\\n\s*", "", block).splitlines()
    yield from re.findall(r"`([^`\n]+)`", re.sub(r"^ *```.*?^ *```", "", text, flags=re.M | re.S))


def names_in_table(text: str, title: str) -> list[str]:
    """Return what is described in the table of a section."""
    section = re.search(rf"^## {title}\n(.*?)^## ", text, re.M | re.S)
    assert section
    return re.findall(r"^\| `(\w+)` \|", section[1], re.M)


@cache
def options(command: str) -> set[str]:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data")
    parser.add_argument("--version")
    import_module(f"defector_stats.cli.{command}").arguments(parser)
    return {option for action in parser._actions for option in action.option_strings}


@documents
def test_what_follows_from_the_program_is_as_it_is_now(document: Path) -> None:
    text = document.read_text("utf-8")
    assert generate.current(text) == text, "make docs"


@documents
def test_every_command_and_option_exists(document: Path) -> None:
    for line in code(document.read_text("utf-8")):
        ours = not any(program in line for program in OF_OTHERS)
        named = re.findall(r"defector-stats ([a-z]+)", line)
        assert set(named) <= set(COMMANDS), line
        known = [options(each) for each in named or COMMANDS]
        for option in re.findall(r"(?<![\w-])--[a-z-]+", line) if ours else ():
            assert any(option in each for each in known), line


def test_every_command_and_option_is_described() -> None:
    text = (ROOT / "docs" / "command-line.md").read_text("utf-8")
    sections = dict(re.findall(r"^### (\w+)\n(.*?)(?=^##|\Z)", text, re.M | re.S))
    assert set(sections) == set(COMMANDS)
    for command, section in sections.items():
        described = set(re.findall(r"--[a-z-]+", section)) | {"-h", "--help", "--version", "--data"}
        assert options(command) <= described


@pytest.mark.parametrize(
    ("title", "names"), [("Formats", [*FORMATS]), ("Charts", [*CHARTS])], ids=["formats", "charts"]
)
def test_every_format_and_every_chart_is_described_and_no_other(
    title: str, names: list[str]
) -> None:
    text = (ROOT / "docs" / "command-line.md").read_text("utf-8")
    assert names_in_table(text, title) == names


@documents
def test_every_file_that_is_named_exists(document: Path) -> None:
    text = document.read_text("utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        assert target.startswith("https://") or (document.parent / target).exists(), target
    places = [document.parent, ROOT, ROOT / "data", PACKAGE, ROOT / "tests"]
    for named in code(text):
        if re.fullmatch(r"[\w.-]+/[\w./-]*|[\w./-]+\.(cff|csv|md|po|py|toml|txt)", named):
            made_later = "NAME" in named or {".backup", ".venv"} & {*named.split("/")}
            assert made_later or any((place / named).exists() for place in places), named


@documents
def test_every_test_that_is_named_exists(document: Path) -> None:
    tests = "".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    for named in re.findall(r"`(test_\w+)`", document.read_text("utf-8")):
        assert f"def {named}(" in tests, named


def test_every_data_file_and_column_is_described_and_no_other() -> None:
    text = (ROOT / "data" / "README.md").read_text("utf-8")
    sections = dict(re.findall(r"^## (\w+\.csv)[^\n]*\n(.*?)(?=^## )", text, re.M | re.S))
    assert set(sections) == {kind.file for kind in KINDS}
    for kind in KINDS:
        rows = re.findall(r"^\| (`.*?) \|", sections[kind.file], re.M)
        assert sorted(re.findall(r"`(\w+)`", " ".join(rows))) == sorted(kind.columns())


def test_every_environment_variable_is_described_and_no_other() -> None:
    read = {
        value
        for path in PACKAGE.rglob("*.py")
        for value in re.findall(r"environ(?:\.get\(|\[)\"(\w+)\"", path.read_text("utf-8"))
    }
    text = (ROOT / "docs" / "command-line.md").read_text("utf-8")
    described = set(names_in_table(text, "Environment variables"))
    assert described == (read - OF_THE_SYSTEM) | {"DASH_URL_BASE_PATHNAME"}


def test_every_target_of_make_is_described_and_no_other() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.search(r"^\.PHONY: (.*)$", makefile, re.M)[1].split())  # type: ignore[index]
    in_short = set(re.findall(r"^# make (\w+)", makefile, re.M))
    contributing = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    described = set(re.findall(r"^\| `make (\w+)` \|", contributing, re.M))
    assert in_short == described == targets - {"style"}


def test_a_recipe_has_as_many_steps_as_files() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    recipes = re.findall(r"^### [^\n]*: (\d) files?\n(.*?)(?=^##)", text, re.M | re.S)
    assert len(recipes) == 8
    for files, steps in recipes:
        assert int(files) == len(re.findall(r"^\d\. ", steps, re.M)) or files == "1"


def test_the_version_is_the_same_everywhere() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert f"\nversion: {version}\n" in (ROOT / "CITATION.cff").read_text("utf-8")
    assert f"\n## {version}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_the_readmes_example_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    (example,) = re.findall(r"^```python\n(.*?)^```", DOCUMENTS[0].read_text("utf-8"), re.M | re.S)
    names: dict[str, Any] = {}
    exec(example, names)
    assert names["data"].as_of("2011-10-31").set_index("year").loc[2009, "arrivals"] == 2927


def test_the_readme_is_short_and_its_picture_small() -> None:
    assert len((ROOT / "README.md").read_text("utf-8").splitlines()) <= 90
    assert (ROOT / "docs" / "dashboard.png").stat().st_size < 150_000

"""What every test may use: the shipped files, and a copy of them to break."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import settings

from defector_stats import analysis
from defector_stats.analysis.dataset import Dataset
from defector_stats.storage import repository
from defector_stats.storage.schema import Tables

# A shared machine is slow at times, and time is not what these tests are about.
settings.register_profile("shared", deadline=None)
settings.load_profile("shared")

DATA = Path(__file__).parents[1] / "data"


@pytest.fixture(scope="session")
def tables() -> Tables:
    return repository.read(DATA)


@pytest.fixture(scope="session")
def dataset(tables: Tables) -> Dataset:
    return Dataset(tables)


@pytest.fixture(scope="session")
def figures(tables: Tables) -> pd.DataFrame:
    return analysis.figures(tables)


@pytest.fixture(scope="session")
def totals(tables: Tables) -> pd.DataFrame:
    return analysis.totals(tables)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "data"
    shutil.copytree(DATA, copy)
    return copy


def command(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `defector-stats` in a process of its own."""
    code = "import sys; from defector_stats.cli.main import main; sys.exit(main())"
    return subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True)


def edit(folder: Path, file: str, change: Callable[[bytes], bytes]) -> None:
    path = folder / file
    path.write_bytes(change(path.read_bytes()))


def replace_line(folder: Path, file: str, number: int, text: str) -> None:
    def change(content: bytes) -> bytes:
        lines = content.splitlines(keepends=True)
        lines[number - 1] = text.encode() + b"\n"
        return b"".join(lines)

    edit(folder, file, change)

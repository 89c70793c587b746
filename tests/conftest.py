"""What every test may use: the shipped files, and a copy of them to break."""

import gc
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import settings

from defector_stats import analysis
from defector_stats.analysis.dataset import Dataset, load
from defector_stats.dates import last_day
from defector_stats.storage import repository
from defector_stats.storage.schema import Tables
from tests.helpers import SAMPLE, SHIPPED

NOVEMBER = date(2026, 11, 30)

# A shared machine is slow at times, and time is not what these tests are about.
settings.register_profile("whole", deadline=None)
settings.register_profile("quick", settings.get_profile("whole"), max_examples=10)
settings.load_profile("whole")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker("slow")


def pytest_collection_finish() -> None:
    # What is imported by now stays: the garbage collector need not go through it again and again.
    gc.freeze()


@pytest.fixture(scope="session")
def tables() -> Tables:
    return repository.read(SAMPLE)


@pytest.fixture(scope="session")
def shipped() -> Tables:
    """The shipped files to November 2026, so that a later document breaks no test."""
    tables = repository.read(SHIPPED)
    later = {each.id for each in tables.sources if last_day(each.published) > NOVEMBER}
    return replace(
        tables,
        figures=[each for each in tables.figures if each.source not in later],
        totals=[each for each in tables.totals if each.source not in later],
    )


@pytest.fixture(scope="session")
def dataset() -> Dataset:
    return load(SAMPLE)


@pytest.fixture(scope="session")
def figures(tables: Tables) -> pd.DataFrame:
    return analysis.figures(tables)


@pytest.fixture(scope="session")
def totals(tables: Tables) -> pd.DataFrame:
    return analysis.totals(tables)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "data"
    shutil.copytree(SAMPLE, copy)
    return copy

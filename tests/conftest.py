"""What every test may use: the shipped files, and a copy of them to break."""

import shutil
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import settings

from defector_stats import analysis
from defector_stats.analysis.dataset import Dataset
from defector_stats.storage import repository
from defector_stats.storage.schema import Tables
from tests.helpers import SAMPLE

# A shared machine is slow at times, and time is not what these tests are about.
settings.register_profile("shared", deadline=None)
settings.load_profile("shared")


@pytest.fixture(scope="session")
def tables() -> Tables:
    return repository.read(SAMPLE)


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
    shutil.copytree(SAMPLE, copy)
    return copy

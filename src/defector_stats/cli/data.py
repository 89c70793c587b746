"""The data files that a command works on."""

import os
from pathlib import Path

from defector_stats.analysis.dataset import Dataset
from defector_stats.storage import repository


def data_folder() -> Path:
    """Return the folder of the data files: $DEFECTOR_STATS_DATA, else `data` beside app.py."""
    beside_app = Path(__file__).parents[3] / "data"
    return Path(os.environ.get("DEFECTOR_STATS_DATA") or beside_app)


def load(folder: Path) -> tuple[Dataset, str]:
    """Return the data set of a folder and the fingerprint of its files.

    Raises DataError when they cannot be used.
    """
    files = repository.contents(folder)
    return Dataset(repository.parse(files)), repository.fingerprint(files)

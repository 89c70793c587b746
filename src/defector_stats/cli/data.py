"""The data files that a command works on."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_data_path

from defector_stats.i18n.messages import _
from defector_stats.storage import repository, shipped

if TYPE_CHECKING:
    from defector_stats.analysis.dataset import Dataset


def data_folder() -> Path:
    """Return $DEFECTOR_STATS_DATA, else `data` of the checkout, else the user's data folder."""
    if named := os.environ.get("DEFECTOR_STATS_DATA"):
        return Path(named)
    if shipped.INSTALLED:
        return user_data_path("defector-stats", appauthor=False)
    return shipped.FOLDER


def prepare(folder: Path) -> None:
    """Copy the files of this release to a folder that has none, and say so.

    Raises DataError when that is not possible.
    """
    if shipped.copy_to(folder):
        said = _("The data files of this release were copied to {folder}.")
        print(said.format(folder=folder), file=sys.stderr)


def load(folder: Path) -> "tuple[Dataset, str]":
    """Return the data set of a folder and the fingerprint of its files.

    Raises DataError when they cannot be used.
    """
    # Imported here so that a command that reads no figures starts without pandas.
    from defector_stats.analysis.dataset import Dataset

    files = repository.contents(folder)
    return Dataset(repository.parse(files)), repository.fingerprint(files)

"""The data files that a command works on."""

import os
from pathlib import Path

from defector_stats.cli import terminal
from defector_stats.i18n.messages import _
from defector_stats.storage import shipped


def data_folder() -> Path:
    """Return $DEFECTOR_STATS_DATA, else `data` of the checkout, else the user's data folder."""
    if named := os.environ.get("DEFECTOR_STATS_DATA"):
        return Path(named)
    if not shipped.INSTALLED:
        return shipped.FOLDER
    # Imported here so that a checkout starts without it.
    from platformdirs import user_data_path

    return user_data_path("defector-stats", appauthor=False)


def prepare(folder: Path) -> None:
    """Copy the files of this release to a folder that has none, and say so.

    Raises DataError when that is not possible.
    """
    if shipped.copy_to(folder):
        said = _("The data files of this release were copied to {folder}.")
        terminal.complain(said.format(folder=folder))

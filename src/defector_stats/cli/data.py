"""The data files that a command works on."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from defector_stats.cli import terminal
from defector_stats.errors import DataError
from defector_stats.i18n.messages import _

if TYPE_CHECKING:
    from defector_stats.storage.schema import Tables


def data_folder() -> Path:
    """Return $DEFECTOR_STATS_DATA, else `data` of the checkout, else the user's data folder."""
    if named := os.environ.get("DEFECTOR_STATS_DATA"):
        return Path(named)
    # Imported here so that help is given without them.
    from defector_stats.storage import shipped

    if not shipped.INSTALLED:
        return shipped.FOLDER
    from platformdirs import user_data_path

    return user_data_path("defector-stats", appauthor=False)


def prepare(folder: Path) -> None:
    """Copy the files of this release to a folder that has none, and say so.

    Raises DataError when that is not possible.
    """
    from defector_stats.storage import shipped

    if shipped.copy_to(folder):
        said = _("The data files of this release were copied to {folder}.")
        terminal.complain(said.format(folder=folder))


def remind(folder: Path, tables: Tables) -> None:
    """Say which figures of this release the tables of a folder lack, and how they are added."""
    from defector_stats.analysis.dataset import Dataset
    from defector_stats.storage import changes, shipped
    from defector_stats.text import differences

    if folder.resolve() == shipped.FOLDER:
        return
    with suppress(DataError):  # what does not fit is said by the command that would add it
        if not shipped.lacks_figures(tables):
            return
        outcome = changes.preview(folder, shipped.lacking(folder))
        if len(outcome.after.figures) > len(outcome.before.figures):
            lacks = _("This release has figures that {folder} lacks:").format(folder=folder)
            new = differences.rows(Dataset(outcome.before), Dataset(outcome.after))
            named = "" if folder == data_folder() else f' --data "{folder}"'
            adds = _("They are added by: {command}")
            terminal.complain(
                lacks,
                *(f"- {line}" for line in new),
                adds.format(command=f"defector-stats update{named}"),
            )

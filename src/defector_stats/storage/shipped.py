"""The data files of this release, from which a folder of one's own starts."""

import os
from pathlib import Path

from defector_stats.errors import DataError, Problem
from defector_stats.i18n.messages import N_, Said
from defector_stats.storage import files, repository, transaction

PACKAGE = Path(__file__).parents[1]
INSTALLED = (PACKAGE / "data").is_dir()
FOLDER = PACKAGE / "data" if INSTALLED else PACKAGE.parents[1] / "data"
"""Within the package when it is installed, `data` of a checkout otherwise."""


def copy_to(folder: Path) -> bool:
    """Copy the data files to a folder that has none of them yet, and return whether it had none.

    Raises DataError when the folder cannot be written.
    """
    try:
        if _begun(folder):
            return False
        folder.mkdir(parents=True, exist_ok=True)
        with transaction.locked(folder):
            if _begun(folder):
                return False  # another program was quicker
            for path in repository.paths(FOLDER):
                files.write(folder / path.name, path.read_bytes())
    except OSError as error:
        reason = error.strerror or str(error)
        expected = Said(N_("a folder to which the data files can be copied"))
        raise DataError([Problem(str(folder), 0, "", reason, expected)]) from error
    return True


def _begun(folder: Path) -> bool:
    """Say whether one of the files stands in a folder, be it a link that leads nowhere now."""
    return any(map(os.path.lexists, repository.paths(folder)))

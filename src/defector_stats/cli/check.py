"""`defector-stats check`: errors and inconsistencies of the files."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from defector_stats.cli.data import remind
from defector_stats.cli.terminal import say
from defector_stats.errors import DataError
from defector_stats.i18n.messages import _

if TYPE_CHECKING:
    from defector_stats.storage.schema import Tables


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command to a parser."""
    version = _("one file, to stand in for its namesake")
    parser.add_argument("file", nargs="?", type=Path, help=version)


def run(options: argparse.Namespace) -> int:
    """Print what is wrong with the files, return 1 if they are refused."""
    # Imported here so that help is given without it.
    from defector_stats.analysis.dataset import Dataset

    try:
        tables = _read_with(options.data, options.file)
    except DataError as error:
        say(_("Errors, which refuse the files:"), error)
        return 1
    found = Dataset(tables).warnings
    say(_("No errors."), _("Warnings: {count}").format(count=len(found)), *found)
    remind(options.data, tables)
    return 0


def _read_with(folder: Path, file: Path | None) -> Tables:
    """Read the files of a folder, another file in place of the one that it is a version of."""
    from defector_stats.storage import files, repository

    if file is None:
        return repository.read(folder)
    content = files.read(file)
    name = repository.kind_of(file.name, content).file
    if name != file.name:
        said = _("{file} is read as {name}, whose columns fit best.")
        say(said.format(file=file, name=name))
    try:
        return repository.parse({**repository.contents(folder), name: content})
    except DataError as error:
        raise error.changed(
            lambda each: replace(each, file=str(file)) if each.file == name else each
        ) from None

"""A data file whose dates a spreadsheet program turned: shown as it would be, and mended."""

from dataclasses import dataclass
from pathlib import Path

from defector_stats import dates
from defector_stats.errors import ChangedMeanwhileError, DataError, Problem, reason
from defector_stats.i18n.messages import N_, Said
from defector_stats.storage import files, noticing, repository, transaction, turned
from defector_stats.storage.turned import Order, Turned


@dataclass(frozen=True)
class Repair:
    """The cells of a file that were turned, and its content before and when they are mended.

    The cells that are not plain stay as they are.
    """

    path: Path
    column: str
    cells: list[Turned]
    before: bytes
    after: bytes


def propose(path: Path, order: Order | None = None) -> Repair:
    """Return how a data file would be mended; `order` is that of days and months in it.

    Raises DataError when it cannot be read or is no data file.
    """
    content = files.read(path)
    kind = repository.kind_of(path.name, content)
    sheet, _problems = repository.sheet(kind, content)
    cells = turned.of_file(kind.file, repository.lines_of(sheet), dates.today(), order)
    column = turned.COLUMNS.get(kind.file, "")
    mended = {cell.line: {column: cell.meant} for cell in cells if cell.meant}
    return Repair(path, column, cells, content, sheet.edited(mended, []))


def write(repair: Repair, folder: Path) -> None:
    """Write the mended file, and keep the one before: in `.backup`, or beside it as `.bak`.

    Raises DataError when somebody else saved it meanwhile or it cannot be written.
    """
    path = repair.path
    mended = [cell for cell in repair.cells if cell.meant]
    try:
        if path.resolve() != (folder / path.name).resolve():
            files.write(path.with_name(f"{path.name}.bak"), repair.before, like=path)
            files.write(path, repair.after, like=path)
            return
        with transaction.locked(folder):
            old = repository.contents(folder)
            if old[path.name] != repair.before:
                raise ChangedMeanwhileError
            change = {"what": "repair", "cells": [[each.cell, each.meant] for each in mended]}
            transaction.replace(folder, old, {path.name: repair.after}, change)
        noticing.look(folder)
    except (OSError, ChangedMeanwhileError) as error:
        expected = Said(N_("a file that can be written; nothing was changed"))
        changing = Said(N_("files that keep changing"))
        found = reason(error) if isinstance(error, OSError) else changing
        raise DataError([Problem(path.name, 0, "", found, expected)]) from error

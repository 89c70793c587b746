"""A table taken out of a file: rows of cells, each of which knows where it stands."""

from collections.abc import Iterator
from dataclasses import dataclass

from defector_stats.errors import DataError, Problem
from defector_stats.i18n.messages import N_, Said

LARGEST = 50 * 2**20
MOST_CELLS = 1_000_000


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of a cell, and its place as the program that shows the file names it."""

    text: str
    place: Said


Row = tuple[Cell | None, ...]
"""None is a cell that the file does not have, which is not the same as an empty one."""


@dataclass(frozen=True)
class Grid:
    """Rows of cells as they stand, and the lines of text around them, in order."""

    rows: tuple[Row, ...]
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()

    def cells(self) -> Iterator[Cell]:
        """Yield the cells of all rows."""
        for row in self.rows:
            yield from filter(None, row)


OF_THE_LIBRARIES = (
    N_("File is not a zip file"),
    N_("Stream has ended unexpectedly"),
    N_("EOF marker not found"),
    N_("Cannot read an empty file"),
)
"""What the libraries usually say of a workbook or a PDF document that was cut."""


def unreadable(file: str, found: str | Said, expected: Said) -> DataError:
    """Return the error for a file of which nothing can be read."""
    return DataError([Problem(file, 0, "", found, expected)])


def reason(error: BaseException) -> Said:
    """Say in a line why a library could not read a file: what its error came from."""
    while error.__context__:
        error = error.__context__
    said = next(iter(str(error).splitlines()), "") or type(error).__name__
    known = Said(said) if said in OF_THE_LIBRARIES else said
    return Said(N_("broken content ({reason})"), reason=known)


def too_large(file: str, found: Said) -> DataError:
    """Return the error for a file or a table that is larger than any of its kind."""
    sizes = {"megabytes": LARGEST // 2**20, "cells": f"{MOST_CELLS:,}"}
    expected = N_("at most {megabytes} MB, also when unpacked, and {cells} cells")
    return unreadable(file, found, Said(expected, **sizes))

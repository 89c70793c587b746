"""A table as text: with separators, aligned by blanks, or one cell a line.

Each way in which the text may be cut gives a grid; the one in which most is understood is meant.
"""

import csv
import io
from collections.abc import Iterator

from defector_stats.i18n.messages import N_, Said
from defector_stats.storage.wide.formats import blanks
from defector_stats.storage.wide.formats.pieces import lines
from defector_stats.storage.wide.grid import Cell, Grid, Row

SEPARATORS = "\t;,|"


def grids(text: str) -> list[Grid]:
    """Return the grids as which a text can be read, those with separators first."""
    found = [
        grid
        for separator in SEPARATORS
        if sum(separator in line for line in text.splitlines()) > 1
        and (grid := _separated(text, separator))
    ]
    pieces = lines(text)
    return [*found, blanks.aligned(pieces), blanks.in_sequence(pieces)]


def _separated(text: str, separator: str) -> Grid | None:
    try:
        return Grid(tuple(_rows(text, separator)))
    except csv.Error:
        return None


def _rows(text: str, separator: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    for cells in reader:
        if any(map(str.strip, cells)):
            yield tuple(
                Cell(cell, Said(N_("line {line}, cell {cell}"), line=line, cell=number))
                for number, cell in enumerate(cells, 1)
            )
        line = reader.line_num + 1

"""A table as text: with separators, aligned by blanks, or one cell a line.

Each way in which the text may be cut gives a grid; the one in which most is understood is meant.
"""

import csv
import io
import re
from collections.abc import Iterator
from contextlib import suppress

from defector_stats.i18n.messages import N_, Said
from defector_stats.storage.wide.formats import blanks
from defector_stats.storage.wide.formats.pieces import lines
from defector_stats.storage.wide.grid import MOST_CELLS, Cell, Grid, Row, too_large

SEPARATORS = "\t;,|"
FEWEST_NUMBERS = 3
_NUMBER = re.compile(r"\d[\d,.]*")
MOST_CHARACTERS = 300_000  # of a text that is searched for a table without separators


def grids(file: str, text: str) -> Iterator[Grid]:
    """Yield the grids as which a text can be read, those with separators first.

    Raises DataError when one is too large.
    """
    for separator in SEPARATORS:
        if sum(separator in line for line in text.splitlines()) > 1:
            with suppress(csv.Error):
                yield Grid(tuple(_rows(file, text, separator)))
    if len(text) <= MOST_CHARACTERS and not _has_tabs_throughout(text):
        pieces = lines(text)
        yield blanks.aligned(pieces)
        yield blanks.in_sequence(pieces)


def _has_tabs_throughout(text: str) -> bool:
    """Say whether every line of several numbers has tabs, so that no blank parts its cells."""
    rows = [line for line in text.splitlines() if len(_NUMBER.findall(line)) >= FEWEST_NUMBERS]
    return bool(rows) and all("\t" in line for line in rows)


def _rows(file: str, text: str, separator: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line, count = 1, 0
    for texts in reader:
        count += len(texts)
        if count > MOST_CELLS:
            raise too_large(file, Said(N_("more than {cells} cells"), cells=f"{MOST_CELLS:,}"))
        if any(map(str.strip, texts)):
            yield tuple(
                Cell(text, Said(N_("line {line}, cell {cell}"), line=line, cell=number))
                for number, text in enumerate(texts, 1)
            )
        line = reader.line_num + 1

"""Which periods a table calls provisional: in its labels, in its cells, in the notes beside it."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from defector_stats.storage.wide import values
from defector_stats.storage.wide.grid import Cell
from defector_stats.storage.wide.labels import footnote, is_provisional, mark_of_note, plain
from defector_stats.storage.wide.periods import Period, period
from defector_stats.storage.wide.table import Table

_YEARS = r"(?:'?\d{2,4}(?:\.\d\d?)?[년年월月말도,·&\s]*(?:and|및|와|과)?\s*)+"
_WORDS = "잠정|暂定|暫定|provisional|preliminary"
_OF_YEARS = re.compile(
    rf"(?P<before>{_YEARS})\D{{0,20}}(?:{_WORDS})|(?:{_WORDS})\D{{0,12}}(?P<after>{_YEARS})"
)


@dataclass(frozen=True)
class Note:
    """A note that calls something provisional: the mark that it explains, the years it names."""

    mark: str
    years: frozenset[int]


def notes(texts: Iterable[str]) -> list[Note]:
    """Return the notes that call something provisional."""
    return [Note(mark_of_note(text), _years(text)) for text in texts if is_provisional(text)]


def _years(text: str) -> frozenset[int]:
    match = _OF_YEARS.search(plain(text).casefold())
    labels = re.findall(r"(?<![.\d])'?\d{2,4}", match["before"] or match["after"]) if match else []
    return frozenset(found.last for label in labels if (found := period(label)))


def marks(known: Iterable[Note], column: Period | None) -> set[str]:
    """Return the marks that call a count of a period, or of all of them, provisional."""
    return {
        note.mark
        for note in known
        if note.mark and (column is None or not note.years or column.last in note.years)
    }


def periods(
    table: Table, known: Collection[Note], labels: Mapping[Period, Cell], newest: Period
) -> set[Period]:
    """Return the periods that cells or notes call provisional.

    A note means the years that it names, else what bears its mark, else the newest period.
    """
    found = {column for column in labels if any(map(values.is_provisional, _counts(table, column)))}
    for note in known:
        named = {column for column in labels if column.last in note.years}
        marked = {
            column
            for column, label in labels.items()
            if note.mark
            and note.mark in (footnote(label.text), *map(values.mark, _counts(table, column)))
        }
        found |= named or (set() if note.years else marked or {newest})
    return found


def _counts(table: Table, column: Period) -> Iterator[str]:
    return (cell.text for cell in table.cells.get(column, {}).values())

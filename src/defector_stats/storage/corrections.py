"""Rows that are there are found by what tells them from others, corrected and removed. Pure."""

from collections.abc import Iterator, Mapping, Sequence

from defector_stats import dates
from defector_stats.errors import DataError, Problem
from defector_stats.i18n.messages import N_, Said, _, speaking
from defector_stats.storage.cells import nearest, tidy
from defector_stats.storage.edits import Change, Edit, RowEdit
from defector_stats.storage.fields import described
from defector_stats.storage.schema import KINDS, Event, Figure, Row, Source, Tables, Total

NAMED: dict[str, type[Row]] = {
    "figure": Figure,
    "document": Source,
    "total": Total,
    "event": Event,
}
"""What can be corrected and removed, by the word for it."""
COUNTS = ("arrivals", "total", "male", "female")


def correct(
    kind: type[Row], words: Sequence[str], cells: Mapping[str, str], by_document: bool = False
) -> Change:
    """Return the change that gives the row of these words other cells.

    A corrected count is no revision: the note of the row says that it was mistyped here, or
    `by_document` that the document itself was changed. A new id of a document goes to all that
    cite it. The change raises DataError for words that name no row or several, and for cells of
    columns that it does not have.
    """

    def corrected(tables: Tables) -> Edit:
        row = find(tables, kind, words)
        before = row.cells()
        if unknown := [name for name in cells if name not in before]:
            raise DataError(_unknown_column(kind, name) for name in unknown)
        after = {**before, **cells}
        after |= _noted(kind, before, after, by_document) if "note" not in cells else {}
        if after == before:
            return Edit("edit", ())
        edits = [RowEdit(kind, before, after)]
        if kind is Source and after["id"] != before["id"]:
            edits += [
                RowEdit(other, own, {**own, "source": after["id"]})
                for other, own in _citing(tables, before["id"])
            ]
        return Edit("edit", tuple(edits))

    return corrected


def remove(kind: type[Row], words: Sequence[str], with_cited: bool = False) -> Change:
    """Return the change that removes the row of these words.

    A document goes only `with_cited`, what is cited from it, if anything is. The change raises
    DataError otherwise, and for words that name no row or several.
    """

    def removed(tables: Tables) -> Edit:
        row = find(tables, kind, words)
        cited = list(_citing(tables, row.cells()["id"])) if kind is Source else []
        if cited and not with_cited:
            files = [other.file for other, _cells in cited]
            uses = ", ".join(f"{file}: {files.count(file)}" for file in dict.fromkeys(files))
            expected = Said(N_("a document that no row cites any more ({uses})"), uses=uses)
            raise DataError([Problem(kind.file, row.line, "id", row.cells()["id"], expected)])
        rows = [*cited, (kind, row.cells())]
        return Edit("remove", tuple(RowEdit(other, before=cells) for other, cells in rows))

    return removed


def find(tables: Tables, kind: type[Row], words: Sequence[str]) -> Row:
    """Return the one row of these words: a year (2009, 2026-03), a day, an id, a label.

    Raises DataError if there is none, or several.
    """
    wanted = {tidy(word) for word in words}
    found = [row for row in tables.of(kind) if wanted <= _names(row)]
    if len(found) == 1:
        return found[0]
    if not found:
        known = sorted(set().union(*map(_names, tables.of(kind))))
        meant = next(filter(None, (nearest(word, known) for word in wanted - {*known})), "")
        expected = Said(N_("a row that is there"))
        raise DataError([Problem(kind.file, 0, "", " ".join(words), expected, meant)])
    others = ", ".join(sorted(set().union(*map(_names, found)) - wanted))
    expected = Said(N_("one row; {count} fit, add one of {names}"), count=len(found), names=others)
    raise DataError([Problem(kind.file, 0, "", " ".join(words), expected)])


def _names(row: Row) -> set[str]:
    """Return the words for a row."""
    cells = row.cells()
    if isinstance(row, Figure):
        full = {str(row.year)} if row.through == 12 else set()
        return {f"{row.year}-{row.through:02}", row.source, *full}
    return {
        cells[name]
        for name in ("id", "as_of", "date", "label", "label_ko", "source")
        if name in cells
    }


def _citing(tables: Tables, document: str) -> Iterator[tuple[type[Row], dict[str, str]]]:
    """Yield the rows that cite a document."""
    for kind in (each for each in KINDS if each is not Source):
        for row in tables.of(kind):
            if row.cells()["source"] == document:
                yield kind, row.cells()


def _unknown_column(kind: type[Row], name: str) -> Problem:
    expected = Said(N_("one of {names}"), names=", ".join(kind.columns()))
    return Problem(kind.file, 0, "", name, expected, nearest(name, kind.columns()))


def _noted(
    kind: type[Row], before: Mapping[str, str], after: Mapping[str, str], by_document: bool
) -> dict[str, str]:
    """Return the notes with what a count was before, and why it is another one now."""
    labels = {column.name: column.label for column in described(kind)}
    changed = [name for name in COUNTS if name in before and before[name] != after[name]]
    if not changed:
        return {}
    message = N_("Mistyped here until {day}: {old}")
    if by_document:
        message = N_("In the document until {day}: {old}")

    def said() -> str:
        old = ", ".join(f"{_(labels[name])} {before[name] or '-'}" for name in changed)
        return _(message).format(day=dates.today().isoformat(), old=old)

    notes = {"note": "; ".join(filter(None, (before["note"], said())))}
    if before["note_ko"]:  # which Korean readers see instead
        with speaking("ko"):
            notes["note_ko"] = f"{before['note_ko']}; {said()}"
    return notes

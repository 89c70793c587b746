"""What an edit of the files does, row by row, and what a step of the history was. Pure."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from itertools import takewhile

from defector_stats.i18n.direction import isolated
from defector_stats.i18n.formatting import bracketed, day, number, period
from defector_stats.i18n.messages import N_, _, ngettext, own
from defector_stats.storage.edits import Cells, Edit, RowEdit
from defector_stats.storage.fields import described
from defector_stats.storage.history import CLOCK, Record
from defector_stats.storage.schema import Event, Figure, Row, Schedule, Source, Total

NAMES = {
    Figure: N_("Figure"),
    Source: N_("Document"),
    Total: N_("Total"),
    Event: N_("Event"),
    Schedule: N_("Rule of publication"),
}
COUNTED: Mapping[type[Row], str] = {Figure: "arrivals", Total: "total"}
LONGEST, CELL, AROUND = 240, 60, 20
"""Letters of a line in short, of a cell in it, and of what is told before the first difference."""
DONE = {
    "add": N_("added"),
    "import": N_("imported"),
    "edit": N_("corrected"),
    "remove": N_("removed"),
    "undo": N_("taken back"),
    "release": N_("taken from the release"),
    "repair": N_("repaired"),
    "hand": N_("edited by hand"),
}


def lines(edit: Edit) -> list[str]:
    """Say of each row that it is added (+), removed (−), or which of its cells are others."""
    return [_line(row) for row in edit.rows]


def added(edit: Edit) -> str:
    """Name what an edit adds: the document itself only if it states nothing."""
    stated = tuple(row for row in edit.rows if row.kind is not Source) or edit.rows
    if len(stated) <= 2:
        return "; ".join(named(row.kind, row.after or {}) for row in stated)
    return _in_short(replace(edit, rows=stated))


def headline(record: Record) -> str:
    """Say in one line when a step was made (UTC), how, and to which rows."""
    time = datetime.strptime(record.time, CLOCK).strftime("%Y-%m-%d %H:%M:%S")
    change = record.change
    done = DONE.get(change.get("what", ""), N_("changed"))
    rows = _in_short(Edit.from_json(change)) if change.get("rows") else _files(record)
    return _("{time}, {done}: {rows}").format(time=time, done=_(done), rows=rows)


def _files(record: Record) -> str:
    """Name the files of a step without rows, and the first cells that it mended."""
    cells = [f"{before} → {after}" for before, after in record.change.get("cells", [])]
    more = " …" if len(cells) > 2 else ""
    said = ", ".join(record.files)
    return bracketed(said, ", ".join(cells[:2]) + more) if cells else said


def _in_short(edit: Edit) -> str:
    """Name the rows of an edit if they are few, else their numbers and documents."""
    if len(edit.rows) <= 2:
        return "; ".join(_shortened(_line(row, short=True), LONGEST) for row in edit.rows)
    counts = Counter(row.kind for row in edit.rows)
    said = [_count(kind, count) for kind, count in counts.items()]
    cells = [row.after or row.before or {} for row in edit.rows]
    cited = dict.fromkeys(each.get("source", "") or each.get("id", "") for each in cells)
    more = " …" if len(cited) > 3 else ""
    return bracketed(", ".join(said), ", ".join([*cited][:3]) + more)


def _count(kind: type[Row], count: int) -> str:
    said = {
        Figure: ngettext("{count} figure", "{count} figures", count),
        Source: ngettext("{count} document", "{count} documents", count),
        Total: ngettext("{count} total", "{count} totals", count),
        Event: ngettext("{count} event", "{count} events", count),
        Schedule: ngettext("{count} rule", "{count} rules", count),
    }
    return said[kind].format(count=number(count))


def details(edit: Edit) -> list[str]:
    """Say what an edit does beside the counts that it adds, changes and removes, in short lines.

    A document that comes or goes with its counts is not told on its own.
    """
    cited = {cells.get("source") for row in edit.rows if (cells := _moved(row))}
    rows = [row for row in edit.rows if _moved(row).get("id", "") not in cited]
    return [_told(row) for row in map(_beside_its_count, rows) if row.before != row.after]


def _moved(row: RowEdit) -> Cells:
    """Return the cells of a row that is added or removed, none of one that is changed."""
    return {} if row.before and row.after else row.after or row.before or {}


def _beside_its_count(row: RowEdit) -> RowEdit:
    """Return what an edit of a row does beside its count, nothing if it comes or goes with it."""
    count = COUNTED.get(row.kind)
    if not count:
        return row
    if row.before and row.after:
        return replace(row, after={**row.after, count: row.before[count]})
    return replace(row, before=None, after=None)


def _told(row: RowEdit) -> str:
    """Say of one row what it is and what became of it, in at most some 250 letters."""
    if row.before is None:
        said = _("{kind} added: {row}")
    elif row.after is None:
        said = _("{kind} removed: {row}")
    else:
        said = _("{kind} changed: {row}")
    line = _line(row, short=True).removeprefix("+ ").removeprefix("− ")
    return _shortened(said.format(kind=_(NAMES[row.kind]), row=line), LONGEST)


def _line(row: RowEdit, short: bool = False) -> str:
    if row.before is None or row.after is None:
        sign = "+" if row.before is None else "−"
        return f"{sign} {named(row.kind, row.after or row.before or {})}"
    labels = {column.name: _(column.label) for column in described(row.kind)}
    changed = ", ".join(
        f"{labels[name]} {_cell(was)} → {_cell(now)}"
        for name, was, now in _other_cells(row.before, row.after, short)
    )
    return f"{named(row.kind, row.before)}: {changed}"


def _other_cells(before: Cells, after: Cells, short: bool) -> Iterator[tuple[str, str, str]]:
    """Yield the columns whose cells differ, with the cells; `short` shows where they differ."""
    for name, now in after.items():
        was = before.get(name, "")
        if was == now:
            continue
        same = takewhile(lambda pair: pair[0] == pair[1], zip(was, now, strict=False))
        start = len([*same]) - AROUND if short else 0
        if start > AROUND:
            was, now = f"…{was[start:]}", f"…{now[start:]}"
        length = CELL if short else max(len(was), len(now))
        yield name, _shortened(was, length), _shortened(now, length)


def _shortened(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1]}…"


def _cell(text: str) -> str:
    return isolated(text) if text else "–"


def named(kind: type[Row], cells: Cells) -> str:
    """Name a row."""
    if kind is Figure:
        counts = period(int(cells["year"]), int(cells["through"]))
        return bracketed(f"{counts}: {number(int(cells['arrivals']))}", cells["source"])
    if kind is Total:
        to = _("Total to {day}").format(day=day(cells["as_of"]))
        return bracketed(f"{to}: {number(int(cells['total']))}", cells["source"])
    if kind is Source:
        said = f"{own(cells, 'publisher')}, {own(cells, 'title')}, {day(cells['published'])}"
        return bracketed(said, cells["id"])
    return _event(cells)


def _event(cells: Mapping[str, str]) -> str:
    """Name an event by day and label, a rule by its first day and months."""
    first = cells.get("date") or cells.get("from") or ""
    said = cells.get("months") or own(cells, "label")
    return bracketed(f"{day(first) if first else '–'}: {said}", cells["source"])

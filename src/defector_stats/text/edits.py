"""What an edit of the files does, row by row, and what a step of the history was. Pure."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from defector_stats.i18n.direction import isolated
from defector_stats.i18n.formatting import bracketed, day, number, period
from defector_stats.i18n.messages import N_, _, ngettext, own
from defector_stats.storage.edits import Cells, Edit, RowEdit
from defector_stats.storage.history import CLOCK, Record
from defector_stats.storage.schema import Event, Figure, Row, Schedule, Source, Total, described

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
        return "; ".join(_row(row.kind, row.after or {}) for row in stated)
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
        return "; ".join(lines(edit))
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


def _line(row: RowEdit) -> str:
    if row.before is None or row.after is None:
        sign = "+" if row.before is None else "−"
        return f"{sign} {_row(row.kind, row.after or row.before or {})}"
    before = row.before
    labels = {column.name: _(column.label) for column in described(row.kind)}
    changed = ", ".join(
        f"{labels[name]} {_cell(before.get(name))} → {_cell(cell)}"
        for name, cell in row.after.items()
        if before.get(name, "") != cell
    )
    return f"{_row(row.kind, before)}: {changed}"


def _cell(text: str | None) -> str:
    return isolated(text) if text else "–"


def _row(kind: type[Row], cells: Cells) -> str:
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
    return _named(cells)


def _named(cells: Mapping[str, str]) -> str:
    """Name an event by day and label, a rule by its first day and months."""
    first = cells.get("date") or cells.get("from") or ""
    said = cells.get("months") or own(cells, "label")
    return bracketed(f"{day(first) if first else '–'}: {said}", cells["source"])

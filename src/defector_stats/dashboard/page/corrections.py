"""The dialog in which rows are corrected and removed, and steps of the history taken back."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from defector_stats.dashboard.page import form
from defector_stats.dashboard.page.rendering import render
from defector_stats.errors import Problem
from defector_stats.i18n.messages import N_, _
from defector_stats.storage.fields import described
from defector_stats.storage.history import Record, taken_back
from defector_stats.storage.schema import Row
from defector_stats.text import edits

WRITE = {"edit": N_("Save"), "remove": N_("Remove"), "undo": N_("Take back")}
TITLES = {
    "figure": N_("Correct a figure"),
    "document": N_("Correct a document"),
    "total": N_("Correct a total"),
    "event": N_("Correct an event"),
}


@dataclass(frozen=True)
class Step:
    """A step of the history in words, and the question that takes it back, blank if none does."""

    said: str
    question: str
    taken_back: bool


def row(what: str, words: Sequence[str], found: Row) -> Markup:
    """Return the form of a row."""
    cells = found.cells()
    fields = [
        form.field("row", column, cells[column.name])
        for column in described(type(found))
        if column.name in cells
    ]
    return render(
        "row.html",
        title=_(TITLES[what]),
        said=edits.named(type(found), cells),
        what=what,
        words=json.dumps(list(words)),
        columns=fields,
    )


def steps(records: Sequence[Record]) -> Markup:
    """Return the list of the last changes, the newest first."""
    back = taken_back(records)
    listed = [Step(edits.headline(each), _undo(each), each.time in back) for each in records]
    return render("steps.html", steps=listed)


def consequences(lines: Sequence[str], said: Sequence[str], doubts: Sequence[str]) -> Markup:
    """Return what a change would do to the rows, and to years, sums and warnings.

    `doubts` ask after counts that look like a slip of the keyboard.
    """
    return render("edit_preview.html", lines=lines, said=said, doubts=doubts)


def done(lines: Sequence[str], made: Record | None) -> Markup:
    """Return what was done, with what takes it back."""
    return render("edit_done.html", lines=lines, undo=_undo(made))


def refused(problems: Sequence[Problem]) -> Markup:
    """Return why a change cannot be made."""
    return render("elsewhere.html", problems=problems)


def write(how: str, doubts: Sequence[str]) -> str:
    """Return the word on the button that makes a change, whatever was asked."""
    return _("Save it as typed") if doubts else _(WRITE[how])


def _undo(record: Record | None) -> str:
    if record is None or not record.change.get("rows"):
        return ""
    return json.dumps({"how": "undo", "time": record.time})

"""The form that adds a document: its fields, and those of the rows that it states."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from defector_stats import analysis
from defector_stats.analysis.dataset import Dataset
from defector_stats.dashboard.page.rendering import render
from defector_stats.i18n import formatting
from defector_stats.i18n.messages import N_, _
from defector_stats.storage.fields import Column, described
from defector_stats.storage.schema import (
    DOCUMENT_KINDS,
    STATUSES,
    Event,
    Figure,
    Row,
    Source,
    Total,
)
from defector_stats.text import citations

NEW = ""
LISTED = 500
"""Known documents to choose from; older ones are given by their id on the command line."""
STATED: dict[str, type[Row]] = {"figure": Figure, "total": Total, "event": Event}
"""What a document states in rows, by the word for it."""
WORDS = {
    "figure": (N_("Figure"), N_("Add a figure")),
    "total": (N_("Published total"), N_("Add a total")),
    "event": (N_("Event"), N_("Add an event")),
}
"""The heading of such a row, and of the button that adds one."""
KINDS = {
    "ministry": N_("of the Ministry itself"),
    "press": N_("press"),
    "other": N_("other document"),
}
DEFAULTS = {"through": "12", "status": "published"}
NUMERIC = {"year", "through", "arrivals", "total", "male", "female"}


@dataclass(frozen=True)
class Field:
    """A field of a form; with `options`, pairs of value and label, it is a choice."""

    group: str
    name: str
    label: str
    hint: str
    value: str
    options: list[tuple[str, str]] | None = None

    @property
    def id(self) -> str:
        """The id of its control; that of its error has `-error` after it."""
        return f"{self.group}-{self.name}"

    @property
    def numeric(self) -> bool:
        """Whether it gets a numeric keyboard."""
        return self.name in NUMERIC


def field(group: str, column: Column, value: str = "") -> Field:
    """Return the field of a column in the language that is spoken; choices need no hint."""
    options = _options(column.name)
    hint = _(column.hint) if column.hint and options is None else ""
    return Field(group, column.name, _(column.label), hint, value, options)


def content(dataset: Dataset, columns: Mapping[type[Row], Collection[str]]) -> Markup:
    """Return the form with its usual values, for files that have these columns.

    Of each kind of rows it has a template, in which their number is 0.
    """
    rows = [
        (what, *map(_, WORDS[what]), _fields(f"{what}-0", kind, columns[kind]))
        for what, kind in STATED.items()
    ]
    hint = _("one that is known, or a new one")
    return render(
        "form.html",
        chosen=Field("document", "source", _("Document"), hint, NEW, documents(dataset)),
        document=_fields("document", Source, columns[Source]),
        rows=rows,
    )


def consequences(
    stated: Collection[tuple[str, Collection[object]]],
    said: Collection[str],
    lines: Mapping[str, str],
) -> Markup:
    """Return what is added, under headings, what follows from it, and new lines by their files."""
    return render("form_preview.html", stated=stated, said=said, lines=lines)


def documents(dataset: Dataset) -> list[tuple[str, str]]:
    """Return the choices of documents: a new one, then the known ones, newest first."""
    newest_first = dataset.sources.sort_values(["known_on", "line"], ascending=False).head(LISTED)
    known = [(row["source"], citations.cited(row)) for row in analysis.records(newest_first)]
    return [(NEW, _("A new document")), *known]


def _fields(group: str, kind: type[Row], columns: Collection[str]) -> list[Field]:
    """Return the fields of a row, without its id and its document, which follow."""
    return [
        field(group, column, DEFAULTS.get(column.name, ""))
        for column in described(kind)
        if column.name in columns and column.name not in ("id", "source")
    ]


def _options(name: str) -> list[tuple[str, str]] | None:
    if name == "status":
        return [(each, formatting.status(each)) for each in STATUSES]
    if name == "kind":
        return [("", ""), *((each, _(KINDS[each])) for each in DOCUMENT_KINDS)]
    return None

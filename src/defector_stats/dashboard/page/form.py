"""The form that adds a figure: its fields, and what stands in them."""

from dataclasses import dataclass

from markupsafe import Markup

from defector_stats import analysis
from defector_stats.analysis.dataset import Dataset
from defector_stats.dashboard.page.rendering import render
from defector_stats.i18n import formatting
from defector_stats.i18n.messages import N_, _
from defector_stats.storage.schema import STATUSES
from defector_stats.text import citations

NEW = ""
LISTED = 500
"""Known documents to choose from; older ones are given by their id on the command line."""
FIGURE = {
    "year": (N_("Year of arrival"), N_("calendar year")),
    "through": (N_("Last month counted"), N_("3 is January–March, 12 the full year")),
    "arrivals": (N_("Arrivals"), N_("persons")),
    "male": (N_("Men"), N_("blank if not published")),
    "female": (N_("Women"), N_("blank if not published")),
    "status": (N_("Status"), ""),
    "note": (N_("Note"), N_("what a reader should know")),
    "source": (N_("Document"), N_("one that is known, or a new one")),
}
DOCUMENT = {
    "title": (N_("Title"), N_("as printed")),
    "publisher": (N_("Publisher"), N_("newspaper, agency, ministry")),
    "published": (N_("Published on"), N_("2026-04-20, 2026-04 or 2026")),
    "author": (N_("Author"), N_("blank if none is named")),
    "url": (N_("Address"), N_("blank for a printed copy")),
    "language": (N_("Language"), N_("ko, en; blank: from the title")),
    "note": (N_("Note on the document"), N_("what could not be verified")),
}
GROUPS = {"figure": FIGURE, "document": DOCUMENT}
DEFAULTS = {"through": "12", "status": "published", "source": NEW}


@dataclass(frozen=True)
class Field:
    """A field of a form; with `options`, pairs of value and label, it is a choice.

    One of a `count` gets a numeric keyboard.
    """

    group: str
    name: str
    label: str
    hint: str
    value: str
    options: list[tuple[str, str]] | None = None
    count: bool = False

    @property
    def id(self) -> str:
        """The id of its control; that of its error has `-error` after it."""
        return f"{self.group}-{self.name}"


def content(dataset: Dataset) -> Markup:
    """Return the form with its usual values."""
    options = {"status": _statuses(), "source": documents(dataset)}
    fields = {
        f"{group}_fields": [
            Field(
                group,
                name,
                _(label),
                _(hint) if hint else "",
                DEFAULTS.get(name, "") if group == "figure" else "",
                options.get(name) if group == "figure" else None,
            )
            for name, (label, hint) in named.items()
        ]
        for group, named in GROUPS.items()
    }
    return render("form.html", **fields)


def documents(dataset: Dataset) -> list[tuple[str, str]]:
    """Return the choices of documents: a new one, then the known ones, newest first."""
    newest_first = dataset.sources.sort_values(["known_on", "line"], ascending=False).head(LISTED)
    known = [(row["source"], citations.cited(row)) for row in analysis.records(newest_first)]
    return [(NEW, _("A new document")), *known]


def _statuses() -> list[tuple[str, str]]:
    return [(name, formatting.status(name)) for name in STATUSES]

"""The form that adds a figure, as it stands on the page."""

from dash import dcc, html
from dash.development.base_component import Component

from defector_stats.analysis.dataset import Dataset
from defector_stats.dashboard.page.sections import attributes
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
    "note": (N_("Note"), N_("what a reader should know")),
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
DEFAULTS = {"through": "12", "status": "published", "source": NEW}


def form() -> Component:
    """Return the place of the form, which is filled when it is opened."""
    return html.Details(
        [html.Summary(_("Add a figure")), html.Div(id="add-content", className="form")],
        id="add",
        n_clicks=0,
    )


def content(dataset: Dataset) -> list[Component]:
    """Return the form."""
    of_figure = [_field("figure", name, *map(_, texts)) for name, texts in FIGURE.items()]
    of_figure.insert(-1, _labelled("figure", "status", _("Status"), "", _statuses()))
    document = [_field("document", name, *map(_, texts)) for name, texts in DOCUMENT.items()]
    source = _labelled(
        "figure", "source", _("Document"), _("one that is known, or a new one"), _documents(dataset)
    )
    return [
        html.Div([html.H2(_("The figure")), html.Div(of_figure, className="fields")]),
        html.Div(
            [
                html.H2(_("The document that published it")),
                source,
                html.Div(document, id="document", className="fields"),
            ]
        ),
        html.Div(id="add-preview", role="status"),
        html.Button(_("Save"), id="add-save", n_clicks=0, className="primary"),
        html.Div(id="add-done", role="status"),
        html.Button(_("Undo"), id="add-undo", n_clicks=0, hidden=True),
        dcc.Store(id="added", storage_type="session"),
    ]


def read_only() -> Component:
    """Return the sentence that stands where the form would be."""
    return html.P(
        _(
            "Read-only: figures are added on the computer that holds the files, or after a start "
            "with --allow-edit."
        ),
        id="read-only",
        className="quiet",
    )


def field_id(group: str, name: str) -> str:
    """Return the id of a field of the form; its error has `-error` after it."""
    return f"{group}-{name}"


def _labelled(group: str, name: str, label: str, hint: str, control: Component) -> Component:
    return html.Div(
        [
            html.Label(label, htmlFor=field_id(group, name)),
            control,
            html.Div(hint, className="quiet"),
            html.Div(id=f"{field_id(group, name)}-error", className="error", role="status"),
        ],
        className=f"field {name}",
    )


def _field(group: str, name: str, label: str, hint: str) -> Component:
    # No delay: what is typed last must be there when *Save* is pressed at once.
    control = dcc.Input(id=field_id(group, name), type="text", value=DEFAULTS.get(name, ""))
    return _labelled(group, name, label, hint, control)


def _select(name: str, options: list[Component]) -> Component:
    """Return a choice of HTML itself; the page's script tells its `value` to Dash."""
    return html.Select(options, id=field_id("figure", name), **attributes(data_told="value"))


def _statuses() -> Component:
    return _select(
        "status", [html.Option(formatting.status(name), value=name) for name in STATUSES]
    )


def _documents(dataset: Dataset) -> Component:
    return _select("source", documents(dataset))


def documents(dataset: Dataset) -> list[Component]:
    """Return the choices of documents: a new one, then the known ones, newest first."""
    newest_first = dataset.sources.sort_values(["known_on", "line"], ascending=False).head(LISTED)
    return [
        html.Option(_("A new document"), value=NEW),
        *(
            html.Option(citations.cited(row), value=row["source"])
            for _place, row in newest_first.iterrows()
        ),
    ]

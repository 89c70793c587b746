"""The form that adds a figure, as it stands on the page."""

from dash import dcc, html
from dash.development.base_component import Component

from defector_stats import words
from defector_stats.view import Frames

NEW = ""
LISTED = 500
"""Known documents to choose from; older ones are given by their id on the command line."""
FIGURE = {
    "year": ("Year of arrival", "calendar year"),
    "through": ("Last month counted", "3 is January–March, 12 the full year"),
    "arrivals": ("Arrivals", "persons"),
    "male": ("Men", "blank if not published"),
    "female": ("Women", "blank if not published"),
    "note": ("Note", "what a reader should know"),
}
DOCUMENT = {
    "title": ("Title", "as printed"),
    "publisher": ("Publisher", "newspaper, agency, ministry"),
    "published": ("Published on", "2026-04-20, 2026-04 or 2026"),
    "author": ("Author", "blank if none is named"),
    "url": ("Address", "blank for a printed copy"),
    "language": ("Language", "ko, en; blank: from the title"),
    "note": ("Note on the document", "what could not be verified"),
}
DEFAULTS = {"through": "12", "status": "published", "source": NEW}


def form() -> Component:
    """Return the place of the form, which is filled when it is opened."""
    return html.Details(
        [html.Summary("Add a figure"), html.Div(id="add-content", className="form")],
        id="add",
        n_clicks=0,
    )


def content(frames: Frames) -> list[Component]:
    """Return the form."""
    of_figure = [_field("figure", name, *texts) for name, texts in FIGURE.items()]
    of_figure.insert(-1, _labelled("figure", "status", "Status", "", _statuses()))
    document = [_field("document", name, *texts) for name, texts in DOCUMENT.items()]
    source = _labelled(
        "figure", "source", "Document", "one that is known, or a new one", _documents(frames)
    )
    return [
        html.Div([html.H2("The figure"), html.Div(of_figure, className="fields")]),
        html.Div(
            [
                html.H2("The document that published it"),
                source,
                html.Div(document, id="document", className="fields"),
            ]
        ),
        html.Div(id="add-preview", role="status"),
        html.Button("Save", id="add-save", n_clicks=0, className="primary"),
        html.Div(id="add-done", role="status"),
        html.Button("Undo", id="add-undo", n_clicks=0, hidden=True),
        dcc.Store(id="added", storage_type="session"),
    ]


def read_only() -> Component:
    """Return the sentence that stands where the form would be."""
    return html.P(
        "Read-only: figures are added on the computer that holds the files, or after a start "
        "with --allow-edit.",
        id="read-only",
        className="quiet",
    )


def field_id(group: str, name: str) -> str:
    """Return the id of a field of the form; its error has `-error` after it."""
    return f"{group}-{name}"


def _labelled(group: str, name: str, label: str, hint: str, control: Component) -> Component:
    return html.Div(
        [
            html.Label(label, htmlFor=field_id(group, name), id=f"{field_id(group, name)}-label"),
            control,
            html.Div(hint, className="quiet"),
            html.Div(id=f"{field_id(group, name)}-error", className="error"),
        ],
        className=f"field {name}",
    )


def _field(group: str, name: str, label: str, hint: str) -> Component:
    # No delay: what is typed last must be there when *Save* is pressed at once.
    control = dcc.Input(id=field_id(group, name), type="text", value=DEFAULTS.get(name, ""))
    return _labelled(group, name, label, hint, control)


def _statuses() -> Component:
    options = ["published", "provisional", "corrected"]
    return dcc.RadioItems(options, "published", id=field_id("figure", "status"))


def _documents(frames: Frames) -> Component:
    return dcc.Dropdown(documents(frames), NEW, id=field_id("figure", "source"), clearable=False)


def documents(frames: Frames) -> list[dict[str, str]]:
    """Return the choices of documents: a new one, then the known ones, newest first."""
    newest_first = frames.sources.sort_values(["known_on", "line"], ascending=False).head(LISTED)
    known = [
        {"label": words.cited(row), "value": row["source"]} for _, row in newest_first.iterrows()
    ]
    return [{"label": "A new document", "value": NEW}, *known]

"""The form that adds a figure: fields, a preview of what it changes, saving and taking back."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dash import Dash, Input, Output, State, ctx, dcc, html, no_update
from dash.development.base_component import Component
from flask import abort, request

from defector_stats import store, words
from defector_stats.dashboard.guard import Editors
from defector_stats.dashboard.live import Live
from defector_stats.news import consequences, news
from defector_stats.schema import DataError, Figure, Problem, Source
from defector_stats.view import Frames

NEW = ""
Given = dict[str, dict[str, str | None]]
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
NEEDED = ("year", "arrivals")
DEFAULTS = {"through": "12", "status": "published", "source": NEW}


def form(frames: Frames) -> Component:
    """Return the form, folded away until it is wanted."""
    of_figure = [_field("figure", name, *texts) for name, texts in FIGURE.items()]
    of_figure.insert(-1, _labelled("figure", "status", "Status", "", _statuses()))
    document = [_field("document", name, *texts) for name, texts in DOCUMENT.items()]
    source = _labelled(
        "figure", "source", "Document", "one that is known, or a new one", _documents(frames)
    )
    return html.Details(
        [
            html.Summary("Add a figure"),
            html.Div(
                [
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
                ],
                className="form",
            ),
        ],
        id="add",
    )


def read_only() -> Component:
    """Return the sentence that stands where the form would be."""
    return html.P(
        "Read-only: figures are added on the computer that holds the files, or after a start "
        "with --allow-edit.",
        id="read-only",
        className="quiet",
    )


def _id(group: str, name: str) -> str:
    return f"{group}-{name}"


def _labelled(group: str, name: str, label: str, hint: str, control: Component) -> Component:
    return html.Div(
        [
            html.Label(label, htmlFor=_id(group, name), id=f"{_id(group, name)}-label"),
            control,
            html.Div(hint, className="quiet"),
            html.Div(id=f"{_id(group, name)}-error", className="error"),
        ],
        className=f"field {name}",
    )


def _field(group: str, name: str, label: str, hint: str) -> Component:
    # No delay: what is typed last must be there when *Save* is pressed at once.
    control = dcc.Input(id=_id(group, name), type="text", value=DEFAULTS.get(name, ""))
    return _labelled(group, name, label, hint, control)


def _statuses() -> Component:
    options = ["published", "provisional", "corrected"]
    return dcc.RadioItems(options, "published", id=_id("figure", "status"))


def _documents(frames: Frames) -> Component:
    return dcc.Dropdown(documents(frames), NEW, id=_id("figure", "source"), clearable=False)


def documents(frames: Frames) -> list[dict[str, str]]:
    """Return the choices of documents: a new one, then every known one, newest first."""
    newest_first = frames.sources.sort_values(["known_on", "line"], ascending=False)
    known = [
        {"label": words.cited(row), "value": row["source"]} for _, row in newest_first.iterrows()
    ]
    return [{"label": "A new document", "value": NEW}, *known]


def wire(app: Dash, live: Live, editors: Editors) -> None:
    """Preview while the reader types; save and take back when a button is pressed."""
    fields = {
        "figure": {name: _id("figure", name) for name in [*FIGURE, "status", "source"]},
        "document": {name: _id("document", name) for name in DOCUMENT},
    }

    def errors(**options: bool) -> dict[str, dict[str, Output]]:
        return {
            group: {
                name: Output(f"{id}-error", "children", **options) for name, id in names.items()
            }
            for group, names in fields.items()
        }

    def each(kind: type[Any]) -> dict[str, dict[str, Any]]:
        return {
            group: {name: kind(id, "value") for name, id in names.items()}
            for group, names in fields.items()
        }

    @app.callback(
        output={
            "errors": errors(),
            "preview": Output("add-preview", "children"),
            "documents": Output(_id("figure", "source"), "options"),
            "known": Output("document", "hidden"),
        },
        inputs={"given": each(Input), "version": Input("version", "data")},
        prevent_initial_call=True,
    )
    def preview(given: Given, version: str) -> dict[str, Any]:
        problems, said = [], []
        try:
            if all(given["figure"][name] for name in NEEDED):
                said = _consequences(store.preview(live.folder, _addition(given)))
        except DataError as error:
            # What is still blank is no mistake before the reader wants to save.
            problems = [each for each in error.problems if each.value or each.line]
        frames = live.now().frames
        renewed = frames and ctx.triggered_id == "version"
        return {
            "errors": _at_fields(given, problems),
            "preview": [*said, *_elsewhere(given, problems)],
            "documents": documents(frames) if frames and renewed else no_update,
            "known": given["figure"]["source"] != NEW,
        }

    @app.callback(
        output={
            "errors": errors(allow_duplicate=True),
            "values": each(Output),
            "preview": Output("add-preview", "children", allow_duplicate=True),
            "documents": Output(_id("figure", "source"), "options", allow_duplicate=True),
            "done": Output("add-done", "children"),
            "added": Output("added", "data"),
        },
        inputs={"save": Input("add-save", "n_clicks"), "undo": Input("add-undo", "n_clicks")},
        state={"given": each(State), "added": State("added", "data")},
        running=[(Output("add-save", "disabled"), True, False)],
        prevent_initial_call=True,
    )
    def write(save: int, undo: int, given: Given, added: dict[str, Any] | None) -> dict[str, Any]:
        if not editors.allow(request):
            abort(403)
        try:
            if ctx.triggered_id == "add-undo" and added:
                answer = _taken_back(live.folder, given, added)
            else:
                answer = _saved(live.folder, given)
        except DataError as error:
            return _answer(given, problems=error.problems)
        frames = live.now(at_once=True).frames
        return {**answer, "documents": documents(frames) if frames else no_update}

    @app.callback(
        Output("add-undo", "hidden"), Output("add-undo", "children"), Input("added", "data")
    )
    def offer(added: dict[str, Any] | None) -> tuple[bool, str]:
        return not added, f"Undo: {added['said']}" if added else "Undo"


def _saved(folder: Path, given: Given) -> dict[str, Any]:
    """Add the figure; the emptied form keeps its document, for the next figure from it."""
    outcome = store.add(folder, _addition(given))
    figure, source = outcome.addition.figure, outcome.addition.source
    said = news(Frames(outcome.before), Frames(outcome.after))[0]
    return _answer(
        given,
        done=f"Added: {said}",
        added={"figure": figure, "source": source, "said": said},
        values={"figure": {**DEFAULTS, "source": figure["source"]}, "document": {}},
    )


def _taken_back(folder: Path, given: Given, added: dict[str, Any]) -> dict[str, Any]:
    """Take the figure back; it stands in the form again, to be mended."""
    figure, source = added["figure"], added["source"]
    store.remove(folder, store.Addition(figure, source))
    again = {**figure, "source": NEW if source else figure["source"]}
    return _answer(
        given,
        done=f"Taken back: {added['said']}",
        added=None,
        values={"figure": again, "document": source or {}},
    )


def _answer(
    given: Given,
    problems: Sequence[Problem] = (),
    done: str = "",
    added: Any = no_update,  # noqa: ANN401
    values: Mapping[str, Mapping[str, str]] | None = None,
) -> dict[str, Any]:
    """Return the outputs of saving and taking back; without values the fields stay as they are."""
    return {
        "errors": _at_fields(given, problems),
        "values": {
            group: {name: values[group].get(name, "") if values else no_update for name in fields}
            for group, fields in given.items()
        },
        "preview": _elsewhere(given, problems),
        "documents": no_update,
        "done": done,
        "added": added,
    }


def _field_of(given: Given, problem: Problem) -> tuple[str, str] | None:
    """Return the field that a problem is about, None if it is about something in the files."""
    group = {Figure.file: "figure", Source.file: "document"}.get(problem.file)
    here = group and not problem.line and problem.column in given[group]
    return (group, problem.column) if group and here else None


def _at_fields(given: Given, problems: Sequence[Problem]) -> dict[str, dict[str, str]]:
    errors = {group: dict.fromkeys(fields, "") for group, fields in given.items()}
    for problem in problems:
        if place := _field_of(given, problem):
            errors[place[0]][place[1]] = f"{problem.advice[0].upper()}{problem.advice[1:]}"
    return errors


def _elsewhere(given: Given, problems: Sequence[Problem]) -> list[Component]:
    return [
        html.P(str(problem), className="error")
        for problem in problems
        if not _field_of(given, problem)
    ]


def _addition(given: Given) -> store.Addition:
    figure, document = (
        {name: value or "" for name, value in given[group].items()}
        for group in ("figure", "document")
    )
    return store.Addition(figure, document if figure["source"] == NEW else None)


def _consequences(outcome: store.Outcome) -> list[Component]:
    figure = outcome.addition.figure
    key = int(figure["year"]), int(figure["through"]), figure["source"]
    said = consequences(Frames(outcome.before), Frames(outcome.after), *key)
    return [
        html.H3("What it changes"),
        html.Ul([html.Li(sentence) for sentence in said]),
        html.Ul([html.Li([f"{file}: ", html.Code(line)]) for file, line in outcome.lines.items()]),
    ]

"""What the form does: a preview of what a figure changes, saving it and taking it back."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dash import Dash, Input, Output, State, ctx, html, no_update
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate
from flask import abort, request

from defector_stats.analysis.dataset import Dataset
from defector_stats.dashboard.live import Live
from defector_stats.dashboard.page import form
from defector_stats.dashboard.page.form import DEFAULTS, DOCUMENT, FIGURE, NEW, documents, field_id
from defector_stats.dashboard.permissions import Editors
from defector_stats.errors import DataError, Problem
from defector_stats.i18n.messages import _, speaking
from defector_stats.storage import changes
from defector_stats.storage.schema import Figure, Source
from defector_stats.text.differences import consequences, news

Given = dict[str, dict[str, str | None]]
UNTOUCHED = {"status": DEFAULTS["status"]}
"""What a choice shows before anybody has chosen."""
NEEDED = ("year", "arrivals")


def wire(app: Dash, live: Live, editors: Editors) -> None:
    """Preview while the reader types; save and take back when a button is pressed."""
    fields = {
        "figure": {name: field_id("figure", name) for name in [*FIGURE, "status", "source"]},
        "document": {name: field_id("document", name) for name in DOCUMENT},
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
        Output("add-content", "children"),
        Input("add", "n_clicks"),
        State("add-content", "children"),
        State("reader", "data"),
        prevent_initial_call=True,
    )
    def fill(
        opened: int, content: list[Component] | None, reader: dict[str, str]
    ) -> list[Component]:
        dataset = live.now().dataset
        if content or dataset is None:
            raise PreventUpdate
        with speaking(reader["language"]):
            return form.content(dataset)

    @app.callback(
        output={
            "errors": errors(),
            "preview": Output("add-preview", "children"),
            "documents": Output(field_id("figure", "source"), "children"),
            "known": Output("document", "hidden"),
        },
        inputs={"given": each(Input), "version": Input("version", "data")},
        state={"reader": State("reader", "data")},
        prevent_initial_call=True,
    )
    def preview(given: Given, version: str, reader: dict[str, str]) -> dict[str, Any]:
        with speaking(reader["language"]):
            return previewed(given)

    def previewed(given: Given) -> dict[str, Any]:
        problems, said = [], []
        try:
            if all(given["figure"][name] for name in NEEDED):
                said = _consequences(changes.preview(live.folder, _addition(given)))
        except DataError as error:
            # What is still blank is no mistake before the reader wants to save.
            problems = [each for each in error.problems if each.value or each.line]
        dataset = live.now().dataset
        renewed = dataset and ctx.triggered_id == "version"
        return {
            "errors": _at_fields(given, problems),
            "preview": [*said, *_elsewhere(given, problems)],
            "documents": documents(dataset) if dataset and renewed else no_update,
            "known": bool(given["figure"]["source"]),
        }

    @app.callback(
        output={
            "errors": errors(allow_duplicate=True),
            "values": each(Output),
            "preview": Output("add-preview", "children", allow_duplicate=True),
            "documents": Output(field_id("figure", "source"), "children", allow_duplicate=True),
            "done": Output("add-done", "children"),
            "added": Output("added", "data"),
        },
        inputs={"save": Input("add-save", "n_clicks"), "undo": Input("add-undo", "n_clicks")},
        state={
            "given": each(State),
            "added": State("added", "data"),
            "reader": State("reader", "data"),
        },
        running=[(Output("add-save", "disabled"), True, False)],
        prevent_initial_call=True,
    )
    def write(
        save: int, undo: int, given: Given, added: dict[str, Any] | None, reader: dict[str, str]
    ) -> dict[str, Any]:
        if not editors.allow(request):
            abort(403)
        with speaking(reader["language"]):
            return written(given, added)

    def written(given: Given, added: dict[str, Any] | None) -> dict[str, Any]:
        try:
            if ctx.triggered_id == "add-undo" and added:
                answer = _taken_back(live.folder, given, added)
            else:
                answer = _saved(live.folder, given)
        except DataError as error:
            return _answer(given, problems=error.problems)
        dataset = live.now(at_once=True).dataset
        return {**answer, "documents": documents(dataset) if dataset else no_update}

    @app.callback(
        Output("add-undo", "hidden"),
        Output("add-undo", "children"),
        Input("added", "data"),
        State("reader", "data"),
    )
    def offer(added: dict[str, Any] | None, reader: dict[str, str]) -> tuple[bool, str]:
        with speaking(reader["language"]):
            undo = _("Undo: {figure}").format(figure=added["said"]) if added else _("Undo")
        return not added, undo


def _saved(folder: Path, given: Given) -> dict[str, Any]:
    """Add the figure; the emptied form keeps its document, for the next figure from it."""
    outcome = changes.add(folder, _addition(given))
    figure, source = outcome.addition.figure, outcome.addition.source
    said = news(Dataset(outcome.before), Dataset(outcome.after))[0]
    return _answer(
        given,
        done=_("Added: {figure}").format(figure=said),
        added={"figure": figure, "source": source, "said": said},
        values={"figure": {**DEFAULTS, "source": figure["source"]}, "document": {}},
    )


def _taken_back(folder: Path, given: Given, added: dict[str, Any]) -> dict[str, Any]:
    """Take the figure back; it stands in the form again, to be mended."""
    figure, source = added["figure"], added["source"]
    changes.remove(folder, changes.Addition(figure, source))
    again = {**figure, "source": NEW if source else figure["source"]}
    return _answer(
        given,
        done=_("Taken back: {figure}").format(figure=added["said"]),
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


def _addition(given: Given) -> changes.Addition:
    figure, document = (
        {name: value or UNTOUCHED.get(name, "") for name, value in given[group].items()}
        for group in ("figure", "document")
    )
    return changes.Addition(figure, document if figure["source"] == NEW else None)


def _consequences(outcome: changes.Outcome) -> list[Component]:
    figure = outcome.addition.figure
    key = int(figure["year"]), int(figure["through"]), figure["source"]
    said = consequences(Dataset(outcome.before), Dataset(outcome.after), *key)
    return [
        html.H3(_("What it changes")),
        html.Ul([html.Li(sentence) for sentence in said]),
        html.Ul([html.Li([f"{file}: ", html.Code(line)]) for file, line in outcome.lines.items()]),
    ]

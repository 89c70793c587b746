"""What the page asks by way of Dash: a question and an answer, each in a store of its own.

Dash only carries them. Its layout has no words and is the same for every reader and view.
"""

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from dash import ClientsideFunction, Dash, Input, Output, dcc
from flask import Flask, abort, request
from pydantic import ValidationError

from defector_stats.charts.catalogue import CHARTS
from defector_stats.dashboard import state
from defector_stats.dashboard.live import Live, Snapshot
from defector_stats.dashboard.page import notices
from defector_stats.dashboard.page.controls import idle, values
from defector_stats.dashboard.questions import Carried, Question, Shown, ViewQuestion
from defector_stats.i18n.messages import speaking
from defector_stats.views.view import View, read_address, to_address

Q = TypeVar("Q", bound=Question)


@dataclass(frozen=True)
class Answering(Generic[Q]):
    """A kind of question and the function that answers it, in words of the language spoken."""

    question: type[Q]
    answer: Callable[[Q], dict[str, Any]]


class Store(dcc.Store):
    """A value that the page's script and the server hand to each other.

    Dash's own one comes with all of its components, 470 kB that the page does not need; this one
    is a line of `assets/js/ask.js`.
    """

    _namespace = "defector_stats"


def wire(app: Dash, answers: Mapping[str, Answering[Any]]) -> None:
    """Wire questions by their names to what answers them, in the language of who asks."""
    refuse_others(app, answers)
    app.layout = [Store(f"{name}{of}") for name in answers for of in ("", "-answer")]
    for name, answering in answers.items():
        _wire(app, name, answering)


def refuse_others(app: Dash, names: Container[str]) -> None:
    """Refuse what is no question of these names: Dash fails at what its own script never sends."""
    server: Flask = app.server
    address = f"{app.config.routes_pathname_prefix}_dash-update-component"

    @server.before_request
    def refuse() -> None:
        if request.path != address or request.method != "POST":
            return
        try:
            carried = Carried.model_validate_json(request.get_data())
        except ValidationError:
            abort(400)
        if not request.is_json or carried.name not in names:
            abort(400)


def _wire(app: Dash, name: str, answering: Answering[Any]) -> None:
    @app.callback(Output(f"{name}-answer", "data"), Input(name, "data"), prevent_initial_call=True)
    def answered(asked: object) -> dict[str, Any]:
        try:
            question = answering.question.model_validate(asked)
        except ValidationError:
            abort(400)
        with speaking(question.language):
            return {"name": name, "number": question.number, **answering.answer(question)}

    app.clientside_callback(ClientsideFunction("page", "answered"), Input(f"{name}-answer", "data"))


def remembered(snapshot: Snapshot, view: View) -> Shown:
    """Return what a page remembers of the view that it shows, and sends with its next question."""
    return Shown(search=to_address(view), version=snapshot.version, state=snapshot.state)


def of_view(live: Live) -> Answering[ViewQuestion]:
    """Return what answers with everything that is different in the view of another address."""

    def answer(question: ViewQuestion) -> dict[str, Any]:
        snapshot, shown = live.now(), question.shown
        if snapshot.dataset is None:
            abort(503)
        limits, language = snapshot.dataset.limits, question.language
        view, unused = read_address(question.search, limits, language)
        same = shown.version == snapshot.version
        before = read_address(shown.search, limits, language)[0] if same else None
        selection = snapshot.select(view)
        parts = state.drawn(selection, live.kept, before)
        controls = live.kept.get(
            ("controls", snapshot.version, view),
            lambda: {"values": values(selection), "idle": idle(selection)},
        )
        said = {"link-notice": notices.unusable(unused)}
        if not same:
            said["news"] = notices.news(live.news(shown.version))
        if shown.state != snapshot.state:
            said["problems"] = notices.problems(snapshot.problems)
        return {
            "shown": remembered(snapshot, view).model_dump(),
            **controls,
            "chosen": {name: entry.chosen(view) for name, entry in CHARTS.items()},
            "drawings": {
                name: parts.pop(f"{name}-drawings").json
                for name in CHARTS
                if f"{name}-drawings" in parts
            },
            "parts": {**parts, **said},
        }

    return Answering(ViewQuestion, answer)

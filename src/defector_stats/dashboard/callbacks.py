"""What the page asks for while it is used: every change of the controls or the address."""

from dataclasses import replace
from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, State, ctx, no_update
from dash.exceptions import PreventUpdate
from flask import abort

from defector_stats.analysis.dataset import Dataset
from defector_stats.dashboard.live import Live
from defector_stats.dashboard.page import controls, layout
from defector_stats.dashboard.page.below import BELOW
from defector_stats.dashboard.page.graphs import TEXTS
from defector_stats.dashboard.state import PARTS, drawn
from defector_stats.i18n.messages import speaking
from defector_stats.views.view import View, read_address, to_address


def draw(app: Dash) -> None:
    """Let the browser draw what it has: a chart in the chosen unit, or when it comes near."""
    unit, near = Input("controls", "data"), Input("near", "data")
    for name, function, also in (
        ("trend", "draw", []),
        ("change", "draw", [unit]),
        ("revised", "drawNear", [near]),
        ("total", "drawNear", [near]),
    ):
        app.clientside_callback(
            ClientsideFunction("page", function),
            *(Output(f"{name}-{text}", "children") for text in TEXTS),
            Output(f"{name}-plot", "style"),
            Input(f"{name}-drawings", "data"),
            *also,
        )
    app.clientside_callback(ClientsideFunction("page", "show"), Input("controls", "data"))
    for name in ("controls-place", *BELOW):
        app.clientside_callback(
            ClientsideFunction("page", "place"),
            Input(f"{name}-prepared", "data"),
            near,
        )
    app.clientside_callback(ClientsideFunction("page", "watch"), Input("near", "id"))


def wire(app: Dash, live: Live) -> None:
    """Answer every change of the controls or the address in one callback."""

    @app.callback(
        output={
            "search": Output("address", "search"),
            "controls": Output("controls", "data"),
            "shown": Output("shown", "data"),
            "unused": Output("link-notice", "children"),
            "parts": {name: part.output for name, part in PARTS.items()},
        },
        inputs={
            "search": Input("address", "search"),
            "used": Input("controls", "data"),
            "version": Input("version", "data"),
            "reader": Input("reader", "data"),
            "pressed": Input("pressed", "data"),
        },
        state={"shown": State("shown", "data")},
        prevent_initial_call=True,
    )
    def show(
        search: str,
        used: dict[str, Any],
        version: str,
        reader: dict[str, str],
        pressed: dict[str, str],
        shown: dict[str, str],
    ) -> dict[str, Any]:
        with speaking(reader["language"]):
            return shown_now(search, used, reader, pressed, shown)

    def shown_now(
        search: str,
        used: dict[str, Any],
        reader: dict[str, str],
        pressed: dict[str, str],
        shown: dict[str, str],
    ) -> dict[str, Any]:
        snapshot = live.now()
        dataset = snapshot.dataset
        if dataset is None:
            abort(503)
        language, theme = reader["language"], reader["theme"]
        view, unused = read_address(search or "", dataset.limits, language)
        others = {"address.search", "version.data", "reader.data"}
        from_controls = not others & set(ctx.triggered_prop_ids)
        if from_controls:
            in_address, view = view, _chosen(dataset, used, pressed, view)
            if view == in_address:  # a control that was only drawn, not used
                raise PreventUpdate
        now = {"version": snapshot.version, "search": to_address(view), "theme": theme}
        if now == shown:  # the address only reports what the page was opened with
            raise PreventUpdate
        same = shown["version"] == snapshot.version and shown["theme"] == theme
        before = read_address(shown["search"], dataset.limits, language)[0] if same else None
        return {
            "search": to_address(view) if from_controls else no_update,
            "controls": controls.values(dataset, view),
            "shown": now,
            "unused": [] if from_controls else layout.unusable(unused),
            "parts": drawn(snapshot.select(view), theme, before),
        }


def _chosen(dataset: Dataset, used: dict[str, Any], pressed: dict[str, str], before: View) -> View:
    """Return the view of the controls.

    A heading of the table that was pressed sorts by it; a year or a bar opens its history.
    """
    view = controls.chosen(dataset, used, before)
    if ctx.triggered_id != "pressed":
        return view
    if column := pressed.get("sort"):
        return replace(view, sort=column if view.sort == f"-{column}" else f"-{column}")
    return replace(view, year=int(pressed.get("year") or 0) or None)

"""The Dash application: settings, the callback, and the two routes that files come from."""

import json
from base64 import b64encode
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, State, ctx, html, no_update
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate
from flask import Flask, Response, abort, request

from defector_stats.analysis.dataset import Dataset
from defector_stats.charts.catalogue import CHARTS
from defector_stats.dashboard import controls, editing, layout, watch
from defector_stats.dashboard.application import application
from defector_stats.dashboard.below import BELOW
from defector_stats.dashboard.graphs import TEXTS
from defector_stats.dashboard.guard import Editors
from defector_stats.dashboard.live import Live
from defector_stats.dashboard.parts import PARTS, drawn
from defector_stats.dashboard.reader import of_request
from defector_stats.export import png, tables
from defector_stats.export.picture import Drawing, suffix
from defector_stats.i18n.messages import speaking
from defector_stats.views.selection import Selection
from defector_stats.views.view import View, read_address, to_address

PAGES_KEPT = 32


def create_app(folder: Path, editors: Editors | None = None) -> Dash:
    """Return the dashboard of a folder of data files; `.server` is its WSGI application.

    Without `editors` it is read-only.
    """
    live = Live(folder)
    app = application(__name__, layout.TITLE)
    drawn_page = lru_cache(PAGES_KEPT)(layout.page)

    def page() -> Component:
        if not request.path.endswith("/_dash-layout"):
            return html.Div()  # before its first answer of all, Dash asks for a page to check
        editable = editors and editors.trust(request.host)
        reader = of_request()
        with speaking(reader.language):
            return drawn_page(live.now(), bool(editable), reader)

    app.layout = page
    _draw(app)
    _wire(app, live)
    watch.wire(app, live)
    if editors:
        editing.wire(app, live, editors)
    _route(app, live)
    return app


def warm(app: Dash) -> None:
    """Draw the page once, so that its first reader finds it drawn."""
    app.server.test_client().get(f"{app.config.routes_pathname_prefix}_dash-layout")


def _draw(app: Dash) -> None:
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


def _wire(app: Dash, live: Live) -> None:
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


def _route(app: Dash, live: Live) -> None:
    flask: Flask = app.server
    prefix = app.config.routes_pathname_prefix

    def selected() -> Selection:
        snapshot = live.now()
        if snapshot.dataset is None:
            abort(503)
        search, limits = request.query_string.decode(), snapshot.dataset.limits
        return snapshot.select(read_address(search, limits, of_request().language)[0])

    @flask.get(f"{prefix}picture/<any({', '.join(CHARTS)}):name>")
    def picture_of(name: str) -> Response:
        """Return a chart as the figure of its picture, which the page draws and saves.

        `texts` are the chunks that the page puts into the file, `at` is where.
        """
        selection = selected()
        with speaking(selection.view.language):
            return _picture(Drawing(selection, name, theme=of_request().theme), live.now().version)

    @flask.get(f"{prefix}csv/<any(all, {', '.join(CHARTS)}):name>")
    def csv_of(name: str) -> Response:
        """Return the rows behind a chart, or every published figure, as CSV."""
        selection = selected()
        if name == "all":
            rows, file = selection.dataset.figures, "defector-arrivals-every-published-figure"
        else:
            rows = CHARTS[name].rows(selection)
            with speaking(selection.view.language):
                file = f"{CHARTS[name].draw(selection).name}_{suffix(selection.view)}"
        headers = {"Content-Disposition": f'attachment; filename="{file}.csv"'}
        return Response(tables.csv_bytes(rows), mimetype="text/csv", headers=headers)


def _picture(drawing: Drawing, version: str) -> Response:
    answer = {
        "filename": drawing.file_name,
        "scale": drawing.size.scale,
        "texts": b64encode(png.chunks(drawing.texts(version))).decode(),
        "at": png.AFTER_HEADER,
    }
    text = f'{json.dumps(answer)[:-1]}, "figure": {drawing.figure.to_json()}}}'
    return Response(text, mimetype="application/json")

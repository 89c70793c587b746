"""The Dash application: settings, the callback, and the two routes that files come from."""

import json
from base64 import b64encode
from pathlib import Path
from typing import Any

from dash import ALL, Dash, Input, Output, State, ctx, html, no_update
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate
from flask import Flask, Response, abort, has_request_context, request

from defector_stats import export, png, words
from defector_stats.address import ARTICLE, LATEST, View, read_address, to_address
from defector_stats.dashboard import editing, layout, watch
from defector_stats.dashboard.guard import Editors
from defector_stats.dashboard.live import Live
from defector_stats.dashboard.parts import PARTS, drawn
from defector_stats.drawing import CHARTS, Drawing, suffix
from defector_stats.view import Frames, Seen


def create_app(folder: Path, editors: Editors | None = None) -> Dash:
    """Return the dashboard of a folder of data files; `.server` is its WSGI application.

    Without `editors` it is read-only.
    """
    live = Live(folder)
    app = Dash(
        __name__,
        title=layout.TITLE,
        update_title="",
        meta_tags=[{"name": "viewport", "content": "width=device-width, initial-scale=1"}],
    )

    def page() -> Component:
        # Dash asks once outside of a request, to learn the names of all components.
        editable = editors and (not has_request_context() or editors.trust(request.host))
        return layout.page(live.now(), bool(editable))

    app.layout = page
    _wire(app, live)
    watch.wire(app, live)
    if editors:
        editing.wire(app, live, editors)
    _route(app, live)
    return app


def _wire(app: Dash, live: Live) -> None:
    """Answer every change of the controls or the address in one callback."""
    controls = {
        "as_of": ("as-of", "value"),
        "day": ("day", "date"),
        "years": ("years", "value"),
        "unit": ("unit", "value"),
        "split": ("split", "value"),
        "events": ("events", "value"),
        "compare": ("compare", "value"),
        "revised": ("revised-year", "value"),
    }

    @app.callback(
        output={
            "search": Output("address", "search"),
            "controls": {name: Output(*where) for name, where in controls.items()},
            "clicked": {name: Output(f"{name}-graph", "clickData") for name in CHARTS},
            "shown": Output("shown", "data"),
            "unused": Output("link-notice", "children"),
            "parts": {name: part.output for name, part in PARTS.items()},
        },
        inputs={
            "search": Input("address", "search"),
            "controls": {name: Input(*where) for name, where in controls.items()},
            "sorts": Input({"sort": ALL}, "n_clicks"),
            "years": Input({"year": ALL, "in": ALL}, "n_clicks"),
            "version": Input("version", "data"),
            "bars": {name: Input(f"{name}-graph", "clickData") for name in CHARTS},
        },
        state={"shown": State("shown", "data")},
        prevent_initial_call=True,
    )
    def show(
        search: str,
        controls: dict[str, Any],
        sorts: list[int],
        years: list[int],
        version: str,
        bars: dict[str, Any],
        shown: dict[str, str],
    ) -> dict[str, Any]:
        snapshot = live.now()
        frames = snapshot.frames
        if frames is None:
            abort(503)
        view, unused = read_address(search or "", frames.limits)
        from_controls = not {"address.search", "version.data"} & set(ctx.triggered_prop_ids)
        if from_controls:
            before, view = view, _chosen(frames, controls, bars, view)
            if view == before:  # a control that was only drawn, not used
                raise PreventUpdate
        same_files = shown["version"] == snapshot.version
        drawn_before = read_address(shown["search"], frames.limits)[0] if same_files else None
        return {
            "search": to_address(view) if from_controls else no_update,
            "controls": {
                # A control that the reader may be moving by now keeps the reader's value.
                name: no_update if from_controls and name not in ("as_of", "day") else value
                for name, value in _control_values(frames, view).items()
            },
            "clicked": {name: None if bars[name] else no_update for name in CHARTS},
            "shown": {"version": snapshot.version, "search": to_address(view)},
            "unused": [] if from_controls else _unused(unused),
            "parts": drawn(Seen(frames, view), drawn_before),
        }


def _unused(parameters: list[str]) -> list[Component]:
    """Say which parts of a link could not be used."""
    if not parameters:
        return []
    named = words.listed(parameters)
    return [html.P(f"The link’s {named} cannot be used; the usual choice is shown instead.")]


def _chosen(frames: Frames, controls: dict[str, Any], bars: dict[str, Any], before: View) -> View:
    """Return the view of the controls.

    A heading of the table that was pressed sorts by it; a year or a bar opens its history.
    """
    as_of, years = controls["as_of"] or before.as_of, before.years
    sort, year = before.sort, before.year
    if ctx.triggered_id == "day" and (controls["day"] or before.as_of not in (LATEST, ARTICLE)):
        as_of = controls["day"] or LATEST
    if controls["years"] != _slider(frames, before):
        first, last = map(int, controls["years"])
        years = None if (first, last) == frames.first_and_last_year else (first, last)
    pressed = ctx.triggered_id if ctx.triggered[0]["value"] else None
    if isinstance(pressed, dict) and "sort" in pressed:
        column = pressed["sort"]
        sort = column if sort == f"-{column}" else f"-{column}"
    elif isinstance(pressed, dict):
        year = pressed["year"] or None
    elif (clicked := bars.get(str(pressed).removesuffix("-graph"))) is not None:
        year = int(clicked["points"][0]["customdata"][-1])
    return View(
        as_of=as_of,
        years=years,
        percent=controls["unit"] == "percent",
        by_sex=controls["split"] == "by sex",
        events=controls["events"] == "on",
        compare=controls["compare"] == "with latest",
        revised=controls["revised"] or None,
        year=year,
        sort=sort,
    )


def _control_values(frames: Frames, view: View) -> dict[str, Any]:
    return {
        "as_of": view.as_of,
        "day": None if view.as_of in (LATEST, ARTICLE) else view.as_of,
        "years": _slider(frames, view),
        "unit": "percent" if view.percent else "persons",
        "split": "by sex" if view.by_sex else "total",
        "events": "on" if view.events else "off",
        "compare": "with latest" if view.compare else "off",
        "revised": view.revised or 0,
    }


def _slider(frames: Frames, view: View) -> list[int]:
    """Return the years of a view as the slider can show them: within those of the files."""
    first, last = frames.first_and_last_year
    return [min(max(year, first), last) for year in view.years or (first, last)]


def _route(app: Dash, live: Live) -> None:
    flask: Flask = app.server
    prefix = app.config.routes_pathname_prefix

    def seen() -> Seen:
        frames = live.now().frames
        if frames is None:
            abort(503)
        return Seen(frames, read_address(request.query_string.decode(), frames.limits)[0])

    @flask.get(f"{prefix}picture/<any({', '.join(CHARTS)}):name>")
    def picture_of(name: str) -> Response:
        """Return a chart as the figure of its picture, which the page draws and saves.

        `texts` are the chunks that the page puts into the file, `at` is where.
        """
        drawing = Drawing(seen(), name)
        answer = {
            "filename": drawing.file_name,
            "scale": drawing.size.scale,
            "texts": b64encode(png.chunks(drawing.texts(live.now().version))).decode(),
            "at": png.AFTER_HEADER,
        }
        text = f'{json.dumps(answer)[:-1]}, "figure": {drawing.figure.to_json()}}}'
        return Response(text, mimetype="application/json")

    @flask.get(f"{prefix}csv/<any(all, {', '.join(CHARTS)}):name>")
    def csv_of(name: str) -> Response:
        """Return the rows behind a chart, or every published figure, as CSV."""
        view = seen()
        rows = view.frames.figures if name == "all" else view.rows(name)
        file = (
            "defector-arrivals-every-published-figure"
            if name == "all"
            else f"{getattr(view, name).name}_{suffix(view.view)}"
        )
        headers = {"Content-Disposition": f'attachment; filename="{file}.csv"'}
        return Response(export.csv_bytes(rows), mimetype="text/csv", headers=headers)

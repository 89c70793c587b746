"""Where files come from: the picture of a chart and the rows behind it."""

import json
from base64 import b64encode

from dash import Dash
from flask import Flask, Response, abort, request

from defector_stats.charts.catalogue import CHARTS
from defector_stats.dashboard.live import Live
from defector_stats.dashboard.preferences import of_request
from defector_stats.export import png, tables
from defector_stats.export.names import file_name
from defector_stats.export.picture import Drawing
from defector_stats.i18n.messages import speaking
from defector_stats.views.selection import Selection
from defector_stats.views.view import read_address


def add(app: Dash, live: Live) -> None:
    """Add the routes of pictures and rows to the application's server."""
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
            return _picture(Drawing(selection, name, theme=of_request().theme))

    @flask.get(f"{prefix}csv/<any(all, {', '.join(CHARTS)}):name>")
    def csv_of(name: str) -> Response:
        """Return the rows behind a chart, or every published figure, as CSV."""
        selection = selected()
        if name == "all":
            rows, file = selection.dataset.figures, "defector-arrivals-every-published-figure"
        else:
            entry = CHARTS[name]
            rows = entry.rows(selection)
            with speaking(selection.view.language):
                file = file_name(entry.draw(selection).name, selection, entry.fields)
        headers = {"Content-Disposition": f'attachment; filename="{file}.csv"'}
        with speaking(selection.view.language):
            content = tables.csv_bytes(rows)
        return Response(content, mimetype="text/csv", headers=headers)


def _picture(drawing: Drawing) -> Response:
    answer = {
        "filename": drawing.file_name,
        "scale": drawing.size.scale,
        "texts": b64encode(png.chunks(drawing.texts)).decode(),
        "at": png.AFTER_HEADER,
    }
    text = f'{json.dumps(answer)[:-1]}, "figure": {drawing.figure.to_json()}}}'
    return Response(text, mimetype="application/json")

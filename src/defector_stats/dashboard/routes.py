"""What has an address of its own: the picture of a chart, the rows behind it, the version."""

import json
from base64 import b64encode

from dash.exceptions import DependencyException
from flask import Flask, Response, abort, request
from werkzeug.exceptions import HTTPException, NotFound

from defector_stats.charts.catalogue import CHARTS
from defector_stats.charts.palette import THEMES
from defector_stats.dashboard.live import Live
from defector_stats.dashboard.page import layout, notices
from defector_stats.dashboard.permissions import Access
from defector_stats.dashboard.preferences import language_of_request
from defector_stats.dashboard.serving import App
from defector_stats.export import png, tables
from defector_stats.export.names import file_name
from defector_stats.export.picture import Drawing
from defector_stats.i18n.messages import _, speaking
from defector_stats.views.selection import Selection
from defector_stats.views.view import Option, Unusable, cannot_be_used, one_of, read_address

THEME = Option("theme", "theme", one_of({theme: theme for theme in THEMES}))


def add(app: App, live: Live, access: Access) -> None:
    """Add the routes to the application's server."""
    server: Flask = app.server
    prefix = app.config.routes_pathname_prefix

    def selected() -> Selection:
        """Return the view of the address, or say what in it cannot be used."""
        snapshot = live.now()
        if snapshot.dataset is None:
            abort(503)
        search, language = request.query_string.decode(errors="replace"), language_of_request()
        with speaking(language):
            view, unused = read_address(search, snapshot.dataset.limits, language)
            if (theme := _theme()) not in THEMES:
                unused.append(Unusable(THEME, theme, ", ".join(THEMES)))
            if unused:
                abort(400, cannot_be_used(unused))
        return snapshot.select(view)

    @server.get(f"{prefix}picture/<any({', '.join(CHARTS)}):name>")
    def picture_of(name: str) -> Response:
        """Return a chart as the figure of its picture, which the page draws and saves.

        `texts` are the chunks that the page puts into the file, `at` is where.
        """
        selection = selected()
        with speaking(selection.view.language):
            return _picture(Drawing(selection, name, theme=_theme()))

    @server.get(f"{prefix}csv/<any(all, {', '.join(CHARTS)}):name>")
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

    @server.get(f"{prefix}version")
    def version() -> Response:
        """Return what an open page asks again and again: the state of the files, who it may be."""
        return Response(f"{live.now().state} {access.editing(request)}", mimetype="text/plain")


def explain(app: App, live: Live) -> None:
    """Answer what cannot be answered with a page that says why, in the reader's language."""
    where = app.config.requests_pathname_prefix, app.files.addresses["style"]
    server: Flask = app.server

    def refused(error: HTTPException) -> tuple[str, int]:
        # One line, whatever the address is.
        server.logger.warning("%s %s %r", error.code, request.method, request.full_path[:200])
        with speaking(language_of_request()):
            said = error.description if error.code in (400, 403) else ""
            return layout.error(*where, said or _("This cannot be answered.")), error.code or 500

    def not_found(error: HTTPException) -> tuple[str, int]:
        with speaking(language_of_request()):
            return layout.error(*where, _("There is nothing at this address.")), error.code or 500

    def unavailable(error: HTTPException) -> tuple[str, int]:
        with speaking(language_of_request()):
            wrong = notices.problems(live.now().problems, kept=False)
            return layout.error(*where, problems=wrong), error.code or 500

    for code, handler in ((404, not_found), (503, unavailable)):
        server.register_error_handler(code, handler)
    server.register_error_handler(HTTPException, refused)
    # Dash raises it for a file that it does not have.
    server.register_error_handler(DependencyException, lambda _error: not_found(NotFound()))


def _theme() -> str:
    return request.args.get("theme", "light")


def _picture(drawing: Drawing) -> Response:
    answer = {
        "filename": drawing.file_name,
        "scale": drawing.size.scale,
        "texts": b64encode(png.chunks(drawing.texts)).decode(),
        "at": png.AFTER_HEADER,
    }
    text = f'{json.dumps(answer)[:-1]}, "figure": {drawing.figure.to_json()}}}'
    return Response(text, mimetype="application/json")

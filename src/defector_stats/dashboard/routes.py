"""What has an address of its own: the picture of a chart, the files of it, the version."""

import json
from base64 import b64encode
from urllib.parse import urlencode

from dash.exceptions import DependencyException
from flask import Flask, Response, abort, request
from werkzeug.exceptions import HTTPException, NotFound

from defector_stats.charts.catalogue import CHARTS
from defector_stats.charts.palette import THEMES
from defector_stats.dashboard import downloads
from defector_stats.dashboard.downloads import EVERY, LATER, BusyError
from defector_stats.dashboard.guard import TOKEN
from defector_stats.dashboard.live import Live
from defector_stats.dashboard.page import layout, notices
from defector_stats.dashboard.permissions import Access
from defector_stats.dashboard.preferences import language_of_request
from defector_stats.dashboard.serving import App
from defector_stats.export import png, vector
from defector_stats.export.chromium import BrowserError
from defector_stats.export.formats import FORMATS, OF_ROWS, File
from defector_stats.export.picture import Drawing
from defector_stats.export.sizes import SIZES, USUAL
from defector_stats.i18n.messages import _, speaking
from defector_stats.views.selection import Selection
from defector_stats.views.values import one_of
from defector_stats.views.view import Option, Unusable, cannot_be_used, read_address

THEME = Option("theme", "theme", one_of({theme: theme for theme in THEMES}))
SIZE = Option("size", "size", one_of(SIZES))


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
            for option, text, names in ((THEME, _theme(), THEMES), (SIZE, _size(), SIZES)):
                if text not in names:
                    unused.append(Unusable(option, text, ", ".join(names)))
            if unused:
                abort(400, cannot_be_used(unused))
        return snapshot.select(view)

    def drawing(name: str) -> Drawing:
        return Drawing(selected(), name, SIZES[_size()], _theme())

    charts = ", ".join(CHARTS)

    @server.get(f"{prefix}picture/<any({charts}):name>")
    def picture_of(name: str) -> Response:
        """Return a chart as the figure of its picture, which the page draws and saves.

        `texts` are the chunks that the page puts into a PNG, `at` is where, `svg` what it puts
        into an SVG.
        """
        drawn = drawing(name)
        with speaking(drawn.selection.view.language):
            return _picture(drawn)

    @server.get(f"{prefix}export/<any({', '.join(OF_ROWS)}):format>/<any({EVERY}, {charts}):name>")
    def table_of(format: str, name: str) -> Response:
        """Return the rows behind a chart, or every published figure."""
        selection = selected()
        with speaking(selection.view.language):
            return _file(downloads.table(format, name, selection))

    @server.get(f"{prefix}csv/<any({EVERY}, {charts}):name>")
    def csv_of(name: str) -> Response:
        """Return the rows of a chart at the address that they had before the other formats."""
        return table_of("csv", name)

    @server.get(f"{prefix}export/<any(html, pdf):format>/<any({charts}):name>")
    def chart_of(format: str, name: str) -> Response:
        """Return a chart as a page of its own, or as PDF if there is a browser for it."""
        drawn = drawing(name)
        with speaking(drawn.selection.view.language):
            if format == "html":
                return _file(downloads.page(drawn))
            try:
                return _file(downloads.pdf(drawn, live.kept))
            except (BrowserError, ValueError):
                abort(404)

    @server.get(f"{prefix}version")
    def version() -> Response:
        """Return what an open page asks again and again: the state of the files, who it may be."""
        return Response(f"{live.now().state} {access.editing(request)}", mimetype="text/plain")


def explain(app: App, live: Live) -> None:
    """Answer what cannot be answered with a page that says why, in the reader's language."""
    home = app.config.requests_pathname_prefix
    server: Flask = app.server

    def refused(error: HTTPException) -> tuple[str, int]:
        # One line, whatever the address is, without the secret that it may have.
        query = {name: text for name, text in request.args.items() if name != TOKEN}
        address = f"{request.path}?{urlencode(query)}"
        server.logger.warning("%s %s %r", error.code, request.method, address[:200])
        with speaking(language_of_request()):
            said = error.description if error.code in (400, 403) else ""
            return layout.error(home, said or _("This cannot be answered.")), error.code or 500

    def not_found(error: HTTPException) -> tuple[str, int]:
        with speaking(language_of_request()):
            return layout.error(home, _("There is nothing at this address.")), error.code or 500

    def unavailable(error: HTTPException) -> tuple[str, int]:
        with speaking(language_of_request()):
            wrong = notices.problems(live.now().problems, kept=False)
            return layout.error(home, problems=wrong), error.code or 500

    def busy(_error: BusyError) -> tuple[str, int, dict[str, str]]:
        with speaking(language_of_request()):
            said = _("Another picture is being drawn: ask again in a moment.")
            return layout.error(home, said), 503, {"Retry-After": str(LATER)}

    for code, handler in ((404, not_found), (503, unavailable)):
        server.register_error_handler(code, handler)
    server.register_error_handler(HTTPException, refused)
    server.register_error_handler(BusyError, busy)
    # Dash raises it for a file that it does not have.
    server.register_error_handler(DependencyException, lambda _error: not_found(NotFound()))


def _theme() -> str:
    return request.args.get("theme", "light")


def _size() -> str:
    return request.args.get("size", USUAL)


def _file(file: File) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{file.name}"'}
    kind = FORMATS[file.name.rsplit(".", 1)[1]].mimetype
    return Response(file.content, mimetype=kind, headers=headers)


def _picture(drawing: Drawing) -> Response:
    answer = {
        "filename": drawing.file_name,
        "scale": drawing.size.scale,
        "texts": b64encode(png.chunks(drawing.texts)).decode(),
        "at": png.AFTER_HEADER,
        "svg": dict(zip(("attributes", "said"), vector.head(drawing.texts), strict=True)),
    }
    text = f'{json.dumps(answer)[:-1]}, "figure": {drawing.figure.to_json()}}}'
    return Response(text, mimetype="application/json")

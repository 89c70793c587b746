"""Dash as a server of one page: what is at its address, and how answers are compressed and kept."""

import socket
from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from dash import Dash
from flask import Flask, abort, request
from markupsafe import Markup
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from defector_stats.dashboard import guard, headers
from defector_stats.dashboard.live import Live
from defector_stats.dashboard.page.layout import Frame
from defector_stats.dashboard.permissions import Access
from defector_stats.dashboard.static import Compressed, Files, cache_key

SETTINGS = {
    "COMPRESS_ALGORITHM": ["br", "zstd", "gzip"],
    "COMPRESS_BR_LEVEL": 5,
    "COMPRESS_CACHE_BACKEND": Compressed,
    "COMPRESS_CACHE_KEY": cache_key,
}


class Request(WSGIRequestHandler):
    """A request, in a thread of its own, of whom nothing is heard for a minute at the longest."""

    timeout = 60


class App(Dash):
    """A Dash application whose page is drawn by `page`, from the parts of Dash that it needs."""

    page: Callable[[Frame], str]
    files: Files
    live: Live
    _frame: Frame

    def index(self, *_arguments: object, **_options: object) -> str:
        """Return the page at the application's address; Dash would return it at every other."""
        if request.path != self.config.routes_pathname_prefix:
            abort(404)
        return self.page(self.frame)

    @cached_property
    def frame(self) -> Frame:
        """What is around each page."""
        super().index()  # type: ignore[no-untyped-call]
        return self._frame

    def interpolate_index(self, *_arguments: str, **elements: str) -> str:
        """Take the elements that Dash puts into a page, where our template puts the rest."""
        self._frame = Frame(
            self.config.requests_pathname_prefix,
            self.files,
            Markup(elements["config"]),
            Markup(elements["app_entry"]),
        )
        return "".join(elements.values())


def application(name: str, page: Callable[[Frame], str], access: Access, live: Live) -> App:
    """Return an application that serves this page of files, without a layout, as `access` says."""
    server = Flask(name, static_folder=None)
    server.config.update(SETTINGS)
    headers.add(server, access.embedders)
    app = App(
        name,
        server=server,  # type: ignore[arg-type] # the hint of Dash forgets Flask
        update_title="",
        compress=True,
        # The stores are known to be there; Dash would ask for a layout to see it.
        suppress_callback_exceptions=True,
        assets_folder=str(Path(__file__).parent / "assets"),
        include_assets_files=False,
    )
    app.page, app.live = page, live
    app.files = Files(app.config.requests_pathname_prefix)
    app.files.serve(server, app.config.routes_pathname_prefix)
    guard.add(server, access, app.config.requests_pathname_prefix)
    return app


def listen(app: App, host: str, listening: socket.socket) -> BaseWSGIServer:
    """Return the server of an application on a socket that listens."""
    return make_server(
        host, 0, app.server, threaded=True, request_handler=Request, fd=listening.fileno()
    )

"""The Dash application as a server of files: the page around it, compression and caching."""

from pathlib import Path

from dash import Dash
from flask import Flask, Request, Response, render_template, request
from flask_compress import DictCache

from defector_stats.dashboard.preferences import of_request
from defector_stats.i18n.messages import _, ngettext, speaking

FILES_KEPT = 64


class Compressed(DictCache):
    """Files that never change while the server runs, compressed once; nothing else is kept."""

    def set(self, key: str, value: bytes) -> None:
        """Keep a compressed file by `file_key`, the first 64 of them."""
        if not key.endswith(";") and len(self.data) < FILES_KEPT:
            super().set(key, value)


def file_key(asked: Request) -> str:
    """Return the path of one of the page's own files, nothing for what is made anew each time."""
    parts = asked.path.split("/")
    return asked.path if {"assets", "_dash-component-suites"} & set(parts) else ""


SETTINGS = {
    "COMPRESS_ALGORITHM": ["br", "zstd", "gzip"],
    "COMPRESS_BR_LEVEL": 5,
    "COMPRESS_CACHE_BACKEND": Compressed,
    "COMPRESS_CACHE_KEY": file_key,
    # The address of an asset changes with its content.
    "SEND_FILE_MAX_AGE_DEFAULT": 31_536_000,
}


class App(Dash):
    """A Dash application whose page is the template of this house."""

    def interpolate_index(self, *_arguments: str, **parts: str) -> str:
        """Return the page that loads everything else, in the reader's language and theme."""
        language = of_request().language
        with speaking(language):
            own = {"language": language, "prefix": self.config.requests_pathname_prefix}
            return render_template("index.html", **parts, **own)


def application(name: str, title: str) -> App:
    """Return an application without a layout."""
    server = Flask(name)
    server.config.update(SETTINGS)
    server.jinja_env.add_extension("jinja2.ext.i18n")
    server.jinja_env.install_gettext_callables(_, ngettext)  # type: ignore[attr-defined]
    app = App(
        name,
        server=server,  # type: ignore[arg-type] # the hint of Dash forgets Flask
        title=title,
        update_title="",
        compress=True,
        # The components are known to be there; Dash would send the page a second time to see it.
        suppress_callback_exceptions=True,
        meta_tags=[{"name": "viewport", "content": "width=device-width, initial-scale=1"}],
        # Sent by the template, in its own language only.
        assets_ignore="plotly-locale",
        assets_folder=str(Path(__file__).parent / "assets"),
    )
    # Runs before the compression, which leaves open the files that it compresses piece by piece.
    server.after_request(_whole)
    return app


def _whole(response: Response) -> Response:
    if file_key(request) and response.is_streamed:
        response.direct_passthrough = False
        response.make_sequence()
    return response

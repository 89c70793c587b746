"""The files of the page and of Dash: sent whole, under addresses of their content, or within it.

Within the page is what its first words need, so that these wait for no other answer.
"""

import hashlib
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from mimetypes import guess_type
from pathlib import Path

from dash import _dash_renderer
from flask import Flask, Request, Response, abort, g
from markupsafe import Markup

from defector_stats.charts import palette
from defector_stats.dashboard.kept import Kept
from defector_stats.i18n.languages import LANGUAGES

ASSETS = Path(__file__).parent / "assets"
START = b"\n;new DashRenderer();"
ENDPOINT, FOLDER = "static-file", "static"
A_YEAR = 31_536_000
MOST = 8_000_000
"""Bytes of compressed files and pages that a server keeps."""


class Files:
    """Files by what they are for; the address of each has a part of its SHA-256.

    A changed file has another address, so that nobody keeps an old or broken one.
    """

    def __init__(self, prefix: str) -> None:
        self._contents: dict[str, bytes] = {}
        self.addresses = {
            use: f"{prefix}{FOLDER}/{self._keep(name, content)}"
            for use, name, content in (
                ("style", "style.css", _asset("style.css")),
                ("plotly", "plotly.js", _vendored("plotly-basic-*.min.js")),
                *_locales(),
                ("page", "page.js", _joined(sorted((ASSETS / "js").glob("*.js")))),
                ("dash", "dash-renderer.js", _joined(_of_dash()) + START),
            )
        }

    def _keep(self, name: str, content: bytes) -> str:
        stem, suffix = name.split(".")
        named = f"{stem}-{hashlib.sha256(content).hexdigest()[:12]}.{suffix}"
        self._contents[named] = content
        return named

    def serve(self, server: Flask, prefix: str) -> None:
        """Add the route of the files; any other name is not found."""

        @server.get(f"{prefix}{FOLDER}/<name>", endpoint=ENDPOINT)
        def file(name: str) -> Response:
            if name not in self._contents:
                abort(404)
            answer = Response(self._contents[name], mimetype=guess_type(name)[0])
            answer.cache_control.public = True
            answer.cache_control.max_age = A_YEAR
            answer.cache_control.immutable = True
            return answer


@dataclass(frozen=True)
class Within:
    """What stands within a page: the script before anything is shown, the style of the opening."""

    early: Markup
    style: Markup
    pause: str = " "
    """A script of nothing, before which a browser waits for the styles above it."""

    def policy(self) -> str:
        """Return what a policy calls these scripts."""
        digests = (hashlib.sha256(each.encode()).digest() for each in (self.early, self.pause))
        return " ".join(f"'sha256-{b64encode(digest).decode()}'" for digest in digests)


@cache
def within() -> Within:
    """Return what stands within each page."""
    early, style = _asset("early.js").decode(), _asset("opening.css").decode()
    return Within(Markup(early), Markup(palette.css() + style))


class Compressed:
    """What was compressed once: the files of `Files` and the newest pages, by their `cache_key`."""

    def __init__(self) -> None:
        self._kept = Kept(MOST)

    def get(self, key: str) -> bytes | None:
        """Return what was compressed, None if it is not kept."""
        found: bytes | None = self._kept.find(key)
        return found

    def set(self, key: str, value: bytes) -> None:
        """Keep what has a `cache_key`."""
        if not key.endswith(";"):
            self._kept.keep(key, value)


def cache_key(asked: Request) -> str:
    """Return what names a file of `Files` or a page that is kept, nothing for any other answer."""
    return asked.path if asked.endpoint == ENDPOINT else str(g.get("kept_as", ""))


def _asset(name: str) -> bytes:
    return (ASSETS / name).read_bytes()


def _locales() -> Iterator[tuple[str, str, bytes]]:
    """Yield plotly.js's words in each language but English, which it has in itself."""
    for language in LANGUAGES:
        if language != "en":
            content = _vendored(f"plotly-locale-{language}-*.js")
            yield f"locale-{language}", f"plotly-{language}.js", content


def _vendored(pattern: str) -> bytes:
    """Return the one file in `assets/vendor` that has this name and any version."""
    (path,) = (ASSETS / "vendor").glob(pattern)
    return path.read_bytes()


def _of_dash() -> list[Path]:
    """Return React and Dash's renderer, without the components that the page does not use."""
    package = Path(str(files("dash")))
    needed = _dash_renderer._js_dist_dependencies[0]["relative_package_path"]["prod"]
    react = [name for name in needed if "polyfill" not in name]
    return [package / name for name in (*react, "dash-renderer/build/dash_renderer.min.js")]


def _joined(paths: list[Path]) -> bytes:
    return b"\n;".join(path.read_bytes() for path in paths)

"""The Dash application of a folder of data files."""

from functools import lru_cache
from pathlib import Path

from dash import Dash, html
from dash.development.base_component import Component
from flask import request

from defector_stats.dashboard import callbacks, editing, routes, watch
from defector_stats.dashboard.live import Live
from defector_stats.dashboard.page import layout
from defector_stats.dashboard.permissions import Editors
from defector_stats.dashboard.preferences import of_request
from defector_stats.dashboard.serving import application
from defector_stats.i18n.messages import speaking

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
    callbacks.draw(app)
    callbacks.wire(app, live)
    watch.wire(app, live)
    if editors:
        editing.wire(app, live, editors)
    routes.add(app, live)
    return app


def warm(app: Dash) -> None:
    """Draw the page once, so that its first reader finds it drawn."""
    app.server.test_client().get(f"{app.config.routes_pathname_prefix}_dash-layout")

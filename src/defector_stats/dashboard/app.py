"""The Dash application of a folder of data files."""

from functools import lru_cache
from pathlib import Path

from flask import abort, request

from defector_stats.dashboard import callbacks, editing, routes, state
from defector_stats.dashboard.live import Live, Snapshot
from defector_stats.dashboard.page import layout, notices
from defector_stats.dashboard.page.layout import Frame
from defector_stats.dashboard.permissions import Editors
from defector_stats.dashboard.preferences import language_of_request
from defector_stats.dashboard.serving import App, application
from defector_stats.i18n.messages import speaking
from defector_stats.views.view import read_address

PAGES_KEPT = 32


def create_app(folder: Path, editors: Editors | None = None) -> App:
    """Return the dashboard of a folder of data files; `.server` is its WSGI application.

    Without `editors` it is read-only.
    """
    live = Live(folder)
    kept = lru_cache(PAGES_KEPT)(_page)

    def page(frame: Frame) -> str:
        editable = bool(editors and editors.trust(request.host))
        search, language = request.query_string.decode(errors="replace"), language_of_request()
        with speaking(language):
            return kept(live.now(), search, language, editable, frame)

    app = application(__name__, page)
    of_form = editing.answers(live, editors) if editors else {}
    callbacks.wire(app, {"view": callbacks.of_view(live), **of_form})
    routes.add(app, live)
    routes.explain(app, live)
    return app


def _page(snapshot: Snapshot, search: str, language: str, editable: bool, frame: Frame) -> str:
    if snapshot.dataset is None:
        abort(503)
    view, unused = read_address(search, snapshot.dataset.limits, language)
    selection = snapshot.select(view)
    return layout.page(
        selection,
        state.drawn(selection),
        shown=callbacks.remembered(snapshot, view),
        notices={
            "problems": notices.problems(snapshot.problems),
            "link-notice": notices.unusable(unused),
        },
        editable=editable,
        frame=frame,
    )


def warm(app: App) -> None:
    """Draw the page once, so that its first reader finds it drawn, and its files compressed."""
    client = app.server.test_client()
    client.get(app.config.routes_pathname_prefix)
    for address in app.files.addresses.values():
        client.get(address, headers={"Accept-Encoding": "br"}).close()

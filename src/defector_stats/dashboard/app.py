"""The Dash application of a folder of data files."""

from pathlib import Path

from flask import abort, g, request

from defector_stats.dashboard import callbacks, correcting, editing, importing, routes, state
from defector_stats.dashboard.live import Live, Snapshot
from defector_stats.dashboard.page import layout, notices
from defector_stats.dashboard.page.layout import Frame
from defector_stats.dashboard.permissions import Access, Editing
from defector_stats.dashboard.preferences import language_of_request
from defector_stats.dashboard.serving import App, application
from defector_stats.dates import today
from defector_stats.i18n.messages import speaking
from defector_stats.views.view import Unusable, View, read_address

READ_ONLY = Access()


def create_app(folder: Path, access: Access = READ_ONLY) -> App:
    """Return the dashboard of a folder of data files; `.server` is its WSGI application."""
    live = Live(folder, noting=bool(access.token))

    def page(frame: Frame) -> str:
        search, language = request.query_string.decode(errors="replace"), language_of_request()
        snapshot, may = live.now(), access.editing(request)
        if snapshot.dataset is None:
            abort(503)
        with speaking(language):
            view, unused = read_address(search, snapshot.dataset.limits, language)
            if unused:
                return draw(snapshot, view, unused, may, frame)
            g.kept_as = repr((view, snapshot.state, may, today()))
            return live.kept.get(g.kept_as, lambda: draw(snapshot, view, [], may, frame))

    def draw(
        snapshot: Snapshot, view: View, unused: list[Unusable], may: Editing, frame: Frame
    ) -> str:
        selection = snapshot.select(view)
        return layout.page(
            selection,
            state.drawn(selection, live.kept),
            shown=callbacks.remembered(snapshot, view),
            notices={
                "problems": notices.problems(snapshot.problems),
                "link-notice": notices.unusable(unused),
            },
            editing=may,
            frame=frame,
        )

    app = application(__name__, page, access, live)
    of_editors = (
        {
            **editing.answers(live, access),
            **correcting.answers(live, access),
            **importing.answers(live.folder, access),
        }
        if access.token
        else {}
    )
    callbacks.wire(app, {"view": callbacks.of_view(live), **of_editors})
    routes.add(app, live, access)
    routes.explain(app, live)
    return app


def warm(app: App) -> None:
    """Draw the page once, so that its first reader finds it drawn and all compressed."""
    client = app.server.test_client()
    for address in (app.config.routes_pathname_prefix, *app.files.addresses.values()):
        client.get(address, headers={"Accept-Encoding": "br"}).close()

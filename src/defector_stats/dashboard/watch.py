"""Noticing that the files changed while the page is open, and saying what is new."""

from collections.abc import Sequence
from typing import Any

from dash import Dash, Input, Output, State, dcc, html, no_update
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate

from defector_stats.dashboard.live import Live, Snapshot
from defector_stats.dashboard.page.sections import attributes
from defector_stats.errors import Problem
from defector_stats.i18n.messages import _, speaking

INTERVAL = 500
"""Milliseconds between two looks."""


def parts(snapshot: Snapshot) -> list[Component]:
    """Return what the page needs to notice changes, and where it says what changed."""
    return [
        dcc.Interval(id="tick", interval=INTERVAL),
        dcc.Store(id="version", data=snapshot.version),
        dcc.Store(id="wrong", data=list(map(str, snapshot.problems))),
        html.Div(problems(snapshot.problems), id="problems", role="status"),
        html.Div(id="news", role="status"),
    ]


def unusable(found: Sequence[Problem]) -> list[Component]:
    """Return what stands on the page when there never were good figures."""
    # The page has nothing to update, so it looks again by itself until the files are mended.
    again = html.Meta(httpEquiv="refresh", content="2")
    return [again, html.Div(problems(found, kept=False), id="problems", role="status")]


def problems(found: Sequence[Problem], kept: bool = True) -> list[Component]:
    """Return the notice of what is wrong with the files, nothing if they are right."""
    if not found:
        return []
    kept_here = _("The page shows the last good figures.") if kept else ""
    mended = _("This notice goes away when the files are mended.")
    return [
        html.H2(_("The data files cannot be used")),
        html.P(f"{kept_here} {mended}".strip()),
        html.Ul([html.Li(str(problem)) for problem in found]),
    ]


def _said(lines: list[str]) -> list[Component]:
    return [
        html.Strong(_("The data files changed")),
        html.Ul([html.Li(line) for line in lines]),
        html.Button(_("Close"), className="small", **attributes(data_dismiss="news")),
    ]


def wire(app: Dash, live: Live) -> None:
    """Look at the files again and again; a new version makes the page draw itself anew."""

    @app.callback(
        output={
            "version": Output("version", "data"),
            "wrong": Output("wrong", "data"),
            "problems": Output("problems", "children"),
            "news": Output("news", "children"),
        },
        inputs=[Input("tick", "n_intervals")],
        state=[State("version", "data"), State("wrong", "data"), State("reader", "data")],
        prevent_initial_call=True,
    )
    def look(_ticks: int, version: str, wrong: list[str], reader: dict[str, str]) -> dict[str, Any]:
        with speaking(reader["language"]):
            return changes(version, wrong)

    def changes(version: str, wrong: list[str]) -> dict[str, Any]:
        snapshot = live.now()
        now_wrong = list(map(str, snapshot.problems))
        changed, judged = snapshot.version != version, now_wrong != wrong
        if not changed and not judged:
            raise PreventUpdate
        return {
            "version": snapshot.version if changed else no_update,
            "wrong": now_wrong,
            "problems": problems(snapshot.problems) if judged else no_update,
            "news": _said(live.news(version)) if changed else no_update,
        }

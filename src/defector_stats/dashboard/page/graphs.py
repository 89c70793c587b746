"""A chart on the page: its words, its plot and its buttons."""

import json
from collections.abc import Sequence
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from defector_stats.charts.catalogue import CHARTS
from defector_stats.charts.chart import Chart
from defector_stats.charts.palette import dark
from defector_stats.dashboard.page.sections import attributes
from defector_stats.i18n.messages import _
from defector_stats.text import citations
from defector_stats.views.selection import Selection

TEXTS = ("title", "finding", "notes", "source", "alt", "citation")


def drawings(name: str, selection: Selection, theme: str) -> dict[str, Any]:
    """Return what the browser draws of a chart, for each choice that it answers by itself.

    A chart without variants has one drawing, named "".
    """
    entry = CHARTS[name]
    charts = {variant: entry.draw_variant(selection, variant) for variant in entry.variants}
    return {
        "name": name,
        "section": name,
        "by": {choice: _drawn(each, theme) for choice, each in charts.items()},
    }


def _drawn(chart: Chart, theme: str) -> dict[str, Any]:
    return {
        "title": chart.title,
        "finding": chart.finding,
        "notes": chart.notes,
        "source": chart.source,
        "alt": chart.alt,
        "citation": citations.chart(chart.title, chart.source),
        "style": _height(chart),
        # Plain lists are sent again faster than the arrays of a figure.
        "figure": json.loads((dark(chart.figure) if theme == "dark" else chart.figure).to_json()),
    }


def _height(chart: Chart) -> dict[str, str]:
    return {"height": f"max(var(--graph-height), {chart.height}px)"}


def graph(
    name: str,
    selection: Selection,
    theme: str,
    before: Component | None = None,
    after: Sequence[Component] = (),
) -> Component:
    """Return the section of a chart, with something above its plot and after the chart."""
    prepared = drawings(name, selection, theme)
    chart = CHARTS[name].draw(selection)
    figure = html.Figure(
            [
                html.Div(
                    [html.H2(chart.title, id=f"{name}-title"), _buttons(name)], className="head"
                ),
                html.P(chart.finding, id=f"{name}-finding", className="finding"),
                before,
                html.Div(
                    html.Div(
                        id=f"{name}-plot",
                        className="plot",
                        style=_height(chart),
                        tabIndex=0,
                        role="group",
                        **attributes(
                            aria_labelledby=f"{name}-title",
                            aria_describedby=f"{name}-keys {name}-alt",
                        ),
                    ),
                    className="wide-plot",
                ),
                html.Div(
                    _("Arrow keys go from year to year, Enter opens the history of a year."),
                    id=f"{name}-keys",
                    className="hidden",
                ),
                html.Ul([html.Li(note) for note in chart.notes],
                        id=f"{name}-notes", className="notes"),
                html.Figcaption(chart.source, id=f"{name}-source"),
                html.Div(chart.alt, id=f"{name}-alt", className="hidden"),
                html.Div(
                    citations.chart(chart.title, chart.source), id=f"{name}-citation", hidden=True
                ),
                dcc.Store(id=f"{name}-drawings", data=prepared),
            ]
        )  # fmt: skip
    labelled = attributes(aria_labelledby=f"{name}-title")
    return html.Section([figure, *after], id=name, **labelled)


def _buttons(name: str) -> Component:
    return html.Div(
        [
            html.Button(_("Copy alt text"), **attributes(data_copy_of=f"{name}-alt")),
            html.Button(_("Copy citation"), **attributes(data_copy_of=f"{name}-citation")),
            html.Button("PNG", title=_("Download as a picture"), **attributes(data_picture=name)),
            html.Button(
                "CSV",
                title=_("Download the rows behind it"),
                **attributes(data_download=f"csv/{name}"),
            ),
        ],
        className="buttons",
    )

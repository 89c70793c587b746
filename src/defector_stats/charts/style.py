"""The look of every chart: two templates of Plotly, made from the palette.

A drawing is made as the plain objects that plotly.js takes; plotly.py, which checks each of their
parts, would take most of the time in which a page is drawn.
"""

import html
from collections.abc import Sequence
from functools import cache
from typing import Any

from defector_stats.charts.canvas import Canvas
from defector_stats.charts.palette import PALETTES, Palette
from defector_stats.charts.typesetting import FONTS

Trace = dict[str, Any]
Spec = dict[str, Any]
"""The `data` (its traces) and the `layout` of a drawing."""

HIDDEN = {"visible": False, "fixedrange": True}


def _template(palette: Palette) -> Spec:
    axis = {
        "automargin": False,
        "fixedrange": True,
        "gridcolor": palette.rule,
        "linecolor": palette.edge,
        "tickcolor": palette.rule,
        "tickfont": {"color": palette.quiet},
        "zeroline": False,
    }
    return {
        "layout": {
            "annotationdefaults": {
                "align": "left",
                "borderpad": 0,
                "font": {"color": palette.quiet},
                "showarrow": False,
            },
            "bargap": 0.1,
            "dragmode": False,
            "font": {"color": palette.ink, "family": FONTS},
            "hoverlabel": {
                "align": "left",
                "bgcolor": palette.paper,
                "bordercolor": palette.edge,
                "font": {"color": palette.ink, "family": FONTS},
            },
            "hovermode": "closest",
            "paper_bgcolor": palette.paper,
            "plot_bgcolor": "rgba(0,0,0,0)",  # plots lie over each other
            "showlegend": False,
            "xaxis": {**axis, "showgrid": False, "tickangle": 0},
            "yaxis": axis,
        }
    }


TEMPLATES = {theme: _template(palette) for theme, palette in PALETTES.items()}


@cache
def register() -> None:
    """Register the templates with plotly.py as defector-stats-light and defector-stats-dark."""
    import plotly.io as pio

    for theme, template in TEMPLATES.items():
        pio.templates[f"defector-stats-{theme}"] = template


def figure(canvas: Canvas, traces: list[Trace], layout: dict[str, Any]) -> Spec:
    """Return traces and a layout in the look of the house."""
    look = {"template": TEMPLATES[canvas.theme], "font": {"size": canvas.text}}
    return {"data": traces, "layout": {**look, **layout}}


def bar(**parts: Any) -> Trace:  # noqa: ANN401
    """Return a trace of bars."""
    return {"type": "bar", **parts}


def scatter(**parts: Any) -> Trace:  # noqa: ANN401
    """Return a trace of points, lines or words."""
    return {"type": "scatter", **parts}


def plain(text: str) -> str:
    """Escape text for Plotly, which reads a little HTML, so that it is shown letter by letter."""
    return html.escape(text, quote=False)


def lines(text: Sequence[str]) -> str:
    """Return lines as Plotly reads them, with the files' text escaped."""
    return "<br>".join(map(plain, text))

"""The look of every chart: two templates of Plotly, made from the palette."""

import html
from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go
import plotly.io as pio

from defector_stats.charts.canvas import Canvas
from defector_stats.charts.palette import PALETTES, Palette
from defector_stats.charts.typesetting import FONTS

NAME = "defector-stats-{theme}"
HIDDEN = {"visible": False, "fixedrange": True}


def _template(palette: Palette) -> go.layout.Template:
    axis = {
        "automargin": False,
        "fixedrange": True,
        "gridcolor": palette.rule,
        "linecolor": palette.edge,
        "tickcolor": palette.rule,
        "tickfont": {"color": palette.quiet},
        "zeroline": False,
    }
    return go.layout.Template(
        layout={
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
    )


for _theme, _palette in PALETTES.items():
    pio.templates[NAME.format(theme=_theme)] = _template(_palette)


def figure(canvas: Canvas, traces: list[Any], layout: dict[str, Any]) -> go.Figure:
    """Return traces and a layout in the look of the house."""
    look = {"template": NAME.format(theme=canvas.theme), "font": {"size": canvas.text}}
    return go.Figure(traces, {**look, **layout})


def plain(text: str) -> str:
    """Escape text for Plotly, which reads a little HTML, so that it is shown letter by letter."""
    return html.escape(text, quote=False)


def lines(text: Sequence[str]) -> str:
    """Return lines as Plotly reads them, with the files' text escaped."""
    return "<br>".join(map(plain, text))

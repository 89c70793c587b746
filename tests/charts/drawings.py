"""What tests read from the drawing of a chart."""

from functools import cache
from typing import Any

import plotly.graph_objects as go

from defector_stats.analysis.dataset import Dataset
from defector_stats.charts.catalogue import CHARTS
from defector_stats.charts.chart import Chart
from defector_stats.i18n.messages import spoken
from defector_stats.views.selection import Selection
from defector_stats.views.view import View


def chart(dataset: Dataset, name: str, **chosen: Any) -> Chart:  # noqa: ANN401
    """Return a chart of the view with these fields."""
    return _chart(dataset, name, View(**chosen), spoken())


@cache
def _chart(dataset: Dataset, name: str, view: View, _language: str) -> Chart:
    return CHARTS[name].draw(Selection(dataset, view))


def bars(figure: go.Figure, axis: str | None = None) -> list[go.Bar]:
    """Return the bars that are seen, in a panel if its axis is given."""
    return [
        trace
        for trace in figure.select_traces({"type": "bar"})
        if trace.marker.opacity != 0 and trace.yaxis in ((axis,) if axis else (None, "y"))
    ]


def hit(figure: go.Figure) -> dict[str, str]:
    """Return what each year says to a reader who points at it."""
    (trace,) = figure.select_traces({"type": "bar", "marker.opacity": 0})
    return {year: words for words, year in trace.customdata}


def numbers(figure: go.Figure) -> list[str]:
    """Return the numbers at bars and points."""
    return [
        text
        for trace in figure.select_traces({"type": "scatter"})
        if "text" in (trace.mode or "")
        for text in trace.text
    ]


def words(figure: go.Figure, name: str | None = None) -> list[str]:
    """Return the annotations without line breaks, those of a name if it is given."""
    found = figure.layout.annotations
    return [mark.text.replace("<br>", " ") for mark in found if name in (None, mark.name)]

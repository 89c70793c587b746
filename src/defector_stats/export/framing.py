"""A chart as a picture that needs no page around it: title, finding, notes and source inside."""

import copy
import textwrap
import unicodedata
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from defector_stats.charts import style
from defector_stats.charts.chart import Chart
from defector_stats.charts.palette import INK, QUIET, dark
from defector_stats.export.sizes import Size
from defector_stats.i18n.messages import _

MARGIN = 36
BOLD = 1.13  # bold letters are wider
NARROW = 36  # pixels that a number needs beside its neighbours
LINE_HEIGHT = 1.35


@dataclass(frozen=True)
class Block:
    """A wrapped paragraph of the picture."""

    lines: list[str]
    size: int

    @property
    def height(self) -> float:
        """Its height in pixels."""
        return len(self.lines) * self.size * LINE_HEIGHT

    @property
    def text(self) -> str:
        """Its lines as Plotly reads them, with the files' text escaped."""
        return "<br>".join(map(style.plain, self.lines))


def check(size: Size) -> str | None:
    """Say why a picture of a size cannot be drawn so that it is read; None if it can."""
    sides = size.width * size.scale, size.height * size.scale
    fits = min(size.width, size.height) >= 360 and max(sides) <= 8192 and size.scale in range(1, 5)
    return None if fits else _("a picture of {size} cannot be drawn").format(size=size)


def picture(chart: Chart, size: Size, theme: str = "light") -> go.Figure:
    """Return the chart's figure framed for a picture of this size; the theme is light or dark."""
    framed = _framed(chart, size)
    return dark(framed) if theme == "dark" else framed


def _framed(chart: Chart, size: Size) -> go.Figure:
    figure = go.Figure(copy.deepcopy(chart.figure))
    width = size.width - 2 * MARGIN
    title = _wrap(chart.title, 25, width / BOLD)
    finding = _wrap(chart.finding, 18, width)
    notes = _wrap("   ".join(chart.notes), 13, width)
    source = _wrap(chart.source, 13, width)
    top = MARGIN + title.height + finding.height + 14
    below_axis = 34
    bottom = MARGIN * 0.7 + source.height + notes.height + 12 + below_axis
    legend_height = 58
    rows = len(figure.layout.yaxis.tickvals or [])
    room = size.height - top - legend_height - bottom
    letter = min(14, 0.8 * room / rows, size.width / 58) if rows else 14
    left = MARGIN + (int(letter / 12 * figure.layout.margin.l) if rows else 36)
    figure.update_layout(
        width=size.width,
        height=size.height,
        font={"size": 14},
        margin={"l": left, "r": MARGIN, "t": top + legend_height, "b": bottom},
        legend={"y": 1 - top / size.height, "x": 0, "font": {"size": 14}},
        uniformtext={"minsize": 9},
        yaxis={"tickfont": {"size": letter}},
    )
    first, last = figure.layout.xaxis.range or (0, 1)
    slot = (width - left) / (last - first)
    if figure.layout.xaxis.tickformat == "d" and slot < NARROW:
        letters = {"size": max(10, min(13, int(0.45 * slot)))}
        _set_upright(figure, letters)
    heading = {"xanchor": "left", "yanchor": "top", "align": "left", "showarrow": False}
    for name, block, y, color in (
        ("title", title, MARGIN, INK),
        ("finding", finding, MARGIN + title.height + 6, INK),
    ):
        text = f"<b>{block.text}</b>" if name == "title" else block.text
        figure.add_annotation(
            name=name, text=text, x=0, xref="paper", xshift=MARGIN - left, y=1, yref="paper",
            yshift=top + legend_height - y, font={"size": block.size, "color": color}, **heading,
        )  # fmt: skip
    for name, block, y in (
        ("notes", notes, below_axis),
        ("source", source, below_axis + notes.height + 12),
    ):
        if block.lines:
            figure.add_annotation(
                name=name, text=block.text, x=0, xref="paper", xshift=MARGIN - left, y=0,
                yref="paper", yshift=-y, font={"size": block.size, "color": QUIET}, **heading,
            )  # fmt: skip
    return figure


def _set_upright(figure: go.Figure, font: dict[str, Any]) -> None:
    """Turn the numbers at the bars, which would touch each other."""
    upright = {"textangle": -90, "constraintext": "none", "textfont": font}
    figure.update_traces(upright, selector={"type": "bar"})
    figure.update_layout(uniformtext={"mode": False})
    for labels in figure.select_traces({"type": "scatter", "mode": "markers+text"}):
        labels.mode = "markers"  # a text of a scatter trace cannot be turned
        for x, y, text in zip(labels.x, labels.y, labels.text, strict=True):
            figure.add_annotation(
                x=x, y=y, text=text, textangle=-90, font=font, showarrow=False, yanchor="bottom",
                yshift=8,
            )  # fmt: skip


def _wrap(text: str, size: int, width: float) -> Block:
    """Wrap text by estimated widths: a Hangul or Han letter is twice as wide as a Latin one."""
    columns = int(width / (size * 0.51))
    wide = "".join(
        letter + ("\0" if unicodedata.east_asian_width(letter) in "WF" else "") for letter in text
    )
    lines = textwrap.wrap(wide, columns, break_on_hyphens=False)
    return Block([line.replace("\0", "") for line in lines], size)

"""A chart as a picture that needs no page around it: finding, title, notes and source inside."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from defector_stats.charts import style
from defector_stats.charts.canvas import Canvas
from defector_stats.charts.chart import Chart
from defector_stats.charts.palette import PALETTES
from defector_stats.charts.typesetting import balanced, height, width, wrap
from defector_stats.export.sizes import Size
from defector_stats.i18n.messages import _

if TYPE_CHECKING:
    import plotly.graph_objects as go

SMALLEST, LARGEST = (480, 360), 4096  # width and height of a picture, in CSS pixels
MOST = 8192  # pixels of a side of the file
LEAST_TYPE = 11  # in CSS pixels
MARGIN = 2.2  # around a picture, of the size of the type
TITLE_LINES = 2
SHORT = 0.3  # of the width, for the last line of a paragraph
SENTENCE = re.compile(r"(?<=\.) ")
# Of the height of a picture, at least: the plot where there are notes, and with more sentences.
PLOT_WITH_NOTES, PLOT_WITH_MORE = 0.4, 0.5


def type_size(size: Size) -> float:
    """Return the size of the smallest type of a picture in its pixels.

    It is larger in a square or upright picture, which is seen on a phone.
    """
    wide = size.width > 1.2 * size.height
    fit = min(size.width / 80, size.height / 45) if wide else min(size.width, size.height) / 38.5
    return max(fit, LEAST_TYPE)


def check(size: Size) -> str | None:
    """Say why a picture of a size cannot be drawn so that it is read; None if it can."""
    (width, high) = SMALLEST
    if size.width < width or size.height < high or max(size.width, size.height) > LARGEST:
        said = _("{size} pixels: a picture is from {smallest} to {largest} pixels.")
        return said.format(
            size=size,
            smallest=f"{width}x{high}",
            largest=f"{LARGEST}x{LARGEST}",
        )
    if max(size.width, size.height) * size.scale > MOST:
        said = _("{size} pixels at {scale} times the scale: a side of the file has at most {most}.")
        return said.format(size=size, scale=size.scale, most=MOST)
    return None


@dataclass(frozen=True)
class Block:
    """A paragraph of the picture in lines, under a space of `before` pixels."""

    name: str
    lines: Sequence[str]
    size: float
    color: str
    before: float = 0
    bold: bool = False

    @property
    def height(self) -> float:
        """The height of the lines and the space over them in pixels."""
        return self.before + height(self.lines, self.size) if self.lines else 0


def picture(chart: Chart, size: Size, theme: str = "light") -> go.Figure:
    """Return a chart framed for a picture of a size; the theme is light or dark.

    What was found is the title, what is measured the subtitle. Notes and further findings are left
    away where the plot would have less than its share of the picture.
    """
    text = type_size(size)
    margin = MARGIN * text
    head, foot = _words(chart, size, theme)
    top, bottom = margin + _height(head) + text, margin + _height(foot)
    plot = Canvas(size.width - 2 * margin, size.height - top - bottom, text, theme, still=True)
    figure = chart.on(plot)
    inner = figure.layout.margin.to_plotly_json()
    around = {"l": margin, "r": margin, "t": top, "b": bottom}
    figure.update_layout(
        width=size.width,
        height=size.height,
        margin={side: inner.get(side, 0) + more for side, more in around.items()},
    )
    left = -figure.layout.margin.l + margin
    _set(figure, head, 1, left, figure.layout.margin.t - margin)
    _set(figure, foot, 0, left, -inner.get("b", 0))
    return figure


def _words(chart: Chart, size: Size, theme: str) -> tuple[list[Block], list[Block]]:
    """Return the blocks over the plot and under it, as many as leave it its share."""
    text, ink, quiet = type_size(size), PALETTES[theme].ink, PALETTES[theme].quiet
    room = size.width - 2 * MARGIN * text
    title, more = _told(chart, text, room, ink)
    head = [
        title,
        _paragraph("subtitle", chart.title, 1.15 * text, room, quiet),
    ]
    foot = [_paragraph("source", chart.source, text, room, quiet)]
    for block, blocks, place, plot in (
        (_paragraph("notes", " ".join(chart.notes), text, room, quiet), foot, 0, PLOT_WITH_NOTES),
        (_paragraph("more", more, text, room, ink), head, 2, PLOT_WITH_MORE),
    ):
        if _height([*head, *foot, block]) <= (1 - plot) * size.height - (2 * MARGIN + 1) * text:
            blocks.insert(place, block)
    return head, foot


def _told(chart: Chart, size: float, room: float, color: str) -> tuple[Block, str]:
    """Return the title, and what of the finding is not in it."""
    headline = chart.headline or SENTENCE.split(chart.finding)[0]
    more = chart.finding.replace(headline, "").strip()
    title = _headline(headline.removesuffix("."), size, room, color)
    first, _semicolon, rest = headline.partition("; ")
    if len(title.lines) > TITLE_LINES and rest:
        title = _headline(first, size, room, color)
        more = f"{rest[0].upper()}{rest[1:]} {more}".strip()
    return title, more


def _headline(text: str, size: float, room: float, color: str) -> Block:
    """Set the title as large as it can be in its lines, else as small as it may be."""
    for factor in (1.8, 1.6, 1.4):
        lines = balanced(text, factor * size, room, bold=True)
        if len(lines) <= TITLE_LINES:
            break
    parts = re.split("(?<=;) ", text)
    if len(parts) == len(lines) and all(
        width(part, factor * size, bold=True) <= room for part in parts
    ):
        lines = parts
    return Block("title", lines, factor * size, color, bold=True)


def _paragraph(name: str, text: str, size: float, room: float, color: str) -> Block:
    """Set a paragraph in full lines, and in equal ones where the last would be short."""
    lines = wrap(text, size, room)
    if lines and width(lines[-1], size) < SHORT * room:
        lines = balanced(text, size, room)
    return Block(name, lines, size, color, before=0.45 * size)


def _height(blocks: Sequence[Block]) -> float:
    return sum(block.height for block in blocks)


def _set(figure: go.Figure, blocks: Sequence[Block], y: int, left: float, top: float) -> None:
    """Put blocks one under the other, the first one `top` pixels over a height of the plot."""
    for block in blocks:
        if block.lines:
            said = style.lines(block.lines)
            figure.add_annotation(
                name=block.name,
                text=f"<b>{said}</b>" if block.bold else said,
                font={"size": block.size, "color": block.color},
                x=0,
                xref="paper",
                xanchor="left",
                xshift=left,
                y=y,
                yref="paper",
                yanchor="top",
                yshift=top - block.before,
            )
        top -= block.height

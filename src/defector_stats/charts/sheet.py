"""The sheet that years are drawn on: its margins, its plots one over the other, its axes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from defector_stats.charts.axes import labels, ticks, year_ticks
from defector_stats.charts.canvas import Canvas
from defector_stats.charts.style import HIDDEN, Trace, bar
from defector_stats.charts.typesetting import LEADING, width
from defector_stats.charts.years import Years, all_fit, overhang

SPARE = 0.9  # lines over the title of a strip
TICKS = 7  # named values of an axis, at most
HIT = "y9"  # the axis of what a reader hits, over all plots


@dataclass(frozen=True)
class Strip:
    """A part of a sheet under the main plot: its height in pixels, and its title in lines."""

    height: float
    title: Sequence[str]


def title_lines(title: Sequence[str]) -> float:
    """Return how many lines of words a title and the space around it need."""
    return len(title) + SPARE


@dataclass(frozen=True)
class Sheet:
    """A canvas with a main plot, strips with a panel each under it, and lines of words over it.

    `left` is the room for the words of the y axes, `right` that for a number that overhangs. All
    are in pixels. The main plot is number 0, the panels are numbered from 1 on.
    """

    canvas: Canvas
    strips: tuple[Strip, ...] = ()
    left: float = 0
    right: float = 0
    lines: int = 0

    @property
    def line(self) -> float:
        """The height of a line of words."""
        return LEADING * self.canvas.text

    @property
    def margin(self) -> dict[str, float]:
        """The space around the plots."""
        unit = self.canvas.unit
        right = max(0.8 * self.canvas.text, self.right)
        top = self.lines * self.line + 6 * unit
        return {"l": self.left, "r": right, "t": top, "b": self.line + 6 * unit, "pad": 0}

    @property
    def width(self) -> float:
        """The width of the plots."""
        return self.canvas.width - self.margin["l"] - self.margin["r"]

    @property
    def _height(self) -> float:
        return self.canvas.height - self.margin["t"] - self.margin["b"]

    def height(self, plot: int = 0) -> float:
        """Return the height of a plot."""
        if plot:
            strip = self.strips[plot - 1]
            return strip.height - title_lines(strip.title) * self.line
        return self._height - sum(strip.height for strip in self.strips)

    def domain(self, plot: int) -> list[float]:
        """Return where a plot is, from 0 at the foot to 1."""
        foot = sum(strip.height for strip in self.strips[plot:]) / self._height
        return [foot, foot + self.height(plot) / self._height if plot else 1]

    def years(self, years: pd.Series) -> Years:
        """Return the years of the plots."""
        first, last = int(years.min()), int(years.max())
        return Years(first, last, self.width, self.margin["r"])

    def x_axis(self, years: Years) -> dict[str, Any]:
        """Return the axis of the years, under the lowest plot."""
        named = year_ticks(years.first, years.last, years.slot, width("2000", self.canvas.text))
        return {
            "anchor": axis(len(self.strips)),
            "range": list(years.ends),
            "tickvals": named,
            "ticktext": [str(year) for year in named],
            "ticks": "outside",
            "ticklen": 4 * self.canvas.unit,
            "ticklabeloverflow": "allow",
        }

    def y_axis(
        self, low: float, high: float, named: Sequence[float] = (), plot: int = 0, unit: str = ""
    ) -> dict[str, Any]:
        """Return the axis of a plot; whole numbers within `named` have words and a line."""
        drawn = {
            "domain": self.domain(plot),
            "range": [low, high],
            "zeroline": True,
            "zerolinecolor": self.canvas.palette.edge,
            "zerolinewidth": self.canvas.unit,
        }
        if not named:
            return {**drawn, "showgrid": False, "showticklabels": False}
        room = int(self.height(plot) / (2.5 * self.canvas.text))
        values = ticks(min(named), max(named), min(max(room, 2), TICKS))
        return {**drawn, "tickvals": values, "ticktext": labels(values, unit)}

    def over(self, plot: int, words: Iterable[str]) -> list[dict[str, Any]]:
        """Return words over a plot, from the left edge of the sheet, each in a line of its own."""
        return [
            {
                "x": 0,
                "xref": "paper",
                "xshift": -self.left,
                "xanchor": "left",
                "y": self.domain(plot)[1],
                "yref": "paper",
                "yshift": number * self.line + 4 * self.canvas.unit,
                "yanchor": "bottom",
                "text": text,
            }
            for number, text in enumerate(reversed(list(words)))
        ]

    def layout(self, years: Years, axes: Sequence[dict[str, Any]], **more: Any) -> dict[str, Any]:  # noqa: ANN401
        """Return the layout with these axes of the plots, the main one first."""
        named = {f"yaxis{axis(plot)[1:]}": drawn for plot, drawn in enumerate(axes)}
        return {
            "margin": self.margin,
            "xaxis": self.x_axis(years),
            **named,
            f"yaxis{HIT[1:]}": {**HIDDEN, "domain": [0, 1], "range": [0, 1]},
            **more,
        }


def axis(plot: int) -> str:
    """Return what traces call the y axis of a plot: y, y2, y3."""
    return f"y{plot + 1}" if plot else "y"


def fitted(
    canvas: Canvas,
    values: Mapping[int, float],
    texts: Mapping[int, str],
    words: Sequence[str],
    strips: tuple[Strip, ...] = (),
) -> Sheet:
    """Return the sheet for values by year: with an axis only where not all their texts fit.

    `words` are those of the axes.
    """
    span = pd.Series(list(values))
    sheet = Sheet(canvas, strips)
    if all_fit(sheet.years(span), values, texts, canvas.text):
        return sheet
    sheet = replace(sheet, left=axis_room(words, canvas))
    return replace(sheet, right=overhang(values, texts, sheet.years(span).slot, canvas.text))


def axis_room(words: Iterable[str], canvas: Canvas) -> float:
    """Return the room that words at a y axis need, in pixels; none without words."""
    return max((width(text, canvas.text) + 8 * canvas.unit for text in words), default=0)


def hit_trace(said: Mapping[int, str]) -> Trace:
    """Return what a reader hits in the whole height of a year, and the HTML that it says.

    The last value for each bar is its year.
    """
    return bar(
        x=list(said),
        y=[1] * len(said),
        width=1,
        yaxis=HIT,
        marker={"opacity": 0},
        customdata=[[words, str(year)] for year, words in said.items()],
        hovertemplate="%{customdata[0]}<extra></extra>",
    )

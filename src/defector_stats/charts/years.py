"""Years side by side: where their bars and the numbers at these stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

import pandas as pd

from defector_stats.charts.skyline import Skyline
from defector_stats.charts.style import Trace, scatter
from defector_stats.charts.typesetting import LEADING, width

BAR = 0.84  # of the width of a year
FEWEST = 6  # years that the axis has room for, so that a bar stays a bar
# Of the size of the type: between a bar and its number, and how far a number is from it at most.
AIR, FAR = 0.25, 1.6
CLOSE, APART = 0.12, 0.25  # between two numbers, if all or some have one, likewise


@dataclass(frozen=True)
class Years:
    """The years from `first` to `last` side by side, on `width` pixels, with a right `margin`."""

    first: int
    last: int
    width: float
    margin: float = 0

    @cached_property
    def ends(self) -> tuple[float, float]:
        """The ends of the axis: half a year beyond the bars."""
        missing = max(FEWEST - (self.last - self.first + 1), 0) / 2
        return self.first - 0.5 - missing, self.last + 0.5 + missing

    @cached_property
    def slot(self) -> float:
        """The width of a year in pixels."""
        return self.width / (self.ends[1] - self.ends[0])

    def at(self, moment: float) -> float:
        """Return how far from the left a moment is; a whole number is the middle of its year."""
        return (moment - self.ends[0]) * self.slot


@dataclass(frozen=True)
class Number:
    """A number at a bar or a point: over it or `hanging` under it, centred or to a side.

    `left` and `right` are in pixels from the left of the plot, `foot` and `top` from the zero line.
    """

    year: int
    text: str
    side: str
    hanging: bool
    left: float
    right: float
    foot: float
    top: float

    def touches(self, other: Self, apart: float) -> bool:
        """Say whether two numbers are less than `apart` pixels from each other."""
        beside = self.right + apart <= other.left or other.right + apart <= self.left
        return not beside and self.foot < other.top and other.foot < self.top


def all_fit(
    years: Years, values: Mapping[int, float], texts: Mapping[int, str], size: float
) -> bool:
    """Say whether each bar can have its number without touching that of another one.

    Numbers of rises are over their bars, those of falls under them.
    """
    wide = {year: width(text, size) for year, text in texts.items()}
    return all(
        (wide[year] + wide[later]) / 2 + CLOSE * size <= (later - year) * years.slot
        for year in wide
        for later in (year + 1, year + 2)
        if later in wide and (values[year] < 0) == (values[later] < 0)
    )


def numbers(
    years: Years,
    heights: Mapping[int, float],
    texts: Mapping[int, str],
    weighty: Sequence[int],
    size: float,
) -> list[Number]:
    """Place numbers at bars of these heights (pixels, negative ones hang from the zero line).

    All of them where they fit, else those of the weighty years, the weightiest first, that do not
    touch and are not pushed far from their bars by higher ones.
    """

    def number(year: int, side: str, bars: Skyline) -> Number:
        middle, wide, edge = years.at(year), width(texts[year], size), BAR / 2 * years.slot
        starts = {"center": middle - wide / 2, "right": middle - edge, "left": middle + edge - wide}
        left = starts[side]
        end = max(bars.over(left, left + wide), abs(heights[year])) + AIR * size
        hanging = heights[year] < 0
        foot = -end - LEADING * size if hanging else end
        top = foot + LEADING * size
        return Number(year, texts[year], side, hanging, left, left + wide, foot, top)

    if all_fit(years, heights, texts, size):
        return [number(year, "center", Skyline()) for year in texts]
    outlines = {hanging: outline(years, heights, hanging) for hanging in (False, True)}
    placed: list[Number] = []
    for year in dict.fromkeys(weighty):
        bars = outlines[heights[year] < 0]
        options = [number(year, side, bars) for side in ("center", "right", "left")]
        free = [
            option
            for option in options
            if option.left >= 0 and option.right <= years.width + years.margin
            if _away(option, heights[year]) <= FAR * size
            if not any(option.touches(other, APART * size) for other in placed)
        ]
        if free:
            placed.append(min(free, key=lambda option: _away(option, heights[option.year])))
    return placed


def _away(number: Number, height: float) -> float:
    """Return how far a number is from the end of its bar in pixels."""
    return height - number.top if number.hanging else number.foot - height


def outline(years: Years, heights: Mapping[int, float], hanging: bool = False) -> Skyline:
    """Return the outline of the bars that stand, or of those that hang, turned upwards."""
    edge = BAR / 2 * years.slot
    return Skyline(
        [
            (years.at(year) - edge, years.at(year) + edge, abs(height))
            for year, height in heights.items()
            if (height < 0) == hanging
        ]
    )


def number_trace(
    placed: Sequence[Number], scale: float, axis: str = "y", wide: float = BAR
) -> Trace:
    """Return the numbers as a trace; `scale` is in pixels for each unit of the axis.

    `wide` is the width of what they stand at, in years.
    """
    edge = {"center": 0.0, "right": -wide / 2, "left": wide / 2}
    return scatter(
        x=[each.year + edge[each.side] for each in placed],
        y=[(each.top if each.hanging else each.foot) / scale for each in placed],
        mode="text",
        text=[each.text for each in placed],
        textposition=[f"{'bottom' if each.hanging else 'top'} {each.side}" for each in placed],
        cliponaxis=False,
        hoverinfo="skip",
        yaxis=axis,
    )


def by_year(frame: pd.DataFrame, column: str) -> dict[int, float]:
    """Return a column of numbers by year, without those that are missing."""
    pairs = zip(frame["year"], frame[column], strict=True)
    return {int(year): float(value) for year, value in pairs if pd.notna(value)}


def overhang(
    values: Mapping[int, float], texts: Mapping[int, str], slot: float, size: float
) -> float:
    """Return how far the number of the last year reaches beyond it, in pixels.

    It stands over its bar, or begins with it if the bar before is longer.
    """
    last = max(values)
    wide, before = width(texts[last], size), values.get(last - 1, 0)
    hidden = before * values[last] >= 0 and abs(before) > abs(values[last])
    beyond = wide - 0.8 * slot
    return beyond if hidden else beyond / 2


def telling(values: Mapping[int, float], changes: Mapping[int, float]) -> list[int]:
    """Return the years whose numbers tell most: newest, peak, first, largest fall, lowest."""
    years = [max(values), max(values, key=values.__getitem__), min(values)]
    falls = {year: change for year, change in changes.items() if change < 0}
    if falls:
        years.append(min(falls, key=falls.__getitem__))
    return [*years, min(values, key=values.__getitem__)]

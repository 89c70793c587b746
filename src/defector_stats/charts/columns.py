"""Columns of counts with their numbers and the events beside them: by year, and by year and sex."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from defector_stats import analysis
from defector_stats.charts import annotations, hover
from defector_stats.charts.annotations import Event, Words
from defector_stats.charts.axes import labels
from defector_stats.charts.canvas import Canvas
from defector_stats.charts.diverging import diverging
from defector_stats.charts.footnotes import Footnotes
from defector_stats.charts.sheet import Sheet, Strip, fitted, hit_trace, title_lines
from defector_stats.charts.skyline import Placed, Skyline, fitting, hoist
from defector_stats.charts.style import Spec, Trace, figure
from defector_stats.charts.typesetting import LEADING, width, wrap
from defector_stats.charts.years import (
    AIR,
    Number,
    Years,
    by_year,
    number_trace,
    numbers,
    outline,
    telling,
)
from defector_stats.i18n import formatting
from defector_stats.i18n.messages import _, ngettext
from defector_stats.views.selection import Selection

WEIGHED = 12  # events that are tried, the weightiest first
PANEL = 0.28  # of the height of a chart, for a panel
LEAST, BARS = 8, 6  # lines for the columns and their axis, and for the highest bar, at least
SPACE = 4 * "\xa0"  # between two pieces of a key
HEADROOM = 0.33  # of the height of the plot, at most, for the words of events


@dataclass(frozen=True)
class Columns:
    """Where everything stands in a plot whose scale is `scale` pixels for each person."""

    scale: float
    numbers: list[Number]
    words: list[Words]
    placed: list[Placed]
    left_out: Sequence[Event]


def arrange(
    years: Years,
    height: float,
    counts: Mapping[int, float],
    texts: Mapping[int, str],
    weighty: Sequence[int],
    events: pd.DataFrame,
    size: float,
) -> Columns:
    """Arrange columns on `height` pixels, their numbers, and as many events as have room.

    `counts` and `texts` are by year; `weighty` years come first, as do the first of `events`, a
    frame of `annotations.shown`. `size` is that of the type.
    """
    most = max(counts.values(), default=0) or 1
    rows = analysis.records(events)
    tried = [annotations.broken(event, years, size) for event in rows[:WEIGHED]]

    def standing(headroom: float) -> tuple[float, list[Number], Skyline]:
        scale = max(height - (AIR + LEADING) * size - headroom, 1) / most
        heights = {year: count * scale for year, count in counts.items()}
        placed = numbers(years, heights, texts, weighty, size)
        skyline = outline(years, heights)
        for each in placed:
            skyline.add(each.left, each.right, each.top)
        return scale, placed, skyline

    line = LEADING * size
    headroom = max(min(HEADROOM * height, height - AIR * size - (BARS + 1) * line), 0)
    flags = [words.flag for words in tried]
    skyline = standing(headroom)[2]
    chosen = fitting(flags, skyline, years.width, height)
    for tenth in range(11):
        scale, placed, skyline = standing(headroom * tenth / 10)
        flown = hoist([flags[each] for each in chosen], skyline, years.width, height)
        if flown is not None:
            break
    left_out = [event for place, event in enumerate(rows) if place not in chosen]
    return Columns(scale, placed, [tried[each] for each in chosen], flown or [], left_out)


@dataclass(frozen=True)
class Panel:
    """A smaller plot of the same years under the columns.

    `draw` gives its traces and its axis for the sheet, the years and its number; `words` are those
    of its axis, `lines` the least height of its plot in lines of words.
    """

    title: str
    lines: float
    draw: Callable[[Sheet, Years, int], tuple[list[Trace], dict[str, Any]]]
    words: tuple[str, ...] = ()


def drawing(
    of: Selection,
    canvas: Canvas,
    notes: Footnotes,
    bars: Sequence[Trace],
    key: str = "",
    panels: Sequence[Panel] = (),
) -> Spec:
    """Return bars of the years in view with their totals, events and panels.

    `key` says in HTML what the colours mean.
    """
    frame = of.changes
    counts = by_year(frame, "arrivals")
    texts = {year: notes.marked(year, formatting.number(count)) for year, count in counts.items()}
    words = [
        formatting.number(max(counts.values())),
        *(text for panel in panels for text in panel.words),
    ]
    events = annotations.shown(of.marked_events, frame)
    strips = _strips(canvas, panels)
    paper = fitted(canvas, counts, texts, words, strips)

    def arranged(head: list[str]) -> tuple[Sheet, Years, Columns]:
        sheet = replace(paper, lines=len(head))
        years = sheet.years(frame["year"])
        weighty = telling(counts, by_year(frame, "change"))
        return (
            sheet,
            years,
            arrange(years, sheet.height(), counts, texts, weighty, events, canvas.text),
        )

    head = [key] if key else []
    sheet, years, columns = arranged(head)
    if columns.left_out and not canvas.still:
        # The line that counts them takes room, too, and may leave out one more.
        sheet, years, columns = arranged(_joined([*head, _left_out(columns)], canvas))
        head = _joined([*head, _left_out(columns)], canvas)
    layout = annotations.flown(columns.words, columns.placed, years, columns.scale, canvas)
    layout["annotations"] += sheet.over(0, head)
    named = [0, max(counts.values())] if sheet.left else ()
    traces = [*bars, number_trace(columns.numbers, columns.scale)]
    axes = [sheet.y_axis(0, sheet.height() / columns.scale, named)]
    for number, (panel, strip) in enumerate(zip(panels, strips, strict=False), 1):
        more, axis = panel.draw(sheet, years, number)
        traces += more
        axes.append(axis)
        layout["annotations"] += sheet.over(number, strip.title)
    said = hover.beside(of, events, canvas)
    traces.append(hit_trace(hover.years(frame, canvas, said)))
    return figure(canvas, traces, sheet.layout(years, axes, barmode="relative", **layout))


def _strips(canvas: Canvas, panels: Sequence[Panel]) -> tuple[Strip, ...]:
    """Return the strips of the first panels, as many as leave the columns room."""
    line = LEADING * canvas.text
    strips: list[Strip] = []
    for panel in panels:
        title = wrap(panel.title, canvas.text, canvas.width)
        least = (panel.lines + title_lines(title)) * line
        strips.append(Strip(max(PANEL * canvas.height, least), title))
    while sum(strip.height for strip in strips) > canvas.height - LEAST * line:
        strips.pop()
    return tuple(strips)


def _joined(words: Sequence[str], canvas: Canvas) -> list[str]:
    """Return words in one line if they have room, else each in its own."""
    plain = re.sub("<[^>]*>", "", SPACE.join(words))
    return [SPACE.join(words)] if width(plain, canvas.text) < canvas.width else list(words)


def _left_out(columns: Columns) -> str:
    count = len(columns.left_out)
    said = ngettext(
        "{count} event has no room for its words here",
        "{count} events have no room for their words here",
        count,
    )
    return said.format(count=count)


def differences(of: Selection) -> list[Panel]:
    """Return the panel of the differences from another vintage, if there are any."""
    compared = of.compared
    if compared is None:
        return []
    differing = compared[compared["difference"].fillna(0) != 0]
    if differing.empty:
        return []

    def draw(sheet: Sheet, years: Years, panel: int) -> tuple[list[Trace], dict[str, Any]]:
        values = by_year(differing, "difference")
        both = zip(differing["year"], differing["arrivals"], differing["newest"], strict=True)
        texts = {
            year: f"{formatting.number(shown)} → {formatting.number(newest)}"
            for year, shown, newest in both
        }
        largest = sorted(values, key=lambda year: -abs(values[year]))
        return diverging(sheet, years, differing, values, texts, largest, panel)

    largest = [int(differing["difference"].min()), int(differing["difference"].max())]
    title = _("Figures {other} less those {shown}, persons")
    title = title.format(other=of.compared_name, shown=of.as_of_label)
    return [Panel(title, 5, draw, tuple(labels(largest)))]

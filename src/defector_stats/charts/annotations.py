"""Events in words at the years of a chart. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from defector_stats.analysis.frames import Record
from defector_stats.charts.canvas import Canvas
from defector_stats.charts.skyline import Flag, Placed
from defector_stats.charts.style import lines
from defector_stats.charts.typesetting import balanced, height, width, wrap
from defector_stats.charts.years import Years
from defector_stats.i18n import formatting
from defector_stats.i18n.messages import own
from defector_stats.text import citations

Event = Record
LINE = 18  # width of a line of words, of the size of the type
PAD = 0.4  # between a pole and its words, likewise


def shown(events: pd.DataFrame, changes: pd.DataFrame) -> pd.DataFrame:
    """Return the events of the years of a chart, beside the largest changes first.

    `changes` is `analysis.year_over_year`. New columns: `year`, and `moment`, at which a whole
    number is the middle of its year.
    """
    days = events["day"]
    events = events.assign(year=days.dt.year, moment=events["date"].map(_moment))
    events = events[events["year"].between(changes["year"].min(), changes["year"].max())]
    by_year = changes.set_index("year")["change"].abs().astype("Float64").fillna(0)
    weights = [max(by_year.get(year, 0), by_year.get(year + 1, 0)) for year in events["year"]]
    return events.assign(weight=weights).sort_values("weight", ascending=False, kind="stable")


def _moment(date: str) -> float:
    """Return where a date as far as it is known stands: 2020 in the middle of that year."""
    year, month, day = (*map(int, date.split("-")), 0, 0)[:3]
    if not month:
        return year
    return year - 0.5 + (month - 1 + (day or 15) / 31) / 12


@dataclass(frozen=True)
class Words:
    """The words of an event, broken into lines."""

    event: Event
    lines: list[str]
    flag: Flag


def broken(event: Event, years: Years, size: float) -> Words:
    """Return the label of an event in lines for a plot of this width."""
    room = min(LINE * size, 0.45 * years.width)
    lines = balanced(label(event), size, room)
    wide = max(width(line, size) for line in lines) + 2 * PAD * size
    flag = Flag(years.at(event["moment"]), wide, height(lines, size) + 0.3 * size)
    return Words(event, lines, flag)


def label(event: Event) -> str:
    """Return what an event is called in the language that is spoken."""
    return own(event, "label")


def said(event: Event, canvas: Canvas) -> str:
    """Return the day, the description and the source of an event as HTML of Plotly."""
    size, room = canvas.text, canvas.reading
    head = wrap(f"{formatting.day(event['date'])}: {label(event)}", size, room, bold=True)
    text = wrap(own(event, "description"), size, room)
    source = wrap(citations.publication(event), size, room)
    return "<br>".join(filter(None, [f"<b>{lines(head)}</b>", lines(text), lines(source)]))


def flown(
    words: Sequence[Words], placed: Sequence[Placed], years: Years, scale: float, canvas: Canvas
) -> dict[str, list[dict[str, Any]]]:
    """Return the layout of words that are placed; `scale` is in pixels for each person."""
    poles, texts = [], []
    for place in placed:
        event = words[place.number]
        moment, at = event.event["moment"], event.flag.at
        side = "right" if place.right <= at else "left" if at <= place.left else "over"
        poles.append(
            {
                "type": "line",
                "layer": "below",
                "line": {"color": canvas.palette.edge, "width": canvas.unit},
                "x0": moment,
                "x1": moment,
                "y0": place.foot / scale,
                "y1": (place.bottom if side == "over" else place.top) / scale,
            }
        )
        text = {
            "name": "event",
            "y": place.top / scale,
            "yanchor": "top",
            "text": lines(event.lines),
            "bgcolor": canvas.palette.paper,
            "captureevents": True,
            "hovertext": said(event.event, canvas),
        }
        pad = PAD * canvas.text
        if side == "over":  # they stay at their pole where a page is wider than the canvas
            end = {"xanchor": "left", "align": "right", "xshift": place.left - at + 2 * pad}
        else:
            end = {"xanchor": side, "align": side, "xshift": pad if side == "left" else -pad}
        texts.append({**text, "x": moment, **end})
    return {"shapes": poles, "annotations": texts}

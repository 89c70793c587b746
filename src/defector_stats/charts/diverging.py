"""Bars up and down from a zero line, with their numbers."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from defector_stats.charts import marks
from defector_stats.charts.sheet import Sheet
from defector_stats.charts.sheet import axis as y_name
from defector_stats.charts.style import Trace
from defector_stats.charts.typesetting import LEADING
from defector_stats.charts.years import AIR, Years, all_fit, number_trace, numbers


def diverging(
    sheet: Sheet,
    years: Years,
    frame: pd.DataFrame,
    values: Mapping[int, float],
    texts: Mapping[int, str],
    weighty: Sequence[int],
    plot: int = 0,
    unit: str = "",
) -> tuple[list[Trace], dict[str, Any]]:
    """Return bars and numbers, blue up and orange down, and their axis.

    `frame` has a row for each of the `values`. Where not all `texts` fit, those of the weighty
    years do, and the axis has words if there is room, with the `unit` behind them.
    """
    canvas = sheet.canvas
    low, high = min(0, *values.values()), max(0, *values.values())
    room = (AIR + LEADING) * canvas.text
    below, above = (room if low < 0 else 0), (room if high > 0 or low == 0 else 0)
    scale = (sheet.height(plot) - below - above) / (high - low or 1)
    heights = {year: value * scale for year, value in values.items()}
    placed = numbers(years, heights, texts, weighty, canvas.text)

    up, down = canvas.palette.blue, canvas.palette.orange
    colors = [down if value < 0 else up for value in values.values()]
    named = (low, high) if sheet.left and not all_fit(years, values, texts, canvas.text) else ()
    axis = sheet.y_axis(low - below / scale, high + above / scale, named, plot, unit)
    bars = marks.bars(canvas, frame, list(values.values()), colors, marks.patterns(frame))
    numbered = number_trace(placed, scale)
    return [{**trace, "yaxis": y_name(plot)} for trace in (bars, numbered)], axis

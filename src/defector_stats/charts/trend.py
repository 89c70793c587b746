"""The arrivals of each year as bars."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from defector_stats import analysis
from defector_stats.charts.annotations import labels_above, mark_events, newest_marks
from defector_stats.charts.chart import Chart, source_line
from defector_stats.charts.palette import BLUE, GREY
from defector_stats.charts.style import bars, headroom, pattern, style_years
from defector_stats.i18n.messages import _
from defector_stats.text import findings


def trend(
    vintage: pd.DataFrame,
    partial: pd.DataFrame,
    events: pd.DataFrame,
    vintage_name: str,
    compared: pd.DataFrame | None = None,
    other: str = "",
    part: bool = False,
    missing: Sequence[int] = (),
) -> Chart:
    """Bars of the arrivals by year; provisional and partial years in their own patterns.

    `vintage` has one row per year, `partial` is its `analysis.same_months`; with `compared`, its
    `analysis.against_newest`, the newest values are marks on the bars.
    """
    provisional = vintage["status"].eq("provisional")
    full = vintage["through"].eq(analysis.FULL_YEAR)
    kinds = [
        (_("Full year"), full & ~provisional, {"color": BLUE}),
        (_("Full year, provisional"), full & provisional, pattern(GREY, ".")),
        (_("Part of a year"), ~full, pattern(GREY, "/")),
    ]
    figure = go.Figure(
        [
            bars(name, vintage[chosen], "arrivals", marker, text=compared is None)
            for name, chosen, marker in kinds
            if chosen.any()
        ]
    )
    drawn = [vintage["arrivals"]]
    if compared is not None:
        figure.add_traces([newest_marks(compared), labels_above(compared)])
        drawn.append(compared["newest"])
    top = headroom(pd.concat(drawn))
    style_years(figure, top, vintage["year"])
    marked = mark_events(figure, vintage, events, top[1])
    said = [
        findings.trend(vintage, partial, part, missing),
        findings.compared(compared, other),
    ]
    return Chart(
        "arrivals-by-year",
        _("Bar chart"),
        _("North Korean defectors arriving in South Korea, by year"),
        " ".join(filter(None, said)),
        source_line(vintage, vintage_name),
        figure,
        vintage_name,
        marked,
    )

"""The change on the year before as bars up and down."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from defector_stats.charts.chart import Chart, source_line
from defector_stats.charts.palette import BLUE, INK, ORANGE, QUIET
from defector_stats.charts.style import BAR, headroom, hover, plain, style_years
from defector_stats.i18n.formatting import signed, signed_percent
from defector_stats.i18n.messages import _
from defector_stats.text import findings


def change(changes: pd.DataFrame, percent: bool, vintage_name: str) -> Chart:
    """Diverging bars of the change on the year before, in persons or percent.

    `changes` is `analysis.year_over_year`; a year without comparison gets a mark and a reason.
    """
    column = "change_percent" if percent else "change"
    values = changes[column].astype("Float64")
    missing = changes[values.isna()]
    reasons = [findings.no_change_reason(row) for _place, row in missing.iterrows()]
    figure = go.Figure()
    for name, chosen, marker in (
        (_("Rise"), values.ge(0).fillna(False), {"color": BLUE}),
        (_("Fall"), values.lt(0).fillna(False), {"color": ORANGE}),
    ):
        rows = changes[chosen.astype(bool)]
        if not rows.empty:
            figure.add_trace(_change_bars(name, rows, percent, marker, len(changes)))
    if not missing.empty:
        figure.add_scatter(
            x=missing["year"],
            y=[0] * len(missing),
            mode="markers",
            marker={"symbol": "x-thin-open", "size": 8, "color": QUIET, "line": {"width": 1.5}},
            name=_("No comparison"),
            customdata=[
                [plain(reason), str(year)]
                for reason, year in zip(reasons, missing["year"], strict=True)
            ],
            hovertemplate=_("No bar: %{customdata[0]}") + "<extra></extra>",
        )
    style_years(figure, headroom(values), changes["year"])
    figure.update_layout(
        margin={"t": 40}, yaxis={"ticksuffix": "%" if percent else "", "zerolinecolor": INK}
    )
    title = (
        _("Change in arrivals on the year before, percent")
        if percent
        else _("Change in arrivals on the year before, persons")
    )
    notes = [_("No bar (×): {reasons}.").format(reasons="; ".join(reasons))] if reasons else []
    return Chart(
        "change-on-the-year-before",
        _("Bar chart with bars up and down"),
        title,
        findings.change(changes, percent),
        source_line(changes, vintage_name),
        figure,
        vintage_name,
        notes,
    )


def _change_bars(
    name: str, rows: pd.DataFrame, percent: bool, marker: dict[str, Any], slots: int
) -> go.Bar:
    column = "change_percent" if percent else "change"
    short = [
        signed_percent(value, 1 if slots <= 12 else 0) if percent else signed(value)
        for value in rows[column]
    ]
    both = [
        signed(row["change"])
        if pd.isna(row["change_percent"])
        else f"{signed(row['change'])} ({signed_percent(row['change_percent'])})"
        for _place, row in rows.iterrows()
    ]
    return go.Bar(
        x=rows["year"],
        y=rows[column].astype(float),
        name=name,
        marker=marker,
        width=BAR,
        text=short,
        textposition="outside",
        customdata=[[text, *shown] for text, shown in zip(both, hover(rows), strict=True)],
        hovertemplate="<b>%{x}</b>: %{customdata[0]}<br>%{customdata[2]}<extra></extra>",
        cliponaxis=False,
    )

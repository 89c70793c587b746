"""The charts with a bar for each year: frames to figures. Pure."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from defector_stats import findings, model, plot
from defector_stats.i18n.formatting import signed, signed_percent
from defector_stats.i18n.messages import _
from defector_stats.marks import labels_above, mark_events, newest_marks
from defector_stats.plot import (
    BLUE,
    GREY,
    INK,
    LIGHT_BLUE,
    ORANGE,
    QUIET,
    RULE,
    Chart,
    headroom,
    hover,
    pattern,
    source_line,
    span_of,
    style_years,
)

# In years; left to itself, Plotly makes the bars as wide as the gaps of their own trace allow.
BAR = 0.9


def trend(
    vintage: pd.DataFrame,
    partial: pd.DataFrame,
    events: pd.DataFrame,
    vintage_name: str,
    compared: pd.DataFrame | None = None,
) -> Chart:
    """Bars of the arrivals by year; provisional and partial years in their own patterns.

    `vintage` has one row per year, `partial` is its `model.same_months`; with `compared`, its
    `model.against_newest`, the newest values are marks on the bars.
    """
    provisional = vintage["status"].eq("provisional")
    full = vintage["through"].eq(model.FULL_YEAR)
    kinds = [
        (_("Full year"), full & ~provisional, {"color": BLUE}),
        (_("Full year, provisional"), full & provisional, pattern(GREY, ".")),
        (_("Part of a year"), ~full, pattern(GREY, "/")),
    ]
    figure = go.Figure(
        [
            _bars(name, vintage[chosen], "arrivals", marker, text=compared is None)
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
    return Chart(
        "arrivals-by-year",
        _("Bar chart"),
        _("North Korean defectors arriving in South Korea, by year"),
        " ".join(filter(None, [findings.trend(vintage, partial), findings.compared(compared)])),
        source_line(vintage, vintage_name),
        figure,
        vintage_name,
        marked,
    )


def by_sex(
    split: pd.DataFrame,
    vintage: pd.DataFrame,
    events: pd.DataFrame,
    vintage_name: str,
    compared: pd.DataFrame | None = None,
) -> Chart:
    """Stacked bars of women and men, and the share of women in a panel of its own.

    `split` is `model.by_sex`, `vintage` the years in view; `compared` is the
    `model.against_newest` of the split.
    """
    every = split.set_index("year")["share_of_women"].reindex(span_of(split["year"]))
    share = go.Scatter(
        x=list(every.index),
        y=every.astype(float),
        mode="lines+markers",
        name=_("Share of women (%)"),
        line={"color": INK, "width": 1.5},
        marker={"size": 5},
        yaxis="y2",
        customdata=[[str(year)] for year in every.index],
        hovertemplate="%{x}: " + _("%{y:.1f}% women") + "<extra></extra>",
        connectgaps=False,
    )
    figure = go.Figure(
        [
            _bars(_("Women"), split, "female", {"color": BLUE}),
            _bars(
                _("Men"), split, "male", {"color": LIGHT_BLUE, "line": {"color": BLUE, "width": 1}}
            ),
            share,
        ]
    )
    drawn = [split["arrivals"]]
    if compared is not None:
        figure.add_trace(newest_marks(compared))
        drawn.append(compared["newest"])
    top = headroom(pd.concat(drawn))
    style_years(figure, top, split["year"])
    figure.update_layout(
        barmode="stack",
        legend={"traceorder": "normal"},
        yaxis={"domain": [0.34, 1]},
        xaxis={"anchor": "y2"},
        yaxis2={
            "domain": [0, 0.24],
            "range": [0, 100],
            "tickvals": [0, 50, 100],
            "ticktext": ["0%", "50%", "100%"],
            "gridcolor": RULE,
            "zeroline": False,
            "fixedrange": True,
            "visible": not split.empty,
        },
    )
    marked = mark_events(figure, split, events, top[1])
    return Chart(
        "arrivals-by-sex",
        _("Stacked bar chart with a line below it"),
        _("North Korean defectors arriving in South Korea, by year and sex"),
        " ".join(filter(None, [findings.by_sex(split), findings.compared(compared)])),
        source_line(split, vintage_name),
        figure,
        vintage_name,
        [*findings.without_split(vintage, split), *marked],
    )


def change(changes: pd.DataFrame, percent: bool, vintage_name: str) -> Chart:
    """Diverging bars of the change on the year before, in persons or percent.

    `changes` is `model.year_over_year`; a year without comparison gets a mark and a reason.
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
                [plot.plain(reason), str(year)]
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


def _bars(
    name: str, frame: pd.DataFrame, column: str, marker: dict[str, Any], text: bool = False
) -> go.Bar:
    labels = {"texttemplate": "%{y:,}", "textposition": "outside"} if text else {}
    return go.Bar(
        x=frame["year"],
        y=frame[column],
        name=name,
        marker=marker,
        customdata=hover(frame),
        width=BAR,
        hovertemplate="<b>%{customdata[0]}</b>: %{y:,}"
        + ("" if text else f" {name.lower()}")
        + "<br>%{customdata[1]}<br>%{customdata[2]}<extra></extra>",
        cliponaxis=False,
        **labels,
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

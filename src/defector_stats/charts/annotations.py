"""What is marked on the bars: events, and the newest values where older ones are shown. Pure."""

import pandas as pd
import plotly.graph_objects as go

from defector_stats.charts.palette import GREY, ORANGE, QUIET
from defector_stats.charts.style import span_of
from defector_stats.i18n import formatting
from defector_stats.i18n.messages import _, spoken


def newest_marks(compared: pd.DataFrame) -> go.Scatter:
    """Return marks of the newest values, from a frame of `analysis.against_newest`."""
    known = compared[compared["newest"].notna()]
    return go.Scatter(
        x=known["year"],
        y=known["newest"],
        mode="markers",
        name=_("Latest figure"),
        marker={"symbol": "diamond", "size": 9, "color": ORANGE, "line": {"color": "white"}},
        customdata=[
            [formatting.period(row["year"], row["through"]), formatting.signed(row["difference"]),
             str(row["year"])]
            for _place, row in known.iterrows()
        ],
        hovertemplate="<b>%{customdata[0]}</b>: "
        + _("%{y:,} today (%{customdata[1]})")
        + "<extra></extra>",
    )  # fmt: skip


def labels_above(compared: pd.DataFrame) -> go.Scatter:
    """Label the bars above the marks of the newest values, which would cover their labels."""
    return go.Scatter(
        x=compared["year"].to_list(),
        y=compared[["arrivals", "newest"]].max(axis=1).to_list(),
        mode="markers+text",
        text=compared["arrivals"].map(formatting.number).to_list(),
        textposition="top center",
        textfont={"size": 10},
        marker={"size": 10, "opacity": 0},
        showlegend=False,
        hoverinfo="skip",
    )


def mark_events(
    figure: go.Figure, frame: pd.DataFrame, events: pd.DataFrame, top: float
) -> list[str]:
    """Put a number over each year that has an event and return what the numbers mean.

    `top` is the upper end of the y axis, in persons.
    """
    shown = events[events["day"].dt.year.isin(list(span_of(frame["year"])))]
    shown = shown.assign(year=shown["day"].dt.year, number=range(1, len(shown) + 1))
    bars = frame.set_index("year")["arrivals"]
    label_height = 0.09 * top
    for year, numbers in shown.groupby("year")["number"]:
        figure.add_shape(
            type="line", x0=year, x1=year, y0=bars.get(year, -label_height) + label_height, y1=top,
            layer="below", line={"color": GREY, "width": 1, "dash": "dot"},
        )  # fmt: skip
        figure.add_annotation(
            x=year, y=top, yanchor="bottom", showarrow=False, text=formatting.listed(numbers),
            bordercolor=QUIET, borderpad=2, bgcolor="white", font={"size": 11},
        )  # fmt: skip
    return [
        f"[{event['number']}] {formatting.day(event['date'])}: {_event_label(event)}"
        for _place, event in shown.iterrows()
    ]


def _event_label(event: pd.Series) -> str:
    return str((spoken() == "ko" and event["label_ko"]) or event["label"])

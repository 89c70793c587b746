"""What all charts look like: axes, bars, hovering."""

import html
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from defector_stats.charts.palette import INK, QUIET, RULE
from defector_stats.i18n import formatting
from defector_stats.text import citations

FONTS = (
    'system-ui, -apple-system, "Segoe UI", "Noto Sans", "Apple SD Gothic Neo", "Malgun Gothic", '
    '"Noto Sans CJK KR", sans-serif'
)


# In years; left to itself, Plotly makes the bars as wide as the gaps of their own trace allow.
BAR = 0.9


def pattern(color: str, shape: str) -> dict[str, Any]:
    """Return the marker of a bar that a reader tells from others without colour."""
    pattern = {"shape": shape, "fgcolor": INK, "bgcolor": "#e9ebee", "size": 6, "solidity": 0.25}
    return {"color": color, "pattern": pattern, "line": {"color": color, "width": 1}}


def hover(frame: pd.DataFrame) -> list[list[str]]:
    """Return for each row its period, its publication, its status and its year."""
    return [
        [
            formatting.period(row["year"], row["through"]),
            plain(citations.publication(row)),
            formatting.status(row["status"]),
            str(row["year"]),
        ]
        for _place, row in frame.iterrows()
    ]


def plain(text: str) -> str:
    """Escape text for Plotly, which reads a little HTML, so that it is shown letter by letter."""
    return html.escape(text, quote=False)


def bars(
    name: str, frame: pd.DataFrame, column: str, marker: dict[str, Any], text: bool = False
) -> go.Bar:
    """Return a bar for each row; `text` labels them."""
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


def headroom(values: pd.Series) -> list[float]:
    """Leave room for the labels outside the longest bars."""
    drawn = [0.0, *values.dropna().astype(float)]
    top, bottom = max(drawn), min(drawn)
    space = 0.1 * (top - bottom) or 1
    return [bottom - space if bottom else 0, top + space]


def span_of(years: pd.Series) -> range:
    """Return every year from the first to the last, those without a figure too."""
    return range(years.min(), years.max() + 1) if len(years) else range(0)


def style(figure: go.Figure) -> None:
    """Give a figure what every chart of the house has."""
    figure.update_layout(
        template="none",
        barmode="overlay",
        bargap=0.1,
        font={"family": FONTS, "size": 12, "color": INK},
        margin={"l": 52, "r": 12, "t": 56, "b": 28},
        legend={
            "orientation": "h", "x": 0, "xanchor": "left", "xref": "paper",
            "y": 1, "yanchor": "top", "yref": "container", "itemclick": False,
            "itemdoubleclick": False,
        },
        showlegend=True,
        dragmode=False,
        hoverlabel={"align": "left", "bgcolor": "white", "font": {"family": FONTS}},
        uniformtext={"mode": "hide", "minsize": 8},
        paper_bgcolor="white",
        plot_bgcolor="white",
        xaxis={"tickangle": 0, "fixedrange": True, "ticks": "outside", "tickcolor": RULE,
               "showgrid": False, "zeroline": False},
        yaxis={"gridcolor": RULE, "fixedrange": True, "zerolinecolor": QUIET},
    )  # fmt: skip


def style_years(figure: go.Figure, y_range: list[float], years: pd.Series) -> None:
    """Style a chart with a bar for each year; its x axis ends half a year beyond the bars."""
    style(figure)
    span = list(span_of(years))
    middle, slots = (span[0] + span[-1]) / 2 if span else 0, max(len(span), 6)
    every = 1 if slots <= 8 else 2 if slots <= 14 else 5
    figure.update_xaxes(
        tickvals=[year for year in span if year % every == 0],
        tickformat="d",
        range=[middle - slots / 2, middle + slots / 2],
        visible=bool(span),
    )
    figure.update_yaxes(
        range=y_range,
        tickformat=",d",
        visible=bool(span),
        dtick=1 if y_range[1] - y_range[0] < 6 else None,
    )

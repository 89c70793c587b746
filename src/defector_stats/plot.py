"""What all charts have in common: words, colours, axes, hovering."""

import html
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from defector_stats import plot
from defector_stats.i18n import formatting
from defector_stats.i18n.messages import _
from defector_stats.text import citations

BLUE, ORANGE, GREY = "#1f5fa6", "#c2570c", "#8a9099"
LIGHT_BLUE, INK, QUIET, RULE = "#9dc3ea", "#1c2126", "#5b626b", "#dfe3e8"
FONTS = (
    'system-ui, -apple-system, "Segoe UI", "Noto Sans", "Apple SD Gothic Neo", "Malgun Gothic", '
    '"Noto Sans CJK KR", sans-serif'
)


# Every colour of the charts, for paper and for a dark screen.
DARK = {
    BLUE: "#6ea8e6", ORANGE: "#f0924c", GREY: "#8f969f", LIGHT_BLUE: "#35608f", INK: "#e8eaed",
    QUIET: "#a8b0ba", RULE: "#343a42", "white": "#15181c", "#e9ebee": "#2a2f36",
}  # fmt: skip


@dataclass(frozen=True)
class Chart:
    """A plot and the words that travel with it; `figure` is the plot alone.

    `kind` says what it is to somebody who does not see it. `height` is the least that it needs
    on a page, in pixels; 0 leaves it to the page.
    """

    name: str
    kind: str
    title: str
    finding: str
    source: str
    figure: go.Figure
    vintage_name: str
    notes: list[str] = field(default_factory=list)
    height: int = 0

    @property
    def alt(self) -> str:
        """The text alternative: what kind of chart of what, and what it shows."""
        head = _("{kind}: {title}; figures as of: {vintage}.")
        named = head.format(kind=self.kind, title=self.title, vintage=self.vintage_name)
        return f"{named} {self.finding}"


def dark(figure: go.Figure) -> go.Figure:
    """Return the figure in the colours for a dark screen."""

    def recoloured(value: Any) -> Any:  # noqa: ANN401
        if isinstance(value, dict):
            return {name: recoloured(each) for name, each in value.items()}
        if isinstance(value, list | tuple):
            return [recoloured(each) for each in value]
        return DARK.get(value, value) if isinstance(value, str) else value

    return go.Figure(recoloured(figure.to_dict()))


def source_line(frame: pd.DataFrame, vintage_name: str) -> str:
    """Name the publications behind the rows, and the vintage."""
    as_of = _("Figures as of: {vintage}.").format(vintage=vintage_name)
    return f"{citations.source_line(frame)} {as_of}".strip()


def pattern(color: str, shape: str) -> dict[str, Any]:
    """Return the marker of a bar that a reader tells from others without colour."""
    pattern = {"shape": shape, "fgcolor": INK, "bgcolor": "#e9ebee", "size": 6, "solidity": 0.25}
    return {"color": color, "pattern": pattern, "line": {"color": color, "width": 1}}


def hover(frame: pd.DataFrame) -> list[list[str]]:
    """Return for each row its period, its publication, its status and its year."""
    return [
        [
            formatting.period(row["year"], row["through"]),
            plot.plain(citations.publication(row)),
            formatting.status(row["status"]),
            str(row["year"]),
        ]
        for _place, row in frame.iterrows()
    ]


def plain(text: str) -> str:
    """Escape text for Plotly, which reads a little HTML, so that it is shown letter by letter."""
    return html.escape(text, quote=False)


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

"""Frames to Plotly figures, each with its title, finding, notes and source line. Pure."""

from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from defector_stats import findings, model, words

BLUE, ORANGE, GREY = "#1f5fa6", "#c2570c", "#8a9099"
LIGHT_BLUE, INK, QUIET, RULE = "#9dc3ea", "#1c2126", "#5b626b", "#dfe3e8"
FONTS = (
    'system-ui, -apple-system, "Segoe UI", "Noto Sans", "Apple SD Gothic Neo", "Malgun Gothic", '
    '"Noto Sans CJK KR", sans-serif'
)


@dataclass(frozen=True)
class Chart:
    """A plot and the words that travel with it; `figure` is the plot alone."""

    name: str
    title: str
    finding: str
    source: str
    figure: go.Figure
    notes: list[str] = field(default_factory=list)


def trend(
    vintage: pd.DataFrame, partial: pd.DataFrame, events: pd.DataFrame, vintage_name: str
) -> Chart:
    """Bars of the arrivals by year; provisional and partial years in their own patterns.

    `vintage` has one row per year, `partial` is its `model.same_months`.
    """
    provisional = vintage["status"].eq("provisional")
    full = vintage["through"].eq(model.FULL_YEAR)
    kinds = [
        ("Full year", full & ~provisional, {"color": BLUE}),
        ("Full year, provisional", full & provisional, _pattern(GREY, ".")),
        ("Part of a year", ~full, _pattern(GREY, "/")),
    ]
    figure = go.Figure(
        [
            _bars(name, vintage[chosen], "arrivals", marker, text=True)
            for name, chosen, marker in kinds
            if chosen.any()
        ]
    )
    top = _headroom(vintage["arrivals"])
    _style(figure, top, vintage["year"])
    marked = _mark_events(figure, vintage, events, top[1])
    return Chart(
        "arrivals-by-year",
        "North Korean defectors arriving in South Korea, by year",
        findings.trend(vintage, partial),
        _source(vintage, vintage_name),
        figure,
        marked,
    )


def by_sex(
    split: pd.DataFrame, vintage: pd.DataFrame, events: pd.DataFrame, vintage_name: str
) -> Chart:
    """Stacked bars of women and men, and the share of women in a panel of its own.

    `split` is `model.by_sex`, `vintage` the years in view.
    """
    every = split.set_index("year")["share_of_women"].reindex(_span(split["year"]))
    share = go.Scatter(
        x=list(every.index),
        y=every.astype(float),
        mode="lines+markers",
        name="Share of women (%)",
        line={"color": INK, "width": 1.5},
        marker={"size": 5},
        yaxis="y2",
        hovertemplate="%{x}: %{y:.1f}% women<extra></extra>",
        connectgaps=False,
    )
    figure = go.Figure(
        [
            _bars("Women", split, "female", {"color": BLUE}),
            _bars("Men", split, "male", {"color": LIGHT_BLUE}),
            share,
        ]
    )
    top = _headroom(split["arrivals"])
    _style(figure, top, split["year"])
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
    marked = _mark_events(figure, split, events, top[1])
    return Chart(
        "arrivals-by-sex",
        "North Korean defectors arriving in South Korea, by year and sex",
        findings.by_sex(split),
        _source(split, vintage_name),
        figure,
        [*findings.without_split(vintage, split), *marked],
    )


def change(changes: pd.DataFrame, percent: bool, vintage_name: str) -> Chart:
    """Diverging bars of the change on the year before, in persons or percent.

    `changes` is `model.year_over_year`; a year without comparison gets a mark and a reason.
    """
    column = "change_percent" if percent else "change"
    values = changes[column].astype("Float64")
    missing = changes[values.isna()]
    reasons = [findings.no_change_reason(row) for _, row in missing.iterrows()]
    figure = go.Figure()
    for name, chosen, marker in (
        ("Rise", values.ge(0).fillna(False), {"color": BLUE}),
        ("Fall", values.lt(0).fillna(False), {"color": ORANGE}),
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
            name="No comparison",
            customdata=[[words.plain(reason)] for reason in reasons],
            hovertemplate="No bar: %{customdata[0]}<extra></extra>",
        )
    _style(figure, _headroom(values), changes["year"])
    figure.update_layout(
        margin={"t": 40}, yaxis={"ticksuffix": "%" if percent else "", "zerolinecolor": INK}
    )
    unit = "percent" if percent else "persons"
    notes = [f"No bar (×): {'; '.join(reasons)}."] if reasons else []
    return Chart(
        "change-on-the-year-before",
        f"Change in arrivals on the year before, {unit}",
        findings.change(changes, percent),
        _source(changes, vintage_name),
        figure,
        notes,
    )


def _source(frame: pd.DataFrame, vintage_name: str) -> str:
    return f"{words.source_line(frame)} Figures as of: {vintage_name}.".strip()


def _pattern(color: str, shape: str, line: str = INK) -> dict[str, Any]:
    pattern = {"shape": shape, "fgcolor": line, "size": 6, "solidity": 0.25}
    return {"color": color, "pattern": pattern}


def _hover(frame: pd.DataFrame) -> list[list[str]]:
    return [
        [
            words.period(row["year"], row["through"]),
            words.plain(f"{row['publisher']}, {words.day(row['published'])}"),
            row["status"],
        ]
        for _, row in frame.iterrows()
    ]


def _bars(
    name: str, frame: pd.DataFrame, column: str, marker: dict[str, Any], text: bool = False
) -> go.Bar:
    labels = {"texttemplate": "%{y:,}", "textposition": "outside"} if text else {}
    return go.Bar(
        x=frame["year"],
        y=frame[column],
        name=name,
        marker=marker,
        customdata=_hover(frame),
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
        words.signed_percent(value, 1 if slots <= 12 else 0) if percent else words.signed(value)
        for value in rows[column]
    ]
    both = [
        words.signed(row["change"])
        if pd.isna(row["change_percent"])
        else f"{words.signed(row['change'])} ({words.signed_percent(row['change_percent'])})"
        for _, row in rows.iterrows()
    ]
    return go.Bar(
        x=rows["year"],
        y=rows[column].astype(float),
        name=name,
        marker=marker,
        text=short,
        textposition="outside",
        customdata=[[*hover, text] for hover, text in zip(_hover(rows), both, strict=True)],
        hovertemplate="<b>%{x}</b>: %{customdata[3]}<br>%{customdata[1]}<extra></extra>",
        cliponaxis=False,
    )


def _headroom(values: pd.Series) -> list[float]:
    """Leave room for the labels outside the longest bars."""
    drawn = [0.0, *values.dropna().astype(float)]
    top, bottom = max(drawn), min(drawn)
    space = 0.1 * (top - bottom) or 1
    return [bottom - space if bottom else 0, top + space]


def _span(years: pd.Series) -> range:
    """Return every year from the first to the last, those without a figure too."""
    return range(years.min(), years.max() + 1) if len(years) else range(0)


def _style(figure: go.Figure, y_range: list[float], years: pd.Series) -> None:
    span = list(_span(years))
    middle, slots = (span[0] + span[-1]) / 2 if span else 0, max(len(span), 6)
    every = 1 if slots <= 8 else 2 if slots <= 14 else 5
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
        xaxis={"tickvals": [year for year in span if year % every == 0], "tickformat": "d",
               "range": [middle - slots / 2, middle + slots / 2], "tickangle": 0,
               "fixedrange": True, "ticks": "outside", "tickcolor": RULE, "showgrid": False,
               "zeroline": False, "visible": bool(span)},
        yaxis={"range": y_range, "tickformat": ",d", "gridcolor": RULE, "fixedrange": True,
               "zerolinecolor": QUIET, "visible": bool(span),
               "dtick": 1 if y_range[1] - y_range[0] < 6 else None},
    )  # fmt: skip


def _mark_events(
    figure: go.Figure, frame: pd.DataFrame, events: pd.DataFrame, top: float
) -> list[str]:
    """Put a number over each year that has an event and return what the numbers mean.

    `top` is the upper end of the y axis, in persons.
    """
    shown = events[events["day"].dt.year.isin(list(_span(frame["year"])))]
    shown = shown.assign(year=shown["day"].dt.year, number=range(1, len(shown) + 1))
    bars = frame.set_index("year")["arrivals"]
    for year, numbers in shown.groupby("year")["number"]:
        label_height = 0.09 * top
        figure.add_shape(
            type="line", x0=year, x1=year, y0=bars.get(year, -label_height) + label_height, y1=top,
            layer="below", line={"color": GREY, "width": 1, "dash": "dot"},
        )  # fmt: skip
        figure.add_annotation(
            x=year, y=top, yanchor="bottom", showarrow=False, text=words.listed(numbers),
            bordercolor=QUIET, borderpad=2, bgcolor="white", font={"size": 11},
        )  # fmt: skip
    return [
        f"[{event['number']}] {words.day(event['date'])}: {event['label']}"
        for _, event in shown.iterrows()
    ]

"""What was published with more than one value, and when."""

import pandas as pd
import plotly.graph_objects as go

from defector_stats.charts.chart import Chart, source_line
from defector_stats.charts.palette import BLUE, GREY, ORANGE, QUIET
from defector_stats.charts.style import plain, style
from defector_stats.i18n import formatting
from defector_stats.i18n.messages import N_, _
from defector_stats.text import citations, findings

ROW, LABEL = 27, 6.4  # height of a row and width of a letter beside it, in pixels
DIRECTIONS = [(N_("First value"), QUIET, "circle-open"), (N_("Raised"), BLUE, "triangle-up"),
              (N_("Lowered"), ORANGE, "triangle-down")]  # fmt: skip


def revised(every: pd.DataFrame, revisions: pd.DataFrame, vintage_name: str) -> Chart:
    """A row for each revised count: its values at their publication dates, over the newest one.

    `every` is `analysis.revisions`, `revisions` those of it that are drawn. All rows have the same
    scale of persons; a single count is drawn with its values as the y axis.
    """
    keys = ["year", "through"]
    counts = revisions.drop_duplicates(keys)[keys]
    single = len(counts) == 1
    rows = revisions.merge(counts.assign(row=range(len(counts))), on=keys)
    largest = max(float(rows["to_newest"].abs().max()), 1) if len(rows) else 1
    rows["y"] = rows["arrivals"] if single else rows["row"] + 0.42 * rows["to_newest"] / largest
    figure = go.Figure()
    for _place, one in rows.groupby("row"):
        figure.add_scatter(
            x=one["stated_on"], y=one["y"], mode="lines", showlegend=False, hoverinfo="skip",
            line={"shape": "hv", "color": GREY, "width": 1.2},
        )  # fmt: skip
    raised = rows["from_before"].fillna(0).astype(int)
    for (name, color, symbol), chosen in zip(
        DIRECTIONS, (rows["step"] == 1, raised > 0, raised < 0), strict=True
    ):
        figure.add_trace(_values(_(name), color, symbol, rows[chosen], single))
    style(figure)
    figure.update_layout(margin={"t": 40, "l": 60})
    figure.update_xaxes(type="date", visible=not rows.empty)
    if single:
        figure.update_yaxes(tickformat=",d", range=_around(rows["arrivals"]))
    else:
        labels = [
            f"{formatting.period(*one.iloc[0][keys])}   {findings.sequence(one)}"
            for _place, one in rows.groupby("row")
        ]
        longest = max(map(len, labels), default=0)
        figure.update_layout(margin={"l": LABEL * longest + 10})
        figure.update_yaxes(
            tickvals=list(range(len(labels))), ticktext=labels, range=[len(labels) - 0.4, -0.6],
            zeroline=False, visible=not rows.empty,
        )  # fmt: skip
    left_out = len(every.drop_duplicates(keys)) - len(counts)
    more = _("{count} more counts changed less; the CSV file has all of them.")
    notes = [more.format(count=left_out)]
    farthest = _("The largest distance drawn from the newest value is {persons} persons.")
    scale = farthest.format(persons=formatting.number(largest))
    return Chart(
        "revisions",
        _("Chart of values over time, a row for each count"),
        _("What was revised: values by date of publication"),
        findings.revised(every),
        source_line(every, vintage_name),
        figure,
        vintage_name,
        ([scale] if len(counts) > 1 else []) + (notes if left_out else []),
        height=0 if single else ROW * len(counts) + 80,
    )


def _values(name: str, color: str, symbol: str, rows: pd.DataFrame, label: bool) -> go.Scatter:
    return go.Scatter(
        x=rows["stated_on"],
        y=rows["y"],
        mode="markers+text" if label else "markers",
        text=rows["arrivals"].map(formatting.number) if label else None,
        textposition="top right",
        cliponaxis=False,
        name=name,
        marker={"color": color, "symbol": symbol, "size": 9},
        customdata=[
            [
                formatting.period(row["year"], row["through"]),
                formatting.number(row["arrivals"]),
                plain(citations.publication(row)),
                "" if row["to_newest"] else _(" (newest)"),
                str(row["year"]),
            ]
            for _place, row in rows.iterrows()
        ],
        hovertemplate="<b>%{customdata[0]}</b>: %{customdata[1]}%{customdata[3]}"
        "<br>%{customdata[2]}<extra></extra>",
    )


def _around(values: pd.Series) -> list[float]:
    space = 0.2 * (values.max() - values.min()) or 1
    return [float(values.min() - space), float(values.max() + space)]

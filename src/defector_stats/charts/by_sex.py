"""The arrivals of each year by sex, and the share of women."""

import pandas as pd
import plotly.graph_objects as go

from defector_stats.charts.annotations import mark_events, newest_marks
from defector_stats.charts.chart import Chart, source_line
from defector_stats.charts.palette import BLUE, INK, LIGHT_BLUE, RULE
from defector_stats.charts.style import bars, headroom, span_of, style_years
from defector_stats.i18n.messages import _
from defector_stats.text import findings


def by_sex(
    split: pd.DataFrame,
    vintage: pd.DataFrame,
    events: pd.DataFrame,
    vintage_name: str,
    compared: pd.DataFrame | None = None,
    other: str = "",
) -> Chart:
    """Stacked bars of women and men, and the share of women in a panel of its own.

    `vintage` are the years in view, `split` those of them that are split by sex; `compared` is the
    `analysis.against_newest` of the years in view.
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
            bars(_("Women"), split, "female", {"color": BLUE}),
            bars(
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
        " ".join(filter(None, [findings.by_sex(vintage), findings.compared(compared, other)])),
        source_line(vintage, vintage_name),
        figure,
        vintage_name,
        [*findings.without_split(vintage), *marked],
    )

"""All arrivals: the sum of the years, and the published totals."""

import pandas as pd
import plotly.graph_objects as go

from defector_stats import analysis
from defector_stats.charts.chart import Chart, source_line
from defector_stats.charts.palette import BLUE, ORANGE
from defector_stats.charts.style import plain, style
from defector_stats.i18n import formatting
from defector_stats.i18n.messages import _
from defector_stats.text import citations, findings


def total(
    cumulative: pd.DataFrame,
    base: pd.Series | None,
    sums: pd.DataFrame,
    vintage: pd.DataFrame,
    vintage_name: str,
) -> Chart:
    """A step for each year's end, and the published totals as marks.

    `cumulative` is `analysis.cumulative` of the vintage from `base`, `analysis.base_total`;
    `sums` is `analysis.reconcile`.
    """
    figure = go.Figure()
    if base is not None and analysis.BASE_YEAR + 1 in cumulative["year"].to_list():
        first = pd.DataFrame({"year": [analysis.BASE_YEAR], "cumulative": [base["total"]]})
        cumulative = pd.concat([first, cumulative])
    if not cumulative.empty:
        figure.add_scatter(
            x=pd.to_datetime(cumulative["year"].astype(str) + "-12-31"),
            y=cumulative["cumulative"],
            mode="lines+markers",
            name=_("Sum of the yearly figures"),
            line={"color": BLUE, "width": 2},
            marker={"size": 5},
            customdata=[[str(year)] for year in cumulative["year"]],
            hovertemplate=_("End of %{customdata[0]}: %{y:,}") + "<extra></extra>",
        )
    if not sums.empty:
        figure.add_scatter(
            x=sums["as_of"],
            y=sums["total"],
            mode="markers",
            name=_("Published total"),
            marker={"symbol": "diamond-open", "size": 11, "color": ORANGE, "line": {"width": 1.8}},
            customdata=[
                [
                    formatting.day(row["as_of"].date().isoformat()),
                    plain(citations.publication(row)),
                    findings.difference(row),
                    str(row["as_of"].year),
                ]
                for _place, row in sums.iterrows()
            ],
            hovertemplate="<b>%{customdata[0]}</b>: %{y:,}<br>%{customdata[1]}<br>"
            + _("sum of the years: %{customdata[2]}")
            + "<extra></extra>",
        )
    style(figure)
    empty = cumulative.empty and sums.empty
    figure.update_layout(margin={"t": 40})
    figure.update_xaxes(type="date", visible=not empty)
    figure.update_yaxes(tickformat=",d", rangemode="tozero", visible=not empty)
    return Chart(
        "all-arrivals",
        _("Rising line with published totals as marks"),
        _("All North Korean defectors who have arrived in South Korea"),
        findings.total(cumulative, base, sums),
        source_line(vintage, vintage_name),
        figure,
        vintage_name,
        []
        if base is None or cumulative.empty
        else [
            _("{count} to 1998: {source}.").format(
                count=formatting.number(base["total"]), source=citations.cited(base)
            )
        ],
    )

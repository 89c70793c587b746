"""The list of charts: page, address, command line, export and print follow from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the names are listed without Plotly and pandas
    import pandas as pd

    from defector_stats.charts.chart import Chart
    from defector_stats.views.selection import Selection
    from defector_stats.views.view import View

OLD_NAMES = {"cumulative": "total"}
"""What a chart was called before, by which it is still found."""


def _arrivals(of: Selection, _variant: str) -> Chart:
    from defector_stats.charts import by_sex, trend

    if of.view.by_sex:
        return by_sex.by_sex(
            of.split, of.changes, of.marked_events, of.vintage_name, of.compared, of.compared_name
        )
    return trend.trend(
        of.changes,
        of.partial,
        of.marked_events,
        of.vintage_name,
        of.compared,
        of.compared_name,
        of.part,
        of.missing,
    )


def _change(of: Selection, variant: str) -> Chart:
    from defector_stats.charts import change

    return change.change(of.changes, variant == "percent", of.vintage_name)


def _revisions(of: Selection, _variant: str) -> Chart:
    from defector_stats.charts import revised

    return revised.revised(of.revisions, of.revisions_shown, of.vintage_name)


def _total(of: Selection, _variant: str) -> Chart:
    from defector_stats.charts import total

    return total.total(of.cumulative, of.dataset.base, of.sums, of.vintage, of.vintage_name)


@dataclass(frozen=True)
class Entry:
    """A chart: how it is drawn, the rows behind it, the fields of the view that it depends on.

    It is drawn once for each of its `variants`, between which a reader changes without asking
    the server; `chosen` names that of a view.
    """

    draw_variant: Callable[[Selection, str], Chart]
    rows: Callable[[Selection], pd.DataFrame]
    fields: tuple[str, ...]
    variants: tuple[str, ...] = ("",)
    chosen: Callable[[View], str] = lambda _view: ""

    def draw(self, selection: Selection) -> Chart:
        """Return the chart in the variant of the view."""
        return self.draw_variant(selection, self.chosen(selection.view))


CHARTS = {
    "trend": Entry(
        _arrivals,
        lambda of: of.arrivals,
        ("as_of", "years", "by_sex", "events", "compare"),
    ),
    "change": Entry(
        _change,
        lambda of: of.changes,
        ("as_of", "years"),
        ("persons", "percent"),
        lambda view: "percent" if view.percent else "persons",
    ),
    "revised": Entry(_revisions, lambda of: of.revisions, ("as_of", "years", "revised")),
    "total": Entry(_total, lambda of: of.sums, ("as_of", "years")),
}

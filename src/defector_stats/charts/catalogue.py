"""The list of charts: page, address, command line, export and print follow from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the names are listed without Plotly and pandas
    import pandas as pd

    from defector_stats.charts.chart import Chart
    from defector_stats.views.selection import Selection
    from defector_stats.views.view import View

OLD_NAMES = {"cumulative": "total"}
"""What a chart was called before, by which it is still found."""


def _drawn_by(module: str, name: str = "") -> Callable[[Selection, str], Chart]:
    """Return a drawing function of a module, that of its own name if none is given.

    The module is read when the function is used.
    """

    def draw(of: Selection, variant: str) -> Chart:
        function = getattr(import_module(f"defector_stats.charts.{module}"), name or module)
        chart: Chart = function(of, variant) if variant else function(of)
        return chart

    return draw


def _arrivals(of: Selection, variant: str) -> Chart:
    draw = _drawn_by("sex", "by_sex") if of.view.by_sex else _drawn_by("trend")
    return draw(of, variant)


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


SEEN = ("as_of", "years", "events", "compare")
CHARTS = {
    "trend": Entry(_arrivals, lambda of: of.changes, (*SEEN, "by_sex")),
    "change": Entry(
        _drawn_by("change"),
        lambda of: of.changes,
        ("as_of", "years"),
        ("persons", "percent"),
        lambda view: "percent" if view.percent else "persons",
    ),
    "sex": Entry(_drawn_by("sex"), lambda of: of.changes, SEEN),
    "revised": Entry(_drawn_by("revised"), lambda of: of.revisions, ("as_of", "years", "revised")),
    "total": Entry(_drawn_by("total"), lambda of: of.sums, ("as_of", "years")),
}

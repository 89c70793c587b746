"""The list of charts: page, address, command line, export and print follow from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from defector_stats.i18n.messages import N_

if TYPE_CHECKING:  # the names are listed without Plotly and pandas
    import pandas as pd

    from defector_stats.charts.chart import Chart
    from defector_stats.text.tables import Table
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


def _told_by(name: str, module: str = "tables.years") -> Callable[[Selection], Table]:
    """Return a function that makes a table, whose module is read when it is used."""

    def make(of: Selection) -> Table:
        table: Table = getattr(import_module(f"defector_stats.text.{module}"), name)(of)
        return table

    return make


@dataclass(frozen=True)
class Entry:
    """A chart: how it is called and drawn, its table and the rows behind it.

    `fields` are those of the view that it depends on. It is drawn once for each of its `variants`,
    between which a reader changes without asking the server; `chosen` names that of a view.
    """

    label: str
    draw_variant: Callable[[Selection, str], Chart]
    table: Callable[[Selection], Table]
    rows: Callable[[Selection], pd.DataFrame]
    fields: tuple[str, ...]
    variants: tuple[str, ...] = ("",)
    chosen: Callable[[View], str] = lambda _view: ""

    def draw(self, selection: Selection) -> Chart:
        """Return the chart in the variant of the view."""
        return self.draw_variant(selection, self.chosen(selection.view))


SEEN = ("as_of", "years", "events")
CHARTS = {
    "trend": Entry(
        N_("Arrivals"),
        _arrivals,
        _told_by("arrivals"),
        lambda of: of.changes,
        (*SEEN, "compare", "by_sex"),
    ),
    "change": Entry(
        N_("Change"),
        _drawn_by("change"),
        _told_by("changes"),
        lambda of: of.changes,
        ("as_of", "years"),
        ("persons", "percent"),
        lambda view: "percent" if view.percent else "persons",
    ),
    "sex": Entry(
        N_("Men and women"), _drawn_by("sex"), _told_by("sexes"), lambda of: of.changes, SEEN
    ),
    "revised": Entry(
        N_("Revisions"),
        _drawn_by("revised"),
        _told_by("revisions", "tables"),
        lambda of: of.revisions,
        ("as_of", "years", "revised"),
    ),
    "total": Entry(
        N_("Total"),
        _drawn_by("total"),
        _told_by("totals", "tables"),
        lambda of: of.sums,
        ("as_of", "years"),
    ),
}

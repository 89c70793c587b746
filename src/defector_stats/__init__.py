"""Arrivals of North Korean defectors in South Korea, each figure with its source.

A notebook needs no more than this:

    import defector_stats as ds

    data = ds.load("data")
    ds.draw(data, "trend", ds.View(as_of="2011-10-31"))
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

    from defector_stats.analysis.dataset import Dataset, load
    from defector_stats.export.datapackage import write as datapackage
    from defector_stats.views.view import View

__all__ = ["Dataset", "View", "datapackage", "draw", "load"]


def __getattr__(name: str) -> Any:  # noqa: ANN401
    """Import what is asked for only then: a command line answers without pandas."""
    if name == "View":
        from defector_stats.views.view import View

        return View
    if name in ("Dataset", "load"):
        from defector_stats.analysis import dataset

        return getattr(dataset, name)
    if name == "datapackage":
        from defector_stats.export import datapackage

        return datapackage.write
    raise AttributeError(name)


def draw(dataset: Dataset, chart: str = "trend", view: View | None = None) -> Figure:
    """Return a chart of a view, the newest one if None, as a picture with its words inside.

    `chart` is one of `charts.catalogue.CHARTS`: "trend", "change", "revised", "total".
    """
    from defector_stats.export.picture import Drawing
    from defector_stats.i18n.messages import speaking
    from defector_stats.views.selection import Selection
    from defector_stats.views.view import View

    view = view or View()
    with speaking(view.language):
        return Drawing(Selection(dataset, view), chart).figure

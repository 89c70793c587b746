"""What is further down the page: sent with it, but drawn by the browser when it comes near."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dash import dcc
from dash.development.base_component import Component

from defector_stats.dashboard.page import controls, history, sections
from defector_stats.dashboard.page.markup import markup
from defector_stats.views.selection import Selection


@dataclass(frozen=True)
class Below:
    """What goes into a component: the section that it is in, how it is drawn, and from what.

    `fields` are the fields of the view that it follows from.
    """

    section: str
    draw: Callable[[Selection], list[Component]]
    fields: tuple[str, ...]


BELOW = {
    "revised-table": Below("revised", history.revisions, ("as_of", "years", "revised")),
    "sums": Below("total", history.sums, ("as_of", "years")),
    "quality": Below("total", history.quality, ()),
    "table": Below("figures", sections.table, ("as_of", "years", "sort")),
    "sources": Below("documents", sections.sources, ("as_of", "years", "by_sex")),
    "as-of": Below("", controls.vintage_options, ("as_of",)),
    "revised-year": Below("", controls.revised_options, ("as_of", "years", "revised")),
    "history": Below("", history.of_year, ("as_of", "year")),
}
"""By the id of the component that it goes into; without a section, it goes there at once."""


def prepared(name: str, selection: Selection) -> dict[str, Any]:
    """Return what the browser puts into a component, and in which section that is."""
    below = BELOW[name]
    return {"name": name, "section": below.section, "html": markup(below.draw(selection))}


def store(name: str, selection: Selection) -> Component:
    """Return the store that holds it until then."""
    return dcc.Store(id=f"{name}-prepared", data=prepared(name, selection))

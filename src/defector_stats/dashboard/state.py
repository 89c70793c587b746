"""What the callback may draw anew, and which choices of the reader each part follows from."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any
from weakref import WeakKeyDictionary

from dash import Output, no_update

from defector_stats.charts.catalogue import CHARTS
from defector_stats.dashboard.page import sections
from defector_stats.dashboard.page.below import BELOW, prepared
from defector_stats.dashboard.page.graphs import drawings
from defector_stats.views.selection import Selection
from defector_stats.views.view import View


@dataclass(frozen=True)
class Part:
    """A part of the page: where it goes, how it is drawn, the fields of the view behind it."""

    output: Any
    draw: Callable[..., Any]
    fields: tuple[str, ...]


PARTS = {
    "glance": Part(Output("glance", "children"), sections.glance, ("as_of",)),
    **{
        name: Part(Output(f"{name}-drawings", "data"), partial(drawings, name), entry.fields)
        for name, entry in CHARTS.items()
    },
    **{
        name: Part(Output(f"{name}-prepared", "data"), partial(prepared, name), below.fields)
        for name, below in BELOW.items()
    },
}


_kept: WeakKeyDictionary[Selection, dict[tuple[str, str], Any]] = WeakKeyDictionary()


def drawn(selection: Selection, theme: str, before: View | None) -> dict[str, Any]:
    """Draw the parts that are not as in the view before; all of them if that is None.

    What was drawn is kept as long as the view is, for the next reader of it.
    """
    kept = _kept.setdefault(selection, {})

    def draw(name: str, part: Part) -> Any:  # noqa: ANN401
        if before is not None and not _differ(selection.view, before, ("language", *part.fields)):
            return no_update
        if (name, theme) not in kept:
            kept[name, theme] = (
                part.draw(selection, theme) if name in CHARTS else part.draw(selection)
            )
        return kept[name, theme]

    return {name: draw(name, part) for name, part in PARTS.items()}


def _differ(view: View, before: View, fields: tuple[str, ...]) -> bool:
    return any(getattr(view, field) != getattr(before, field) for field in fields)

"""What the callback may draw anew, and which choices of the reader each part follows from."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from dash import Output, no_update

from defector_stats import citations
from defector_stats.address import View
from defector_stats.dashboard import history, layout, sections
from defector_stats.drawing import CHARTS
from defector_stats.view import Seen


@dataclass(frozen=True)
class Part:
    """A part of the page: where it goes, how it is drawn, the fields of the view behind it."""

    output: Any
    draw: Callable[[Seen], Any]
    fields: tuple[str, ...]


def _chart_outputs(name: str) -> dict[str, Output]:
    return {
        "title": Output(f"{name}-title", "children"),
        "finding": Output(f"{name}-finding", "children"),
        "figure": Output(f"{name}-graph", "figure"),
        "height": Output(f"{name}-graph", "style"),
        "notes": Output(f"{name}-notes", "children"),
        "source": Output(f"{name}-source", "children"),
        "alt": Output(f"{name}-alt", "children"),
        "citation": Output(f"{name}-citation", "children"),
    }


def _chart(name: str, seen: Seen) -> dict[str, Any]:
    chart = getattr(seen, name)
    return {
        "title": chart.title,
        "finding": chart.finding,
        "figure": chart.figure,
        "height": layout.height(chart),
        "notes": layout.notes(chart),
        "source": chart.source,
        "alt": chart.alt,
        "citation": citations.chart(chart.title, chart.source),
    }


def _bounds(seen: Seen) -> dict[str, int]:
    first, last = seen.frames.first_and_last_year
    return {"min": first, "max": last}


def _vintages(seen: Seen) -> list[dict[str, str]]:
    return layout.vintages(seen.frames, seen.view.as_of)


OF_CHARTS = {
    "trend": ("as_of", "years", "by_sex", "events", "compare"),
    "change": ("as_of", "years", "percent"),
    "revised": ("as_of", "years", "revised"),
    "total": ("as_of", "years"),
}
PARTS = {
    "choices": Part(Output("as-of", "options"), _vintages, ("as_of",)),
    "bounds": Part({end: Output("years", end) for end in ("min", "max")}, _bounds, ()),
    "glance": Part(Output("glance", "children"), sections.glance, ("as_of",)),
    **{name: Part(_chart_outputs(name), partial(_chart, name), OF_CHARTS[name]) for name in CHARTS},
    "table": Part(Output("table", "children"), sections.table, ("as_of", "years", "sort")),
    "sources": Part(Output("sources", "children"), sections.sources, ("as_of", "years", "by_sex")),
    "revised_years": Part(
        Output("revised-year", "options"), history.choices, ("as_of", "years", "revised")
    ),
    "revisions": Part(
        Output("revised-table", "children"), history.revisions, ("as_of", "years", "revised")
    ),
    "sums": Part(Output("sums", "children"), history.sums, ("as_of", "years")),
    "quality": Part(Output("quality", "children"), history.quality, ()),
    "history": Part(Output("history", "children"), history.of_year, ("as_of", "year")),
}


def drawn(seen: Seen, before: View | None) -> dict[str, Any]:
    """Draw the parts that are not as in the view before; all of them if that is None."""
    return {
        name: part.draw(seen)
        if before is None or _differ(seen.view, before, part.fields)
        else _unchanged(part.output)
        for name, part in PARTS.items()
    }


def _differ(view: View, before: View, fields: tuple[str, ...]) -> bool:
    return any(getattr(view, field) != getattr(before, field) for field in fields)


def _unchanged(output: Any) -> Any:  # noqa: ANN401
    return dict.fromkeys(output, no_update) if isinstance(output, dict) else no_update

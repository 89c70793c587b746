"""The parts of the page, and which choices of the reader each of them follows from."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from markupsafe import Markup

from defector_stats import analysis
from defector_stats.charts.catalogue import CHARTS
from defector_stats.dashboard.kept import Kept
from defector_stats.dashboard.page import controls, documents, history, opening
from defector_stats.dashboard.page.drawings import drawings
from defector_stats.dashboard.page.rendering import render
from defector_stats.dates import today
from defector_stats.text import findings, tables
from defector_stats.text.tables.table import NO_VALUE, notes_once
from defector_stats.views.selection import Selection
from defector_stats.views.view import View


@dataclass(frozen=True)
class Part:
    """A part of the page: how it is drawn, and the fields of the view that it follows from."""

    draw: Callable[[Selection], Any]
    fields: tuple[str, ...]


def _table(make: Callable[[Selection], tables.Table], selection: Selection) -> Markup:
    return render(
        "table_of_view.html",
        table=notes_once(make(selection)),
        view=selection.view,
        no_value=NO_VALUE,
    )


def _size_of_revisions(selection: Selection) -> str:
    size = analysis.size_of_revisions(selection.statements)
    return findings.size_of_revisions(size)


def _options(choices: Callable[[Selection], list[controls.Option]], selection: Selection) -> Markup:
    return render("options.html", options=choices(selection))


def _days(selection: Selection) -> Markup:
    return render("days.html", options=controls.vintages(selection))


OF_ROWS = ("as_of", "years", "revised")
"""The fields of the view that the rows behind a chart follow from."""
PARTS = {
    "opening": Part(opening.opening, ("as_of",)),
    "band": Part(opening.band, ("as_of",)),
    "days": Part(_days, ("as_of",)),
    "first-year": Part(partial(_options, partial(controls.years, end=0)), ("as_of", "years")),
    "last-year": Part(partial(_options, partial(controls.years, end=1)), ("as_of", "years")),
    "compare": Part(partial(_options, controls.comparisons), ("as_of", "years", "compare")),
    "revised-year": Part(partial(_options, controls.revised_years), ("as_of", "years", "revised")),
    "size-of-revisions": Part(_size_of_revisions, ("as_of", "years")),
    "quality": Part(documents.disagreements, ()),
    "table": Part(partial(_table, tables.figures_in_view), ("as_of", "years", "sort")),
    "sources": Part(documents.cited, ("as_of", "years")),
    "about-documents": Part(documents.about, ("as_of",)),
    "history": Part(history.of_year, ("as_of", "year")),
    **{
        f"{name}-drawings": Part(partial(drawings, name), entry.fields)
        for name, entry in CHARTS.items()
    },
    **{
        f"{name}-table": Part(
            partial(_table, entry.table),
            tuple(field for field in entry.fields if field in OF_ROWS),
        )
        for name, entry in CHARTS.items()
    },
}
"""By the id of the element that each goes into."""


def drawn(selection: Selection, kept: Kept, before: View | None = None) -> dict[str, Any]:
    """Return the parts that are not as in the view before; all of them if that is None."""
    return {
        name: kept.get(_key(name, selection), partial(PARTS[name].draw, selection))
        for name in _differing(selection.view, before)
    }


def _key(name: str, selection: Selection) -> tuple[object, ...]:
    """Return all that a part follows from; what should be published by now does from the day."""
    version, view = selection.dataset.version, selection.view
    chosen = [getattr(view, field) for field in PARTS[name].fields]
    return name, version, view.language, today(), *chosen


def _differing(view: View, before: View | None) -> list[str]:
    if before is None or view.language != before.language:
        return list(PARTS)
    return [
        name
        for name, part in PARTS.items()
        if any(getattr(view, field) != getattr(before, field) for field in part.fields)
    ]

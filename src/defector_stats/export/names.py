"""What exported files are called: files that show different views have different names."""

from collections.abc import Iterable

import pandas as pd

from defector_stats.views.selection import Selection
from defector_stats.views.view import LATEST, OPTIONS, View

UNNAMED = {"year", "sort"}  # what is open beside the charts, and the order of a table
BARE = {"years", "language"}  # said without naming the option


def file_name(
    head: str, selection: Selection, fields: Iterable[str] = OPTIONS, further: Iterable[str] = ()
) -> str:
    """Return a name without ending: what it is, its vintage, and what else is not the default.

    `fields` are those of the view that the file depends on.
    """
    chosen = [field for field in OPTIONS if field in {*fields, "language"} - UNNAMED]
    parts = [_part(field, selection) for field in chosen]
    named = [part for part in ["as-of-" + _vintage(selection.view.as_of, selection), *parts] if part]
    return "_".join([head, *(part for part in named if part not in head), *further])


def _part(field: str, selection: Selection) -> str:
    value = getattr(selection.view, field)
    if field == "as_of" or value == getattr(View(), field):
        return ""
    option = OPTIONS[field]
    flag = option.flag.strip("-")
    if option.constant:
        return flag
    text = option.values.write(value)
    return text if field in BARE else f"{flag}-{_vintage(text, selection)}"


def _vintage(as_of: str, selection: Selection) -> str:
    """Name a vintage; the newest one is that of its newest document's day, as far as known."""
    if as_of != LATEST:
        return as_of
    dataset = selection.dataset
    columns = ["known_on", "published"]
    documents = pd.concat([dataset.figures[columns], dataset.totals[columns]])
    return "none" if documents.empty else str(documents.sort_values(columns).iloc[-1]["published"])

"""What exported files are called: files that show different views have different names."""

from collections.abc import Iterable

import pandas as pd

from defector_stats.i18n import formatting
from defector_stats.views.selection import Selection
from defector_stats.views.values import LATEST
from defector_stats.views.view import OPTIONS, View

UNNAMED = {"year", "sort"}  # what is open beside the charts, and the order of a table
BARE = {"years", "language"}  # said without naming the option


def file_name(
    head: str, selection: Selection, fields: Iterable[str] = OPTIONS, further: Iterable[str] = ()
) -> str:
    """Return a name without ending: what it is, its vintage, and what else is not the default.

    `fields` are those of the view that the file depends on.
    """
    chosen = [field for field in OPTIONS if field in {*fields, "language"} - UNNAMED]
    vintage = f"as-of-{_vintage(selection.view.as_of, selection)}"
    parts = [vintage, *(_part(field, selection) for field in chosen)]
    return "_".join([head, *(part for part in parts if part and part not in head), *further])


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
    return _newest(selection.dataset.publications) or "none" if as_of == LATEST else as_of


def day(selection: Selection) -> str:
    """Name the day of a view in words, never as the latest."""
    view = selection.view
    if view.as_of == LATEST:
        published = _newest(selection.known)
        return formatting.day(published) if published else selection.vintage_name
    return selection.vintage_name


def _newest(documents: pd.DataFrame) -> str:
    """Return when the newest document was published, as far as known; nothing without one."""
    ordered = documents.sort_values(["known_on", "published"])
    return "" if ordered.empty else str(ordered.iloc[-1]["published"])

"""What a year of a chart says to a reader who points at it, in lines of HTML."""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from defector_stats import analysis
from defector_stats.charts import annotations
from defector_stats.charts.style import plain
from defector_stats.i18n import formatting
from defector_stats.i18n.messages import _
from defector_stats.text import citations
from defector_stats.views.selection import Selection

Row = Mapping[Any, Any]


def years(of: Selection, history: bool, frame: pd.DataFrame) -> dict[int, str]:
    """Return what each year of a frame says: count, change, sexes, document and events.

    The frame has rows of `of.changes`. With `history` it also says how a history is opened.
    """
    events: dict[int, list[str]] = {}
    for event in annotations.shown(of.marked_events, of.changes).to_dict("records"):
        events.setdefault(event["year"], []).append(annotations.said(event))
    compared = [] if of.compared is None else of.compared.to_dict("records")
    newest = {row["year"]: row for row in compared}
    hint = _("Press for the history of {year}.")
    return {
        row["year"]: "<br>".join(
            [
                *_count(row),
                *_difference(newest.get(row["year"])),
                plain(citations.publication(row)),
                *events.get(row["year"], []),
                *([hint.format(year=_year(row["year"]))] if history else []),
            ]
        )
        for row in frame.to_dict("records")
    }


def _year(year: int) -> str:
    return formatting.period(year, analysis.FULL_YEAR)


def _count(row: Row) -> Iterator[str]:
    status = "" if row["status"] == "published" else f" ({formatting.status(row['status'])})"
    period = formatting.period(row["year"], row["through"])
    yield f"<b>{period}: {formatting.number(row['arrivals'])}</b>{status}"
    if pd.notna(row["change"]):
        share = (
            ""
            if pd.isna(row["change_percent"])
            else f" ({formatting.signed_percent(row['change_percent'])})"
        )
        change = f"{formatting.signed(row['change'])}{share}"
        yield _("{change} on {year}").format(change=change, year=_year(row["year"] - 1))
    if pd.notna(row["male"]) and pd.notna(row["female"]):
        yield sexes(row)


def sexes(row: Row) -> str:
    """Say how many of a count are women and men."""
    share = (
        f" ({formatting.percent(100 * row['female'] / row['arrivals'])})" if row["arrivals"] else ""
    )
    said = _("{women} women{share}, {men} men")
    women, men = formatting.number(row["female"]), formatting.number(row["male"])
    return said.format(women=women, share=share, men=men)


def _difference(row: Row | None) -> Iterator[str]:
    if row is not None and pd.notna(row["newest"]):
        said = _("{count} in the newest figures ({difference})")
        yield said.format(
            count=formatting.number(row["newest"]), difference=formatting.signed(row["difference"])
        )

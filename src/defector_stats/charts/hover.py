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

Row = Mapping[Any, Any]


def years(
    frame: pd.DataFrame,
    history: bool,
    events: pd.DataFrame | None = None,
    compared: pd.DataFrame | None = None,
) -> dict[int, str]:
    """Return what each year of a frame says: count, change, sexes and document.

    The frame has rows of `analysis.year_over_year`. With `history` it also says how a history is
    opened, with `events` (of `annotations.shown`) and `compared` (of `analysis.against_newest`)
    what these have of the year.
    """
    known: dict[int, list[str]] = {}
    for event in [] if events is None else events.to_dict("records"):
        known.setdefault(event["year"], []).append(annotations.said(event))
    others = [] if compared is None else compared.to_dict("records")
    newest = {row["year"]: row for row in others}
    hint = _("Press for the history of {year}.")
    return {
        row["year"]: "<br>".join(
            [
                *_count(row),
                *_difference(newest.get(row["year"])),
                plain(citations.publication(row)),
                *known.get(row["year"], []),
                *([hint.format(year=_year(row["year"]))] if history else []),
            ]
        )
        for row in frame.to_dict("records")
    }


def _year(year: int) -> str:
    return formatting.period(year, analysis.FULL_YEAR)


def _count(row: Row) -> Iterator[str]:
    period = formatting.period(row["year"], row["through"])
    count = f"<b>{period}: {formatting.number(row['arrivals'])}</b>"
    published = row["status"] == "published"
    yield count if published else formatting.bracketed(count, formatting.status(row["status"]))
    if pd.notna(row["change"]):
        change, share = formatting.signed(row["change"]), row["change_percent"]
        if pd.notna(share):
            change = formatting.bracketed(change, formatting.signed_percent(share))
        yield _("{change} on {year}").format(change=change, year=_year(row["year"] - 1))
    if pd.notna(row["male"]) and pd.notna(row["female"]):
        yield _sexes(row)


def _sexes(row: Row) -> str:
    women = _("{count} women").format(count=formatting.number(row["female"]))
    men = _("{count} men").format(count=formatting.number(row["male"]))
    if row["arrivals"]:
        share = formatting.percent(100 * row["female"] / row["arrivals"])
        women = formatting.bracketed(women, share)
    return f"{women}, {men}"


def _difference(row: Row | None) -> Iterator[str]:
    if row is not None and pd.notna(row["newest"]):
        newest = _("{count} in the newest figures").format(count=formatting.number(row["newest"]))
        yield formatting.bracketed(newest, formatting.signed(row["difference"]))

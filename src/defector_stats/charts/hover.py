"""What a year of a chart says to a reader who points at it, in lines of HTML."""

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from defector_stats import analysis
from defector_stats.analysis.frames import Record
from defector_stats.charts import annotations
from defector_stats.charts.canvas import Canvas
from defector_stats.charts.style import lines, plain
from defector_stats.charts.typesetting import wrap
from defector_stats.i18n import formatting
from defector_stats.i18n.messages import _
from defector_stats.text import citations, remarks
from defector_stats.views.selection import Selection


def years(
    frame: pd.DataFrame, canvas: Canvas, more: Mapping[int, Sequence[str]] | None = None
) -> dict[int, str]:
    """Return what each year of a frame says: count, change, sexes, document, and more lines.

    The frame has rows of `analysis.year_over_year`. Where the canvas has histories, the last line
    says how that of the year is opened.
    """
    hint = _("Press for the history of {year}.")
    return {
        row["year"]: "<br>".join(
            [
                *_count(row),
                lines(wrap(citations.publication(row), canvas.text, canvas.reading)),
                *(more or {}).get(row["year"], []),
                *([hint.format(year=_year(row["year"]))] if canvas.history else []),
            ]
        )
        for row in analysis.records(frame)
    }


def beside(of: Selection, events: pd.DataFrame, canvas: Canvas) -> dict[int, list[str]]:
    """Return what else there is to say of a year: its value in another vintage, and its events.

    `events` are those of `annotations.shown`.
    """
    said: dict[int, list[str]] = {}
    for row in [] if of.compared is None else analysis.records(of.compared):
        if pd.notna(row["newest"]):
            count = formatting.number(row["newest"])
            other = _("{count} {vintage}").format(count=count, vintage=of.compared_name)
            line = plain(formatting.bracketed(other, formatting.signed(row["difference"])))
            said.setdefault(row["year"], []).append(line)
    for event in analysis.records(events):
        said.setdefault(event["year"], []).append(annotations.said(event, canvas))
    return said


def _year(year: int) -> str:
    return formatting.period(year, analysis.FULL_YEAR)


def _count(row: Record) -> Iterator[str]:
    period = formatting.period(row["year"], row["through"])
    count = f"<b>{period}: {formatting.number(row['arrivals'])}</b>"
    state = formatting.listed(remarks.state(row))
    yield formatting.bracketed(count, state) if state else count
    if pd.notna(row["change"]):
        change, share = formatting.signed(row["change"]), row["change_percent"]
        if pd.notna(share):
            change = formatting.bracketed(change, formatting.signed_percent(share))
        yield _("{change} on {year}").format(change=change, year=_year(row["year"] - 1))
    if pd.notna(row["male"]) and pd.notna(row["female"]):
        yield _sexes(row)


def _sexes(row: Record) -> str:
    women, men = formatting.women(row["female"]), formatting.men(row["male"])
    if row["arrivals"]:
        share = formatting.percent(100 * row["female"] / row["arrivals"])
        women = formatting.bracketed(women, share)
    return f"{women}, {men}"

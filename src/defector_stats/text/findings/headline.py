"""The one sentence and the three numbers above the page."""

from dataclasses import dataclass

import pandas as pd

from defector_stats import analysis
from defector_stats.analysis.frames import Record
from defector_stats.i18n.formatting import (
    bracketed,
    day,
    number,
    percent,
    period,
    signed,
    signed_percent,
)
from defector_stats.i18n.messages import _, ngettext, own
from defector_stats.text import citations, remarks
from defector_stats.text.findings.arrivals import trend
from defector_stats.views.selection import Selection

FALLS = 2


def headline(selection: Selection) -> str:
    """Say what the whole series of the vintage tells, whichever years of it are in view.

    It names the rise to the peak, the two largest falls (in persons, told in percent) with an
    event of that year or the month before beside them, and where the series stands now.
    """
    changes = analysis.full_years(selection.all_changes)
    peak, latest = analysis.peak(changes), analysis.latest(changes)
    gaps = selection.all_missing
    if peak is None or latest is None or gaps or peak["arrivals"] == latest["arrivals"]:
        return trend(changes, selection.all_partial.head(0), missing=gaps)
    falls = changes[changes["change"].lt(0).fillna(False).astype(bool)]
    falls = falls.nsmallest(FALLS, "change").sort_values("year")
    told = [_fall(row, selection.events) for row in analysis.records(falls)]
    both = _("{first} and by {second}").format(first=told[0], second=told[-1])
    last = falls.iloc[-1]
    since = int(changes.loc[changes["year"] >= last["year"], "arrivals"].max())
    if falls["year"].min() <= peak["year"]:
        sentence = ngettext(
            "{rise}; the largest fall was by {falls}. In {year}: {count}.",
            "{rise}; the largest falls were by {falls}. In {year}: {count}.",
            len(falls),
        )
    elif last["year"] == latest["year"]:
        sentence = _("{rise}, and fell by {falls}, to {count}.")
    elif _round_above(since) <= last["before"]:
        sentence = _(
            "{rise}, fell by {falls}, and have stayed below {bound} since: {count} in {year}."
        )
    else:
        sentence = _("{rise}, fell by {falls}, and stood at {count} in {year}.")
    return sentence.format(
        rise=_rise(peak, changes),
        falls=both if len(told) > 1 else told[0],
        bound=number(_round_above(since)),
        count=number(latest["arrivals"]),
        year=_year(latest["year"]),
    )


def _rise(peak: pd.Series, changes: pd.DataFrame) -> str:
    sentence = _("Arrivals rose to {count} in {year}")
    if peak["year"] == changes["year"].min():
        sentence = _("Arrivals were highest in {year} ({count})")
    return sentence.format(count=number(peak["arrivals"]), year=_year(peak["year"]))


def _fall(row: Record, events: pd.DataFrame) -> str:
    event = _beside(row["year"], events)
    sentence = _("{share} in {year}") if event is None else _("{share} in {year} ({event}, {date})")
    return sentence.format(
        share=_share(-row["change_percent"]),
        year=_year(row["year"]),
        event="" if event is None else own(event, "label"),
        date="" if event is None else day(event["date"]),
    )


def _beside(year: int, events: pd.DataFrame) -> pd.Series | None:
    """Return the first event of a year, or of the month before it."""
    dates = events["date"].astype(str)
    found = events[dates.str.startswith(f"{year}") | dates.str.startswith(f"{year - 1}-12")]
    return None if found.empty else found.iloc[0]


def _share(share: float) -> str:
    """Write a share in whole percent, with decimals where it would read as nothing or all."""
    for digits in range(3):
        rounded = round(share, digits)
        if rounded == share or 0 < rounded < 100:
            break
    return percent(share, digits)


def _round_above(count: int) -> int:
    """Return the next number above a count that has one digit before its zeros: 236 gives 300."""
    unit: int = 10 ** (len(str(count)) - 1)
    return (count // unit + 1) * unit


def _year(year: int) -> str:
    return period(year, analysis.FULL_YEAR)


@dataclass(frozen=True)
class KeyNumber:
    """A number above the chart: what it is, its detail, its source and what is to be said of it."""

    label: str
    value: str
    detail: str
    source: str
    remark: str = ""


def key_numbers(selection: Selection) -> list[KeyNumber]:
    """Return the newest full year, its women, and all arrivals, as far as the vintage has them."""
    latest = analysis.latest(selection.all_changes)
    numbers = [] if latest is None else [_newest(latest), *_women(latest)]
    return [*numbers, *_all(selection.totals)]


def _newest(row: pd.Series) -> KeyNumber:
    detail = _("no full year before it in this collection")
    if pd.notna(row["change"]):
        share = "" if pd.isna(row["change_percent"]) else signed_percent(row["change_percent"])
        change = bracketed(signed(row["change"]), share) if share else signed(row["change"])
        detail = _("{change} on {year}").format(change=change, year=_year(row["year"] - 1))
    label = _("in {year}").format(year=_year(row["year"]))
    return KeyNumber(
        label,
        number(row["arrivals"]),
        detail,
        citations.publication(row),
        ", ".join(remarks.state(row)),
    )


def _women(row: pd.Series) -> list[KeyNumber]:
    if pd.isna(row["female"]) or pd.isna(row["share_of_women"]):
        return []
    label = ngettext("woman in {year}", "women in {year}", row["female"])
    return [
        KeyNumber(
            label.format(year=_year(row["year"])),
            number(row["female"]),
            percent(row["share_of_women"]),
            citations.publication(row),
        )
    ]


def _all(totals: pd.DataFrame) -> list[KeyNumber]:
    newest = analysis.steps(totals, analysis.TOTAL).tail(1)
    return [
        KeyNumber(
            _("in all"),
            number(row["total"]),
            _("to {day}").format(day=day(row["as_of"].date().isoformat())),
            citations.publication(row),
            ", ".join(remarks.state(row)),
        )
        for row in analysis.records(newest)
    ]

"""The numbers at a glance: newest year, peak, total and the running year, each with its source."""

from dataclasses import dataclass

import pandas as pd

from defector_stats import analysis
from defector_stats.i18n import formatting
from defector_stats.i18n.messages import _
from defector_stats.text import citations
from defector_stats.views.selection import Selection

NOTHING = "—"


@dataclass(frozen=True)
class Card:
    """A number with what it is, what it follows or compares with, and its document."""

    label: str
    value: str
    detail: str
    source: str = ""


def cards(selection: Selection) -> list[Card]:
    """Return the four cards of a view."""
    return [_latest(selection), _peak(selection), _total(selection), _running(selection)]


def _year(year: int) -> str:
    return formatting.period(year, analysis.FULL_YEAR)


def _card(label: str, count: int, detail: str, row: pd.Series) -> Card:
    return Card(label, formatting.number(count), detail, citations.publication(row))


def _latest(selection: Selection) -> Card:
    row = analysis.latest(selection.all_changes)
    if row is None:
        return Card(_("Newest full year"), NOTHING, _("No full year is known."))
    before = _year(row["year"] - 1)
    detail = _("No full-year figure for {year} to compare with").format(year=before)
    if pd.notna(row["change"]):
        percent = row["change_percent"]
        share = "" if pd.isna(percent) else f" ({formatting.signed_percent(percent)})"
        change = f"{formatting.signed(row['change'])}{share}"
        detail = _("{change} on {year}").format(change=change, year=before)
    label = _("Newest full year: {year}").format(year=_year(row["year"]))
    return _card(label, row["arrivals"], detail, row)


def _peak(selection: Selection) -> Card:
    row = analysis.peak(selection.vintage)
    if row is None:
        return Card(_("Peak"), NOTHING, _("No full year is known."))
    full = analysis.full_years(selection.vintage)["year"]
    detail = _("Highest of the {count} full years known ({years})")
    detail = detail.format(count=len(full), years=formatting.year_list(full))
    label = _("Peak: {year}").format(year=_year(row["year"]))
    return _card(label, row["arrivals"], detail, row)


def _total(selection: Selection) -> Card:
    if selection.totals.empty:
        nothing = _("No published total is known in this view.")
        return Card(_("All arrivals"), NOTHING, nothing)
    row = selection.totals.iloc[-1]
    day = formatting.day(row["as_of"].date().isoformat())
    detail = _("Cumulative total published for {day}").format(day=day)
    return _card(_("All arrivals"), row["total"], detail, row)


def _running(selection: Selection) -> Card:
    latest = analysis.latest(selection.vintage)
    year = None if latest is None else latest["year"] + 1
    running = selection.all_partial.iloc[-1:]
    if running.empty or (year is not None and running.iloc[0]["year"] < year):
        label = _("Running year")
        if year is not None:
            label = _("Running year: {year}").format(year=_year(year))
        return Card(label, NOTHING, _("No figure for part of this year is known."))
    row = running.iloc[0]
    before = _year(row["year"] - 1)
    if pd.notna(row["change"]):
        detail = _("{change} on the same months of {year}")
        detail = detail.format(change=formatting.signed(row["change"]), year=before)
    else:
        detail = _("No figure for the same months of {year} is known").format(year=before)
    return _card(formatting.period(row["year"], row["through"]), row["arrivals"], detail, row)

"""What a chart looks like, in words, for somebody who does not see it."""

from collections.abc import Iterable

import pandas as pd

from defector_stats import analysis
from defector_stats.i18n.formatting import bracketed, listed, number, period, signed, signed_percent
from defector_stats.i18n.messages import _

LISTED = 5


def shape(changes: pd.DataFrame) -> str:
    """Say span, first, peak, largest fall and newest of a frame of `analysis.year_over_year`."""
    if changes.empty:
        return _("No figure is in this collection for this view.")
    first, newest = changes.iloc[0], changes.iloc[-1]
    if len(changes) == 1:
        return f"{_count(newest)}."
    said = [
        _span(changes),
        _("first: {count}").format(count=_count(first)),
    ]
    peak = analysis.peak(changes)
    if peak is not None:
        said.append(_("highest: {count}").format(count=_count(peak)))
    falls = changes[(changes["change"] < 0).fillna(False)]
    if not falls.empty:
        largest_fall = falls.nsmallest(1, "change").iloc[0]
        said.append(_("largest fall: {change}").format(change=_change(largest_fall)))
    said.append(_("newest: {count}").format(count=_count(newest)))
    return "; ".join(said) + "."


def changes(compared: pd.DataFrame) -> str:
    """Say the span and the newest change of rows of `analysis.year_over_year` that have one."""
    if len(compared) < 2:
        return ""
    newest = _("newest: {count}").format(count=_change(compared.iloc[-1]))
    return f"{_span(compared)}; {newest}."


def largest(differences: Iterable[tuple[str, int]]) -> str:
    """Say the largest of some differences in persons, each with its name; empty without any."""
    ordered = sorted(differences, key=lambda named: -abs(named[1]))[:LISTED]
    if not ordered:
        return ""
    said = listed(bracketed(name, signed(difference)) for name, difference in ordered)
    return _("Largest: {differences}.").format(differences=said)


def _span(rows: pd.DataFrame) -> str:
    first, last = rows["year"].min(), rows["year"].max()
    return _("{first}–{last}").format(first=first, last=period(last, analysis.FULL_YEAR))


def _count(row: pd.Series) -> str:
    said = _("{count} in {period}")
    return said.format(count=number(row["arrivals"]), period=period(row["year"], row["through"]))


def _change(row: pd.Series) -> str:
    change, share = signed(row["change"]), row["change_percent"]
    said = change if pd.isna(share) else bracketed(change, signed_percent(share))
    return _("{change} in {year}").format(change=said, year=period(row["year"], row["through"]))

"""What a chart looks like, in words, for somebody who does not see it."""

from collections.abc import Iterable

import pandas as pd

from defector_stats import analysis
from defector_stats.i18n.formatting import listed, number, period, signed, signed_percent
from defector_stats.i18n.messages import _

LISTED = 5


def shape(changes: pd.DataFrame) -> str:
    """Say span, first, peak, largest fall and newest of a frame of `analysis.year_over_year`."""
    if changes.empty:
        return _("No figure is known for this view.")
    first, newest = changes.iloc[0], changes.iloc[-1]
    if len(changes) == 1:
        return f"{_count(newest)}."
    said = [
        _("{first} to {last}").format(first=_year(first["year"]), last=_year(newest["year"])),
        _("first: {count}").format(count=_count(first)),
    ]
    peak = analysis.peak(changes)
    if peak is not None:
        said.append(_("highest: {count}").format(count=_count(peak)))
    falls = changes[(changes["change"] < 0).fillna(False)]
    if not falls.empty:
        fall = falls.loc[falls["change"].astype("Int64").idxmin()]
        said.append(_("largest fall: {change}").format(change=_change(fall)))
    said.append(_("newest: {count}").format(count=_count(newest)))
    return "; ".join(said) + "."


def changes(compared: pd.DataFrame) -> str:
    """Say the span and the newest change of rows of `analysis.year_over_year` that have one."""
    if len(compared) < 2:
        return ""
    first, newest = compared.iloc[0], compared.iloc[-1]
    said = _("{first} to {last}; newest: {change}.")
    years = {"first": _year(first["year"]), "last": _year(newest["year"])}
    return said.format(**years, change=_change(newest))


def largest(differences: Iterable[tuple[str, int]]) -> str:
    """Say the largest of some differences in persons, each with its name; empty without any."""
    ordered = sorted(differences, key=lambda named: -abs(named[1]))[:LISTED]
    if not ordered:
        return ""
    said = listed(f"{name} ({signed(difference)})" for name, difference in ordered)
    return _("Largest: {differences}.").format(differences=said)


def _year(year: int) -> str:
    return period(year, analysis.FULL_YEAR)


def _count(row: pd.Series) -> str:
    said = _("{count} in {period}")
    return said.format(count=number(row["arrivals"]), period=period(row["year"], row["through"]))


def _change(row: pd.Series) -> str:
    share = "" if pd.isna(row["change_percent"]) else f" ({signed_percent(row['change_percent'])})"
    said = _("{change} in {year}")
    return said.format(change=signed(row["change"]) + share, year=_year(row["year"]))

"""The sentences over the totals."""

import pandas as pd

from defector_stats import analysis
from defector_stats.analysis.frames import Record
from defector_stats.i18n.formatting import (
    day,
    more_or_fewer,
    number,
    period,
)
from defector_stats.i18n.messages import _, ngettext


def total(cumulative: pd.DataFrame, base: pd.Series | None, sums: pd.DataFrame) -> str:
    """State the sum of the years of `analysis.cumulative` and which published totals agree."""
    if base is None:
        return _("No count to the end of 1998 is in this collection to add the years up from.")
    if cumulative.empty:
        return _("No full year in this view can be added up from 1998 on.")
    last = cumulative.iloc[-1]
    sentence = _(
        "{count} people had arrived by the end of {year}: {base} to the end of 1998 and the "
        "figures of the years after."
    ).format(
        count=number(last["cumulative"]),
        year=period(last["year"], analysis.FULL_YEAR),
        base=number(base["total"]),
    )
    return " ".join(filter(None, [sentence, checked(sums), _corrected(sums)]))


def checked(sums: pd.DataFrame) -> str:
    """State how many published totals agree with the figures; blank if none can be checked."""
    checked = sums[sums["difference"].notna()]
    if checked.empty:
        return ""
    agree = int((checked["difference"] == 0).sum())
    if agree == len(checked):
        return ngettext(
            "The published total that can be checked agrees with the figures in this collection "
            "on its day.",
            "All {count} published totals that can be checked agree with the figures in this "
            "collection on their days.",
            agree,
        ).format(count=number(agree))
    return ngettext(
        "Of {count} published total that can be checked, {agree} agrees with the figures in this "
        "collection on its day.",
        "Of {count} published totals that can be checked, {agree} agree with the figures in this "
        "collection on their days.",
        len(checked),
    ).format(count=number(len(checked)), agree=number(agree))


def _corrected(sums: pd.DataFrame) -> str:
    if not sums["corrected"].any():
        return ""
    corrected = analysis.steps(sums, analysis.TOTAL).dropna(subset=["corrected_from"])
    return " ".join(
        _("The total to {day}, {total}, is corrected from {before}.").format(
            day=day(row["as_of"].date().isoformat()),
            total=number(row["total"]),
            before=number(row["corrected_from"]),
        )
        for row in analysis.records(corrected)
    )


def difference(row: Record, name: str = "difference") -> str:
    """Say in words what a row of `analysis.reconcile` gives: agrees, 4 fewer than published."""
    if pd.isna(row[name]):
        if row["as_of"] == analysis.BASE_DAY:
            return _("the sums start from it")
        if not row["as_of"].is_month_end:
            return _("cannot be checked: its day is not the end of a month")
        return _("cannot be checked: a figure that it needs was not in this collection that day")
    if row[name] == 0:
        return _("agrees with the document’s own figures") if row["within"] else _("agrees")
    return _("{change} than published").format(change=more_or_fewer(-row[name]))

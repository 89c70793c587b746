"""The sentences over the revisions."""

import pandas as pd

from defector_stats import analysis
from defector_stats.analysis.frames import Record
from defector_stats.i18n.formatting import bracketed, listed, number, period, signed
from defector_stats.i18n.messages import _


def revised(revisions: pd.DataFrame) -> str:
    """State how many counts of `analysis.revisions` there are and which changed most."""
    if revisions.empty:
        return _("No count in this view was published with more than one value.")
    first = revisions[revisions["step"] == 1]
    if len(first) == 1:
        return f"{period(*first.iloc[0][['year', 'through']])}: {sequence(revisions)}."
    sentence = _("{count} counts were published with more than one value.")
    said = sentence.format(count=len(first))
    most = first["to_newest"].abs().max()
    if not most:
        return said
    top = first[first["to_newest"].abs() == most]
    if len(top) <= 3:
        which = listed(map(_most_changed, analysis.records(top)))
        tail = _("From the first value to the newest, {which} changed most.").format(which=which)
    else:
        sentence = _("From the first value to the newest, {count} of them changed most, by {most}.")
        tail = sentence.format(count=len(top), most=number(most))
    return f"{said} {tail}"


def _most_changed(row: Record) -> str:
    """Name a count with how much its newest value differs from the first: 2009 (−38)."""
    change = _("{change}").format(change=signed(row["to_newest"]))
    return bracketed(period(row["year"], row["through"]), change)


def sequence(steps: pd.DataFrame) -> str:
    """Write the values of one count in order of publication: 2,423 → 2,376 → 2,423 again."""
    return " → ".join(
        _("{count} again").format(count=number(row["arrivals"]))
        if row["again"]
        else number(row["arrivals"])
        for row in analysis.records(steps)
    )

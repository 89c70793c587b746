"""The newest document and the next one, and what each document changed, in sentences."""

from collections.abc import Sequence
from datetime import date

from defector_stats import analysis
from defector_stats.analysis.documents import Revised
from defector_stats.analysis.frames import Record
from defector_stats.i18n.formatting import day, listed, months, number, percent, period, year_list
from defector_stats.i18n.messages import _, ngettext
from defector_stats.text import citations
from defector_stats.text.findings.phrases import changed
from defector_stats.views.selection import Selection
from defector_stats.views.values import LATEST


def newest_and_next(selection: Selection, on: date) -> list[str]:
    """Name the newest document and what it counts, and say what should be there by a day.

    Nothing is said in the view of an earlier day, or of one document.
    """
    if selection.view.as_of != LATEST:
        return []
    dataset, figures = selection.dataset, selection.dataset.figures
    newest = figures[figures["source"] == dataset.newest_document["source"]]
    following = analysis.following(dataset.schedule, figures, on)
    said = []
    if not newest.empty:
        last = newest.sort_values(analysis.MONTHS).iloc[-1]
        sentence = _("The newest document is {document}; it counts to {month}.")
        month = day(f"{last['year']}-{last['through']:02}")
        said.append(sentence.format(document=citations.publication(last), month=month))
    overdue = following[following["overdue"].astype(bool)]
    rule = {row["source"]: row for row in analysis.records(dataset.sources)}
    for row in analysis.records(overdue):
        sentence = _("{period} should be published; not in this collection.")
        said.append(sentence.format(period=_span(row)))
    for row in analysis.records(following.drop(overdue.index)):
        sentence = _("Next by the Ministry’s rule: {period} ({source}).")
        source = citations.publication(rule[row["source"]])
        said.append(sentence.format(period=_span(row), source=source))
    return said


def _span(row: Record) -> str:
    return _("{months} {year}").format(months=months(row["through"]), year=row["year"])


def changed_by(statements: Sequence[Record], totals: Sequence[Record]) -> str:
    """Say what one document changed, by its rows of `analysis.statements`, and its totals."""
    told = {
        "first": _("first here: {figures}"),
        "revised": _("revised: {figures}"),
        "again": _("returned to an earlier value: {figures}"),
        "confirmed": _("confirmed: {figures}"),
        "echoed": _("repeated, though replaced by the Ministry: {figures}"),
    }
    ordered = sorted(statements, key=lambda row: [row[name] for name in analysis.MONTHS])
    by_role = {role: [row for row in ordered if row["role"] == role] for role in told}
    parts = [
        sentence.format(figures=_figures(by_role[role], role))
        for role, sentence in told.items()
        if by_role[role]
    ]
    if totals:
        sentence = _("totals: {totals}")
        parts.append(sentence.format(totals=listed(map(_total, totals))))
    return "; ".join(parts)


def _total(row: Record) -> str:
    to = day(row["as_of"].date().isoformat())
    return _("{count} to {day}").format(count=number(row["total"]), day=to)


def _figures(rows: Sequence[Record], role: str) -> str:
    if role in ("revised", "again"):
        return listed(changed(row, "revision") for row in rows)
    full = [row["year"] for row in rows if row["through"] == analysis.FULL_YEAR]
    parts = [row for row in rows if row["through"] != analysis.FULL_YEAR]
    named = (period(row["year"], row["through"]) for row in parts)
    return listed([*([year_list(full)] if full else []), *named])


def size_of_revisions(size: Revised | None) -> str:
    """Say how much the full years were revised from the first value to the newest, if any was."""
    if size is None or not size.changed:
        return ""
    sentence = ngettext(
        "Size of the revisions: {changed} of {years} full years has another newest value than its "
        "first one; the absolute difference of the two is {persons} persons on average over all "
        "full years, and {percent} of the first value.",
        "Size of the revisions: {changed} of {years} full years have another newest value than "
        "their first one; the absolute difference of the two is {persons} persons on average over "
        "all full years, and {percent} of the first value.",
        size.changed,
    )
    return sentence.format(
        changed=number(size.changed),
        years=number(size.years),
        persons=number(round(size.persons, 1), "#,##0.0"),
        percent=percent(size.percent, 2),
    )

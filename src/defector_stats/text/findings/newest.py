"""The newest document and the next one, and what each document changed, in sentences."""

from datetime import date

import pandas as pd

from defector_stats import analysis
from defector_stats.analysis.dataset import Dataset
from defector_stats.analysis.documents import Revised
from defector_stats.i18n.formatting import day, listed, months, number, percent, period, year_list
from defector_stats.i18n.messages import _, ngettext
from defector_stats.text import citations
from defector_stats.text.findings.phrases import changed, rows_of


def newest_and_next(dataset: Dataset, on: date) -> list[str]:
    """Name the newest document and what it counts, and say what should be there by a day."""
    figures = dataset.figures
    newest = figures[figures["source"] == dataset.newest_document["source"]]
    following = analysis.following(dataset.schedule, figures, on)
    said = []
    if not newest.empty:
        last = newest.sort_values(analysis.MONTHS).iloc[-1]
        sentence = _("The newest document is {document}; it counts to {month}.")
        month = day(f"{last['year']}-{last['through']:02}")
        said.append(sentence.format(document=citations.publication(last), month=month))
    overdue = following[following["overdue"].astype(bool)]
    rule = dict(dataset.sources.set_index("source").iterrows())
    for row in rows_of(overdue):
        sentence = _("{period} should be published; not in this collection.")
        said.append(sentence.format(period=_span(row)))
    for row in rows_of(following.drop(overdue.index)):
        sentence = _("Next by the Ministry’s rule: {period} ({source}).")
        source = citations.publication(rule[row["source"]])
        said.append(sentence.format(period=_span(row), source=source))
    return said


def _span(row: pd.Series) -> str:
    return _("{months} {year}").format(months=months(row["through"]), year=row["year"])


def changed_by(statements: pd.DataFrame) -> str:
    """Say what the rows of `analysis.statements` of one document changed."""
    told = {
        "first": _("first here: {figures}"),
        "revised": _("revised: {figures}"),
        "again": _("returned to an earlier value: {figures}"),
        "confirmed": _("confirmed: {figures}"),
        "echoed": _("repeated, though replaced by the Ministry: {figures}"),
    }
    parts = []
    for role, sentence in told.items():
        rows = statements[statements["role"] == role].sort_values(analysis.MONTHS)
        if not rows.empty:
            parts.append(sentence.format(figures=_figures(rows, role)))
    return "; ".join(parts)


def _figures(rows: pd.DataFrame, role: str) -> str:
    if role in ("revised", "again"):
        return listed(changed(row, "revision") for row in rows_of(rows))
    full = analysis.full_years(rows)
    named = (period(row["year"], row["through"]) for row in rows_of(rows.drop(full.index)))
    return listed([*([year_list(full["year"])] if len(full) else []), *named])


def size_of_revisions(size: Revised | None) -> str:
    """Say how much the full years were revised from the first value to the newest."""
    if size is None:
        return ""
    sentence = ngettext(
        "{changed} of {years} full years was revised; from the first value to the newest the "
        "years differ by {persons} persons ({percent}) on average.",
        "{changed} of {years} full years were revised; from the first value to the newest the "
        "years differ by {persons} persons ({percent}) on average.",
        size.changed,
    )
    return sentence.format(
        changed=number(size.changed),
        years=number(size.years),
        persons=number(round(size.persons, 1), "#,##0.0"),
        percent=percent(size.percent, 2),
    )

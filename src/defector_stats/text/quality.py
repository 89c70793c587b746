"""Where the documents disagree, in sentences for readers. Pure."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pandas as pd

from defector_stats import analysis
from defector_stats.analysis import consistency
from defector_stats.analysis.dataset import Dataset
from defector_stats.analysis.frames import Record
from defector_stats.i18n.formatting import day, listed, number, period, year_list
from defector_stats.i18n.messages import _, ngettext
from defector_stats.text import citations


def inconsistencies(dataset: Dataset) -> list[Callable[[], str]]:
    """Return what tells each inconsistency in a sentence, and all totals of one cause in one.

    They are told when they are asked, so that of very many the first are, and all are counted.
    """
    figures, by_months = dataset.figures, dataset.by_months
    totals = consistency.split_differently(
        dataset.totals, analysis.steps(dataset.totals, analysis.TOTAL), analysis.TOTAL
    )
    return [
        *_totals(dataset),
        *_each(_larger, consistency.larger_than_the_year(figures, by_months)),
        *_each(_backwards, consistency.backwards(by_months)),
        *_each(_split, consistency.split_differently(figures, dataset.steps)),
        *_each(_split, totals),
    ]


def _each(tell: Callable[[Record], str], rows: pd.DataFrame) -> Iterator[Callable[[], str]]:
    return (partial(tell, row) for row in analysis.records(rows))


Cause = frozenset[tuple[int, int]]
"""Later revisions of full years: the year, and by how many persons."""


def _totals(dataset: Dataset) -> Iterator[Callable[[], str]]:
    differ = dataset.sums[dataset.sums["difference"].fillna(0) != 0]
    nearer = differ["difference_now"].abs() < differ["difference"].abs()
    explained = differ[nearer.fillna(False).astype(bool)]
    revised = analysis.full_years(
        analysis.revised_since(explained, dataset.figures, dataset.by_months)
    )
    causes = _causes(explained, revised)
    # Those of one difference and cause are told together, any other alone.
    keys = [
        differ["difference"],
        pd.Series([causes.get(place) for place in differ.index], differ.index, dtype=object),
        differ["as_of"].mask(differ.index.isin(causes)),
    ]
    for _key, group in differ.groupby(keys, sort=False, dropna=False):
        yield partial(_of_one_cause, group, causes.get(group.index[0]), revised, dataset)


def _causes(explained: pd.DataFrame, revised: pd.DataFrame) -> dict[Any, Cause]:
    """Return the cause of each difference by the place of its total.

    Where the revisions that several totals share are as large as their one difference, they are
    the cause of all of them.
    """
    own = {
        place: frozenset(zip(rows["year"], rows["change"], strict=True))
        for place, rows in revised.groupby("place")
    }
    causes: dict[Any, Cause] = {}
    for difference, group in explained[explained.index.isin(own)].groupby("difference"):
        shared = Cause.intersection(*(own[place] for place in group.index))
        whole = sum(change for _year, change in shared) == difference
        causes |= {place: shared if whole else own[place] for place in group.index}
    return causes


def _of_one_cause(
    group: pd.DataFrame, cause: Cause | None, revised: pd.DataFrame, dataset: Dataset
) -> str:
    if cause is None:
        return _total(group)
    difference = int(group["difference"].iloc[0])
    return f"{_total(group)} {_cause(cause, difference, revised, dataset)}"


def _total(group: pd.DataFrame) -> str:
    ends, difference = group["as_of"].drop_duplicates(), int(group["difference"].iloc[0])
    if difference > 0:
        sentence = ngettext(
            "The total published for the end of {ends} is {count} higher than the sum of the "
            "figures in this collection then.",
            "The totals published for the end of {ends} are each {count} higher than the sum of "
            "the figures in this collection then.",
            len(ends),
        )
    else:
        sentence = ngettext(
            "The total published for the end of {ends} is {count} lower than the sum of the "
            "figures in this collection then.",
            "The totals published for the end of {ends} are each {count} lower than the sum of "
            "the figures in this collection then.",
            len(ends),
        )
    return sentence.format(ends=listed(map(_end, ends)), count=number(abs(difference)))


def _end(of: pd.Timestamp) -> str:
    return day(f"{of:%Y}" if of.month == analysis.FULL_YEAR else f"{of:%Y-%m}")


def _cause(cause: Cause, difference: int, revised: pd.DataFrame, dataset: Dataset) -> str:
    """Name the later revisions of full years that a total already contains."""
    years = sorted(year for year, _change in cause)
    used = revised.loc[revised["year"].isin(years), "source"]
    documents = dataset.sources[dataset.sources["source"].isin(used)]
    left = abs(difference - sum(change for _year, change in cause))
    sentence = _("It is due to revisions of {years}, which stand in {sources}.")
    if left:
        sentence = _(
            "It is due, but for {left}, to revisions of {years}, which stand in {sources}."
        )
    return sentence.format(
        years=year_list(years),
        sources="; ".join(map(citations.publication, analysis.records(documents))),
        left=number(left),
    )


def _larger(row: Record) -> str:
    return _("{period}: {count} ({source}) is more than the {whole} of the whole year.").format(
        period=period(row["year"], row["through"]),
        count=number(row["arrivals"]),
        source=citations.publication(row),
        whole=number(row["whole"]),
    )


def _backwards(row: Record) -> str:
    return _(
        "{period}: {count} ({source}) is less than the {count_before} to an earlier month "
        "({period_before})."
    ).format(
        period=period(row["year"], row["through"]),
        count=number(row["arrivals"]),
        source=citations.publication(row),
        period_before=period(row["year"], row["through_before"]),
        count_before=number(row["arrivals_before"]),
    )


def _split(row: Record) -> str:
    """Set a split by sex beside the better one of the same count."""
    total = "as_of" in row
    what = day(row["as_of"].date().isoformat()) if total else period(row["year"], row["through"])
    if total:
        sentence = _(
            "The total to {what}, {count}, is {men} men and {women} women; {source} has {male} and "
            "{female}."
        )
    else:
        sentence = _(
            "The {count} of {what} are {men} men and {women} women; {source} has {male} and "
            "{female}."
        )
    return sentence.format(
        what=what,
        count=number(row["total" if total else "arrivals"]),
        men=number(row["male_best"]),
        women=number(row["female_best"]),
        source=citations.publication(row),
        male=number(row["male"]),
        female=number(row["female"]),
    )

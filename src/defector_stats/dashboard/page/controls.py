"""The controls: what can be chosen, what is chosen in a view, and which have a use in it.

They are elements of HTML itself, which every browser, screen reader and phone knows to handle;
their names and values are words of the address.
"""

from dataclasses import dataclass
from itertools import groupby

from defector_stats import analysis
from defector_stats.analysis.dataset import Dataset
from defector_stats.i18n import formatting
from defector_stats.i18n.messages import _
from defector_stats.text import citations
from defector_stats.views.selection import Selection, stated
from defector_stats.views.values import ARTICLE, ARTICLE_SOURCE, LATEST

LISTED = 200
"""Days of publication to choose from; any other day can be typed."""


@dataclass(frozen=True)
class Option:
    """A choice: its value, its label, and whether it is the one in view."""

    value: str
    label: str
    chosen: bool


def values(selection: Selection) -> dict[str, str]:
    """Return the value of each control in a view, by its name; `newest` is the day of the files."""
    view = selection.view
    newest = selection.dataset.newest_document
    return {
        "as-of": _chosen(vintages(selection)),
        "newest": newest["known_on"].date().isoformat(),
        "first": _chosen(years(selection, 0)),
        "last": _chosen(years(selection, 1)),
        "change": "percent" if view.percent else "persons",
        "split": "sex" if view.by_sex else "total",
        "events": "on" if view.events else "off",
        "compare": view.compare or "off",
        "revised": str(view.revised or ""),
    }


def idle(selection: Selection) -> list[str]:
    """Return the names of the controls that would change nothing in a view."""
    view = selection.view
    first, last = selection.changes["year"].min(), selection.changes["year"].max()
    events = selection.events["day"].dt.year.between(first, last).any()
    compared = selection.changes["change"].notna().any()
    useful = {
        "split": view.by_sex or not selection.split.empty,
        "events": not view.events or bool(events),
        "change": view.percent or bool(compared),
        "compare": len(comparisons(selection)) > 1,
        "revised": view.revised is not None or selection.all_revisions["year"].nunique() > 1,
    }
    return [name for name, use in useful.items() if not use]


def vintages(selection: Selection) -> list[Option]:
    """Return the vintages: the newest, the article, other publication dates.

    A day on which nothing was published is a choice when it is the one in view.
    """
    dataset, as_of = selection.dataset, selection.view.as_of
    newest = formatting.day(dataset.newest_document["published"])
    choices = [(LATEST, _("{day}: newest").format(day=newest))]
    if _has_article(dataset):
        article = dataset.publications[dataset.publications["source"] == ARTICLE_SOURCE]
        day = formatting.day(article.iloc[0]["published"])
        choices.append((ARTICLE, _("{day}: the article in The Korea Herald").format(day=day)))
    others = dataset.publications[dataset.publications["source"] != ARTICLE_SOURCE]
    days = others["known_on"].drop_duplicates().head(LISTED)
    listed = analysis.records(others[others["known_on"].isin(days)])
    for known_on, group in groupby(listed, key=lambda row: row["known_on"]):
        first, *more = group
        publishers = map(citations.publisher, (first, *more))
        label = f"{formatting.day(first['published'])}: {formatting.listed(publishers)}"
        choices.append((known_on.date().isoformat(), label))
    if as_of not in [value for value, _label in choices]:
        choices.insert(1, (as_of, formatting.day(as_of)))
    return _options(choices, as_of)


def years(selection: Selection, end: int) -> list[Option]:
    """Return the years of the vintage, of which the first (0) or the last one (1) is chosen."""
    known = selection.vintage["year"].to_list() or selection.dataset.first_and_last_year
    least, most = min(known), max(known)
    chosen = min(max((selection.view.years or (least, most))[end], least), most)
    return _options([(str(year), str(year)) for year in range(least, most + 1)], str(chosen))


def comparisons(selection: Selection) -> list[Option]:
    """Return the vintages from which a value in view differs, and the one that is chosen."""
    dataset, chosen = selection.dataset, selection.view.compare or "off"
    days = [day.date().isoformat() for day in analysis.differing(selection.changes, dataset.by_day)]
    article = analysis.against_newest(selection.changes, stated(dataset.figures, ARTICLE))
    offered = {chosen, "off", *days}
    if days and days[-1] == dataset.by_day.index[-1].date().isoformat():
        offered = {*offered, LATEST} - {days[-1]}
    if article["difference"].fillna(0).any():
        offered.add(ARTICLE)
    choices = [
        ("off", _("Not compared")),
        (LATEST, _("Compared with the newest")),
        (ARTICLE, _("Compared with the article")),
        *(
            (day, _("Compared with {day}").format(day=formatting.day(published)))
            for day, published in _days(dataset, chosen).items()
        ),
    ]
    return _options([each for each in choices if each[0] in offered], chosen)


def _days(dataset: Dataset, further: str) -> dict[str, str]:
    """Return the days of publication, newest first, each as far as known; and a further one."""
    published = dataset.publications.drop_duplicates("known_on").head(LISTED)
    days = dict(
        zip(published["known_on"].dt.strftime("%Y-%m-%d"), published["published"], strict=True)
    )
    return days if further in {"off", LATEST, ARTICLE, *days} else {further: further, **days}


def revised_years(selection: Selection) -> list[Option]:
    """Return the years to which the section on revisions can be narrowed."""
    years = {*selection.all_revisions["year"], selection.view.revised} - {None}
    named = ((str(year), formatting.period(year, analysis.FULL_YEAR)) for year in sorted(years))
    every = [("", _("All revised years")), *named]
    return _options(every, str(selection.view.revised or ""))


def _has_article(dataset: Dataset) -> bool:
    return ARTICLE_SOURCE in dataset.limits.documents


def _chosen(options: list[Option]) -> str:
    return next(each.label for each in options if each.chosen)


def _options(choices: list[tuple[str, str]], chosen: str) -> list[Option]:
    return [Option(value, label, value == chosen) for value, label in choices]

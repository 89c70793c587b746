"""The controls: what can be chosen, and what is chosen in a view.

They are elements of HTML itself, which every browser, screen reader and phone knows to handle;
their names and values are words of the address.
"""

from dataclasses import dataclass

from defector_stats.analysis.dataset import Dataset
from defector_stats.i18n import formatting
from defector_stats.i18n.messages import _
from defector_stats.views.selection import Selection
from defector_stats.views.view import ARTICLE, ARTICLE_SOURCE, LATEST, View

LISTED = 200
"""Days of publication to choose from; any other day can be typed."""


@dataclass(frozen=True)
class Option:
    """A choice: its value, its label, and whether it is the one in view."""

    value: str
    label: str
    chosen: bool


def values(dataset: Dataset, view: View) -> dict[str, str]:
    """Return the value of each control in a view, by its name."""
    least, most = dataset.first_and_last_year
    first, last = (min(max(year, least), most) for year in view.years or (least, most))
    return {
        "as-of": view.as_of,
        "day": "" if view.as_of in (LATEST, ARTICLE) else view.as_of,
        "first": str(first),
        "last": str(last),
        "change": "percent" if view.percent else "persons",
        "split": "sex" if view.by_sex else "total",
        "events": "on" if view.events else "off",
        "compare": view.compare or "off",
        "revised": str(view.revised or ""),
    }


def vintages(selection: Selection) -> list[Option]:
    """Return the vintages: latest, the article, other publication dates.

    A day on which nothing was published is a choice when it is the one in view.
    """
    dataset, as_of = selection.dataset, selection.view.as_of
    choices = [(LATEST, _("Latest"))]
    article = dataset.publications[dataset.publications["source"] == ARTICLE_SOURCE]
    if not article.empty:
        day = formatting.day(article.iloc[0]["published"])
        choices.append((ARTICLE, _("{day}: the article in The Korea Herald").format(day=day)))
    others = dataset.publications[dataset.publications["source"] != ARTICLE_SOURCE]
    days = others["known_on"].drop_duplicates().head(LISTED)
    for _day, group in others[others["known_on"].isin(days)].groupby("known_on", sort=False):
        newest = group.iloc[0]
        label = f"{formatting.day(newest['published'])}: {formatting.listed(group['publisher'])}"
        choices.append((newest["known_on"].date().isoformat(), label))
    if as_of not in [value for value, _label in choices]:
        label = _("{day}: what was known").format(day=formatting.day(as_of))
        choices.insert(1, (as_of, label))
    return _options(choices, as_of)


def revised_years(selection: Selection) -> list[Option]:
    """Return the years to which the section on revisions can be narrowed."""
    years = {*selection.all_revisions["year"], selection.view.revised} - {None}
    every = [("", _("All revised years")), *((str(year), str(year)) for year in sorted(years))]
    return _options(every, str(selection.view.revised or ""))


def _options(choices: list[tuple[str, str]], chosen: str) -> list[Option]:
    return [Option(value, label, value == chosen) for value, label in choices]

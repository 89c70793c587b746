"""The controls: their values in a view, and the view that their values ask for.

They are elements of HTML itself, which every browser, screen reader and phone knows to handle;
the store `controls` has their values.
"""

from dataclasses import replace
from typing import Any

from dash import html
from dash.development.base_component import Component
from flask import render_template
from markupsafe import Markup

from defector_stats.analysis.dataset import Dataset
from defector_stats.dashboard.page.markup import markup
from defector_stats.i18n import formatting
from defector_stats.i18n.messages import _
from defector_stats.views.selection import ARTICLE_SOURCE, Selection
from defector_stats.views.view import ARTICLE, LATEST, View

LISTED = 200
"""Days of publication to choose from; any other day can be typed."""


def values(dataset: Dataset, view: View) -> dict[str, Any]:
    """Return the value of each control in a view, and the years that can be chosen."""
    least, most = dataset.first_and_last_year
    first, last = (min(max(year, least), most) for year in view.years or (least, most))
    return {
        "as_of": view.as_of,
        "day": "" if view.as_of in (LATEST, ARTICLE) else view.as_of,
        "min": str(least),
        "max": str(most),
        "first": str(first),
        "last": str(last),
        "unit": "percent" if view.percent else "persons",
        "split": "sex" if view.by_sex else "total",
        "events": "on" if view.events else "off",
        "compare": view.compare or "off",
        "revised": str(view.revised or ""),
    }


def chosen(dataset: Dataset, controls: dict[str, Any], before: View) -> View:
    """Return the view that the controls ask for; `changed` names the one that was used."""
    as_of = controls["as_of"]
    if controls.get("changed") == "day":
        as_of = controls["day"] or LATEST
    shown = values(dataset, before)
    years = before.years
    if (controls["first"], controls["last"]) != (shown["first"], shown["last"]):
        first, last = sorted((int(controls["first"]), int(controls["last"])))
        years = None if (first, last) == dataset.first_and_last_year else (first, last)
    return replace(
        before,
        as_of=as_of,
        years=years,
        percent=controls["unit"] == "percent",
        by_sex=controls["split"] == "sex",
        events=controls["events"] == "on",
        compare=controls["compare"].replace("off", ""),
        revised=int(controls["revised"] or 0) or None,
    )


def form(dataset: Dataset, view: View) -> str:
    """Return the controls as HTML."""
    return render_template(
        "controls.html",
        values=values(dataset, view),
        vintages=Markup(markup(_options(vintages(dataset, view.as_of), view.as_of))),
        first_day=dataset.limits.first_day,
    )


def vintage_options(selection: Selection) -> list[Component]:
    """Return the options of "figures as of"."""
    return _options(vintages(selection.dataset, selection.view.as_of), selection.view.as_of)


def vintages(dataset: Dataset, as_of: str) -> list[tuple[str, str]]:
    """Return value and label of each choice: latest, the article, other publication dates.

    A day on which nothing was published is a choice when it is the one in view.
    """
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
    return choices


def revised_options(selection: Selection) -> list[Component]:
    """Return the options that narrow the section on revisions to one year."""
    years = {*selection.all_revisions["year"], selection.view.revised} - {None}
    every = [("", _("All revised years")), *((str(year), str(year)) for year in sorted(years))]
    return _options(every, str(selection.view.revised or ""))


def _options(choices: list[tuple[str, str]], chosen: str) -> list[Component]:
    return [html.Option(text, value=value, selected=value == chosen) for value, text in choices]

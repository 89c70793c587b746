"""What a reader chose to see, and the one table of what can be chosen.

Addresses, the options of the command line and the names of exported files follow from `OPTIONS`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlencode

from defector_stats.i18n import formatting
from defector_stats.i18n.direction import isolated
from defector_stats.i18n.languages import LANGUAGES
from defector_stats.i18n.messages import N_, _
from defector_stats.views.values import (
    EVENTS,
    LANGUAGE,
    LATEST,
    SORT,
    SPLIT,
    UNIT,
    YEAR,
    YEARS,
    Values,
    vintages,
)

if TYPE_CHECKING:  # it is of pandas, without which the command line answers
    from defector_stats.analysis.dataset import Limits


@dataclass(frozen=True)
class View:
    """The state of the page's controls.

    `as_of` is "latest", "article" or an ISO day, and so is `compare`, the vintage to compare with,
    or "" for none; `years` is None for all of them; `sort` names a column of the table, with "-"
    before it for descending order. `revised` is the one year that the section on revisions shows,
    `year` the one whose history is open.
    """

    as_of: str = LATEST
    years: tuple[int, int] | None = None
    percent: bool = False
    by_sex: bool = False
    events: bool = True
    compare: str = ""
    revised: int | None = None
    year: int | None = None
    sort: str = "-year"
    language: str = "en"


@dataclass(frozen=True)
class Option:
    """A field of `View`, its word in an address, its values, and its option on a command line.

    A `flag` takes a value unless it stands for the one named `constant`; `help` is what it does.
    """

    field: str
    word: str
    values: Values
    flag: str = ""
    help: str = ""
    constant: str = ""


OPTIONS = {
    option.field: option
    for option in (
        Option(
            "as_of", "as-of", vintages(), "--as-of", N_("latest, article or a day (2011-10-31)")
        ),
        Option("years", "years", YEARS, "--years", N_("first and last year (2005-2010)")),
        Option("percent", "change", UNIT, "--percent", N_("changes in percent"), "percent"),
        Option("by_sex", "split", SPLIT, "--by-sex", N_("arrivals by sex"), "sex"),
        Option("events", "events", EVENTS, "--no-events", N_("without the events"), "off"),
        Option(
            "compare",
            "compare",
            vintages(none="off"),
            "--compare",
            N_("compared with latest, article or a day"),
        ),
        Option("revised", "revised", YEAR, "--revised", N_("revisions of one year alone")),
        Option("year", "year", YEAR),
        Option("sort", "sort", SORT),
        Option("language", "lang", LANGUAGE, "--lang", N_("language of the words")),
    )
}
"""By the field of `View`, in the order in which an address has them."""
FIELDS = {option.word: field for field, option in OPTIONS.items()}


@dataclass(frozen=True)
class Unusable:
    """A text that was given for an option and has no use with these files; `expected` has one."""

    option: Option
    text: str
    expected: str

    def __str__(self) -> str:
        return f"{self.option.word}={isolated(self.text)}"


def chosen(
    texts: Mapping[str, str], limits: Limits | None = None, view: View | None = None
) -> tuple[View, list[Unusable]]:
    """Return a view with the choices that these texts by field make, and those without a use.

    What cannot be read, or is outside of the files, stays as in `view`, the default one if None.
    """
    view, unusable = view or View(), []
    for field, text in texts.items():
        values = OPTIONS[field].values
        try:
            value = values.read(text)
            if limits and not values.fit(value, limits):
                raise ValueError(text)
        except ValueError:
            expected = values.expected(limits) if limits else ""
            unusable.append(Unusable(OPTIONS[field], text, expected))
        else:
            view = replace(view, **{field: value})
    return view, unusable


def expected(unusable: Iterable[Unusable]) -> str:
    """Say what can be used in place of what cannot."""
    return "; ".join(dict.fromkeys(each.expected for each in unusable))


def cannot_be_used(unusable: Sequence[Unusable]) -> str:
    """Say which parts of a link cannot be used and what can, nothing if all can."""
    if not unusable:
        return ""
    said = _("The link’s {parts} cannot be used: expected {expected}.")
    return said.format(parts=formatting.listed(unusable), expected=expected(unusable))


def _texts(search: str) -> dict[str, str]:
    """Return the texts of an address by field; what it has twice is what it has last."""
    query = parse_qs(search.lstrip("?"))
    return {FIELDS[word]: texts[-1] for word, texts in query.items() if word in FIELDS}


def language_of(search: str) -> str | None:
    """Return the language that the query of an address asks for, None if it is none of ours."""
    asked = _texts(search).get("language")
    return asked if asked in LANGUAGES else None


def from_address(search: str, language: str = "en") -> View:
    """Read the query of an address; what cannot be read keeps its default.

    `language` is that of the page when the address names none.
    """
    return chosen(_texts(search), view=View(language=language))[0]


def read_address(search: str, limits: Limits, language: str = "en") -> tuple[View, list[Unusable]]:
    """Read the query of an address for these files, and what of it cannot be used.

    What is unreadable, or outside of the years and days of the files, keeps its default;
    `language` is that of the page when the address names none.
    """
    return chosen(_texts(search), limits, View(language=language))


def to_address(view: View) -> str:
    """Write a view as the query of an address, without what is the default."""
    usual = View()
    query = {
        option.word: option.values.write(getattr(view, field))
        for field, option in OPTIONS.items()
        if getattr(view, field) != getattr(usual, field)
    }
    return f"?{urlencode(query)}" if query else ""

"""What an option of a view can be: its texts in an address, and which of them files have."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from defector_stats.dates import last_day
from defector_stats.i18n import formatting
from defector_stats.i18n.languages import LANGUAGES
from defector_stats.i18n.messages import _

if TYPE_CHECKING:  # it is of pandas, without which the command line answers
    from defector_stats.analysis.dataset import Limits

LATEST, ARTICLE = "latest", "article"
ARTICLE_SOURCE = "korea-herald-2011-10"
SORTABLE = ["year", "arrivals", "male", "female", "change", "change_percent", "status", "known_on"]


@dataclass(frozen=True)
class Values:
    """What an option can be: its values as texts, and which of them files have.

    `read` raises ValueError for a text that is no value, `write` is its inverse; `fit` says
    whether files of these limits have a value, `expected` which they have; `texts` are all of
    them where they are few.
    """

    read: Callable[[str], Any]
    write: Callable[[Any], str]
    fit: Callable[[Any, Limits], bool]
    expected: Callable[[Limits], str]
    texts: tuple[str, ...] = ()


def one_of(values: Mapping[str, Any]) -> Values:
    """Return values that are few, by their texts; any files have them."""

    def read(text: str) -> Any:  # noqa: ANN401
        if text not in values:
            raise ValueError(text)
        return values[text]

    def write(value: object) -> str:
        return next(text for text, each in values.items() if each == value)

    named = ", ".join(values)
    return Values(read, write, lambda *_any: True, lambda _limits: named, tuple(values))


def vintages(none: str = "") -> Values:
    """Return what `as_of` can be; `none` is the text for no vintage, if that can be."""

    def read(text: str) -> str:
        if none and text == none:
            return ""
        if text not in (LATEST, ARTICLE) and not (len(text) == 10 and last_day(text)):
            raise ValueError(text)
        return text

    def fit(vintage: str, limits: Limits) -> bool:
        if vintage == ARTICLE:
            return ARTICLE_SOURCE in limits.documents
        return vintage in ("", LATEST) or date.fromisoformat(vintage) >= limits.first_day

    def expected(limits: Limits) -> str:
        first = formatting.day(limits.first_day.isoformat())
        if ARTICLE_SOURCE not in limits.documents:
            return _("latest or a day from {first} on").format(first=first)
        return _("latest, article or a day from {first} on").format(first=first)

    return Values(read, lambda vintage: vintage or none, fit, expected)


def _year(text: str) -> int | None:
    if text and not re.fullmatch(r"[1-9]\d{3}", text, re.ASCII):
        raise ValueError(text)
    return int(text) if text else None


def _years(text: str) -> tuple[int, int] | None:
    first, last = map(_year, text.split("-") if text else ("", ""))
    if (first is None) != (last is None) or (first or 0) > (last or 0):
        raise ValueError(text)
    return (first, last) if first and last else None


def _expected_years(limits: Limits) -> str:
    expected = _("years from {first} to {last}")
    return expected.format(first=limits.first_year, last=limits.last_year)


YEAR = Values(
    _year,
    lambda year: str(year or ""),
    lambda year, limits: year is None or limits.first_year <= year <= limits.last_year,
    _expected_years,
)
YEARS = Values(
    _years,
    lambda years: "-".join(map(str, years or ())),
    lambda years, limits: (
        years is None or (years[0] <= limits.last_year and years[1] >= limits.first_year)
    ),
    _expected_years,
)
UNIT = one_of({"persons": False, "percent": True})
SPLIT = one_of({"total": False, "sex": True})
EVENTS = one_of({"on": True, "off": False})
SORT = one_of({way + key: way + key for key in SORTABLE for way in ("", "-")})
LANGUAGE = one_of({code: code for code in LANGUAGES})

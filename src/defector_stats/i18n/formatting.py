"""How numbers, periods and dates are written in the language that is spoken.

Formats are those of the CLDR. Text from the files stays plain text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from defector_stats.dates import last_day
from defector_stats.i18n.languages import COMMAS_ALONE, LOCALES
from defector_stats.i18n.messages import _, ngettext, spoken

if TYPE_CHECKING:  # the page starts without it
    from babel import Locale

KEPT = 10_000
"""Numbers, and days, of which the words are kept: there are more in addresses and in files."""


def number(count: float, pattern: str = "#,##0") -> str:
    """Write a count of persons: 2,914."""
    return _number(count, pattern, spoken())


@cache
def _locale(language: str) -> Locale:
    from babel import Locale

    return Locale.parse(LOCALES[language])


@lru_cache(KEPT)
def _number(count: float, pattern: str, language: str) -> str:
    from babel.numbers import format_decimal

    return format_decimal(count, pattern, _locale(language))


def signed(change: int) -> str:
    """Write a change in persons with its sign: +635, −504, 0."""
    return f"{'+' if change > 0 else '−' if change < 0 else ''}{number(abs(change))}"


def percent(share: float, digits: int = 1) -> str:
    """Write a share in percent: 88.8%."""
    return f"{number(round(share, digits), '#,##0' + ('.' + '0' * digits if digits else ''))}%"


def signed_percent(change: float, digits: int = 1) -> str:
    """Write a change in percent with its sign: +45.9%, −17.2%."""
    rounded = float(f"{change:.{digits}f}")
    sign = "+" if rounded > 0 else "−" if rounded < 0 else ""
    return f"{sign}{percent(abs(rounded), digits)}"


def more_or_fewer(change: int) -> str:
    """Write a change in persons in words: 42 more, 13 fewer, as many."""
    if not change:
        return _("as many")
    message = _("{count} more") if change > 0 else _("{count} fewer")
    return message.format(count=number(abs(change)))


@cache
def _month(month: int, pattern: str, language: str) -> str:
    from babel.dates import format_date

    return format_date(date(2000, month, 1), pattern, _locale(language))


def months(through: int, first: int = 1) -> str:
    """Name the months counted, from January on: January, January–March."""
    last = _month(through, "LLLL", spoken())
    if through == first:
        return last
    # How the first month of a range is written: its name, in Korean its number alone.
    begins = _month(first, _("LLLL"), spoken())
    return _("{first}–{last}").format(first=begins, last=last)


def period(year: int, through: int) -> str:
    """Name what a figure counts: 2024, January–September 2024."""
    if through == 12:
        return _("{year}").format(year=year)
    return _("{months} {year}").format(months=months(through), year=year)


def quarter_in_short(number: int) -> str:
    """Name a quarter where there is little room: Q2."""
    from babel.dates import format_date

    return format_date(date(2000, 3 * number, 1), "QQQ", _locale(spoken()))


def quarter(number: int) -> str:
    """Name the months of a quarter: April–June."""
    return months(3 * number, 3 * number - 2)


def day(published: str) -> str:
    """Write a partial ISO date: 4 February 2026, October 2011, 2023."""
    return _day(published, spoken()) if "-" in published else period(int(published), 12)


def on(published: str) -> str:
    """Write when something was published: on 4 February 2026, in October 2011, in 2023."""
    whole = published.count("-") == 2
    return (_("on {day}") if whole else _("in {day}")).format(day=day(published))


@lru_cache(KEPT)
def _day(published: str, language: str) -> str:
    from babel.dates import format_date, format_skeleton

    locale = _locale(language)
    if published.count("-") == 1:
        return format_skeleton("yMMMM", last_day(published), locale=locale)
    return format_date(last_day(published), "long", locale)


@dataclass(frozen=True)
class Period:
    """A period that is put into words when it is shown, for a `Said`."""

    year: int
    through: int

    def __str__(self) -> str:
        return period(self.year, self.through)


@dataclass(frozen=True)
class ToDay:
    """The last day of a total that is put into words when it is shown, for a `Said`."""

    as_of: str

    def __str__(self) -> str:
        return _("Total to {day}").format(day=day(self.as_of))


@dataclass(frozen=True)
class On:
    """The day of a partial ISO date that is put into words when it is shown, for a `Said`."""

    published: str

    def __str__(self) -> str:
        return on(self.published)


def bracketed(text: str, note: str) -> str:
    """Put a note behind a text: 2009 (−38)."""
    return _("{text} ({note})").format(text=text, note=note)


def listed(items: Iterable[object]) -> str:
    """Join items: 2006; 2006 and 2011; 2006, 2011 and 2020."""
    from babel.lists import format_list

    texts = list(map(str, items))
    if spoken() in COMMAS_ALONE:
        return ", ".join(texts)
    return format_list(texts, locale=_locale(spoken()))


def year_list(years: Iterable[int]) -> str:
    """Join years, runs of three and more as a range: 1998–2001, 2020 and 2023."""
    runs: list[list[int]] = []
    for year in sorted(years):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return listed(
        text
        for run in runs
        for text in (
            [_("{first}–{last}").format(first=run[0], last=period(run[-1], 12))]
            if len(run) > 2
            else [period(year, 12) for year in run]
        )
    )


def status(name: str) -> str:
    """Name the status of a figure."""
    named = {
        "published": _("published"),
        "provisional": _("provisional"),
        "corrected": _("corrected"),
    }
    return named[name]


def men(count: int) -> str:
    """Say how many men there are."""
    return ngettext("{count} man", "{count} men", count).format(count=number(count))


def women(count: int) -> str:
    """Say how many women there are."""
    return ngettext("{count} woman", "{count} women", count).format(count=number(count))

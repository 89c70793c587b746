"""The periods that the labels of a table name: ~'98, '02, 2002년, ’25.9(잠정), Jan–Sep 2020."""

import re
from calendar import month_abbr, month_name
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import groupby, pairwise

from defector_stats.dates import month_end
from defector_stats.storage.wide.labels import CACHED, LONGEST, plain, without_provisional

MONTHS = {
    name.lower(): number
    for names in (month_name, month_abbr)
    for number, name in enumerate(names)
    if name
} | {"sept": 9}
TURN_OF_THE_CENTURY = 48
MANY = 6

_FULL = r"(?:19|20)\d\d"
_LAST = rf"'?(?P<last>{_FULL}|\d\d)"
_AND_BEFORE = r"(?:이전|이하|까지|及?以前|andbefore|andearlier|orearlier)"
_END = r"[월月]?\.?(?:말|末|底|까지)?\.?(?:기준|현재)?"
_FROM_JANUARY = r"(?:0?1[월月]?\.?[~-]|~)?"
_JANUARY = r"(?:jan(?:uary)?[~-])?"
_PATTERNS = [
    re.compile(pattern)
    for pattern in (
        rf"(?P<open>~|until|upto|through|to|截至|截止){_LAST}[년年]?(?:[.-]?12{_END}|말|末|까지)?",
        rf"{_LAST}[년年]?(?P<open>{_AND_BEFORE})",
        rf"{_LAST}(?:[년年][도度]?\.?|[./]){_FROM_JANUARY}(?P<month>\d\d?){_END}",
        rf"(?P<last>{_FULL})-(?P<month>\d\d)",
        rf"{_LAST}~(?P<month>\d\d?)[월月]말?",
        rf"'?(?P<first>{_FULL}|\d\d)[년年]?[~-]{_LAST}[년年]?",
        rf"{_LAST}[년年]?\.?(?P<half>상반기|上半年|h1|firsthalf)",
        rf"{_LAST}[년年]?\.?(?:1~)?(?P<quarter>[1-4])분기(?:까지|누계)",
        rf"{_LAST}[년年]?\.?(?P<one>1분기|q1|第?一季度)",
        rf"{_JANUARY}(?P<name>[a-z]{{3,9}})\.?{_LAST}",
        rf"{_LAST}\.?(?:{_JANUARY}|to)(?P<name>[a-z]{{3,9}})\.?",
        rf"{_LAST}(?:[년年][도度]?|[도度])?",
    )
]


@dataclass(frozen=True)
class Period:
    """The years from `first` to `last`, the last one to the month `through`.

    `first` is None for all years before. `month` says whether the month is printed, `sure` is
    false for bare digits that may be a count, `clear` for 25.1, which may have been 25.10.
    """

    first: int | None
    last: int
    through: int = 12
    month: bool = False
    provisional: bool = False
    sure: bool = True
    clear: bool = True

    @property
    def several(self) -> bool:
        """Whether the period is a column for several years."""
        return self.first != self.last

    @property
    def key(self) -> str:
        """The period as a word in an option: 2005, 2020-09, to-1998, 1999-2001."""
        if self.several:
            return f"to-{self.last}" if self.first is None else f"{self.first}-{self.last}"
        return f"{self.last}" if self.through == 12 else f"{self.last}-{self.through:02}"

    @property
    def end(self) -> date:
        """The last day."""
        return month_end(self.last, self.through)


@lru_cache(CACHED)
def period(text: str) -> Period | None:
    """Return the period that a label names, None if it names none."""
    name, provisional = without_provisional(text)
    if len(name) > LONGEST:
        return None
    bare = re.sub(r"\s*[(\[]\s*|(?<=\d)\s+(?=\d)", ".", name)
    bare = re.sub(r"[\s)\]]|(?<=[.])[.]", "", bare).strip(".")
    match = next(filter(None, (pattern.fullmatch(bare) for pattern in _PATTERNS)), None)
    found = match and _period(match)
    if not found:
        return None
    return replace(
        found,
        provisional=provisional,
        sure=not re.fullmatch(r"[\d.]+", bare),
        clear=not re.fullmatch(r"(\d\d)?\d\d\.1", bare),
    )


def like_a_period(text: str) -> bool:
    """Say whether a label names a part of a year, though not in a way that is understood."""
    return re.search(r"분기|반기|季度|半年|\b[qh][1-4]\b", plain(text).casefold()) is not None


def _period(match: re.Match[str]) -> Period | None:
    found = match.groupdict()
    last = full_year(found["last"])
    first = None if found.get("open") else full_year(found.get("first") or found["last"])
    through, month = _through(found)
    if not 1 <= through <= 12 or (first is not None and first > last):
        return None
    return Period(first, last, through, month)


def _through(found: dict[str, str | None]) -> tuple[int, bool]:
    """Return the last month of a match, and whether it is printed."""
    if (month := found.get("month")) is not None:
        return int(month), True
    if (name := found.get("name")) is not None:
        return MONTHS.get(name, 0), True
    if found.get("half"):
        return 6, True
    if quarter := found.get("quarter") or found.get("one"):
        return 3 * (int(quarter) if quarter.isdecimal() else 1), True
    return 12, False


def full_year(digits: str) -> int:
    """Return 1998 for 98 and 2025 for 25."""
    year = int(digits)
    if year > 99:
        return year
    return year + (1900 if year >= TURN_OF_THE_CENTURY else 2000)


def in_order(periods: Iterable[Period]) -> bool:
    """Say whether periods follow one another as no counts do; of many, a label may be wrong."""
    named = [period for period, _again in groupby(periods)]
    if len(named) < 2:
        return bool(named) and named[0].sure
    broken = sum(not _follow(one, other) for one, other in pairwise(named))
    return broken <= (2 if len(named) >= MANY else 0)


def _follow(one: Period, other: Period) -> bool:
    """Say whether one period begins where the other ends, in either order."""
    early, late = sorted((one, other), key=lambda period: period.last)
    return late.first in (None, early.last + 1)

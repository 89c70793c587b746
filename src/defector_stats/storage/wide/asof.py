"""The day to which a table counts, as a text beside it says: 2025.6월말 기준, as of June 2025."""

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from defector_stats.storage.wide.labels import plain
from defector_stats.storage.wide.periods import MONTHS, full_year

_YEAR = r"(?<!\d)'?(?P<year>(?:19|20)\d\d|\d\d)"
_COUNTED = r"(?:\D{0,12}(?:기준|현재)|\s*[월月일日]?\s*(?:말|末|底))"
_NAME = rf"(?P<name>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\.?"
_UNTIL = r"(?<![a-z])(?:as of|as at|until|end of|截至|截止|기준일?\s*:?)\s*(?:the end of\s*)?"
_OF_IT = r"(?:[은는도의]|의\s*경우)?"
_DAY = rf"{_YEAR}\s*[.년年/-]{_OF_IT}\s*(?P<month>\d\d?)(?:\s*[.월月/-]\s*(?P<day>\d\d?)(?!\d))?"
_PATTERNS = [
    re.compile(pattern)
    for pattern in (
        rf"{_DAY}{_COUNTED}",
        rf"{_UNTIL}{_DAY}",
        rf"{_UNTIL}(?:(?P<day>\d\d?)\s+)?{_NAME}\s+(?:(?:\d\d?),?\s+)?{_YEAR}",
        rf"{_YEAR}\s*[년年]?\s*(?P<half>상반기|上半年){_COUNTED}",
        rf"{_YEAR}\s*[년年]\s*(?:말|末|底)",
    )
]


@dataclass(frozen=True)
class AsOf:
    """The last day counted; `text` is what says so, `whole` whether a month ends there."""

    day: date
    text: str

    @property
    def whole(self) -> bool:
        """Whether it is the last day of its month."""
        return self.day.day == monthrange(self.day.year, self.day.month)[1]


def as_of(texts: Iterable[str]) -> AsOf | None:
    """Return the day that the first of the texts with one names, None if none does."""
    for text in texts:
        small = plain(text).casefold()
        for pattern in _PATTERNS:
            if (match := pattern.search(small)) and (day := _day(match.groupdict())):
                return AsOf(day, match[0])
    return None


def _day(found: dict[str, str | None]) -> date | None:
    year = full_year(found["year"] or "")
    month = MONTHS.get(found.get("name") or "") or (6 if found.get("half") else 12)
    month = int(found.get("month") or month)
    try:
        return date(year, month, int(found.get("day") or monthrange(year, month)[1]))
    except ValueError:
        return None

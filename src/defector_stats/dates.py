"""A date as far as it is known, its first and its last day, and the day that it is."""

import calendar
import re
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache

KOREA = timezone(timedelta(hours=9))
KEPT = 10_000
"""Dates that are looked for once: a folder has many rows of the same months and days."""


@lru_cache(KEPT)
def last_day(text: str) -> date:
    """Return the last day that a partial ISO date ("2011", "2011-10", "2011-10-03") can mean.

    Raises ValueError when the text is no such date.
    """
    match = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", text, re.ASCII)
    if not match:
        raise ValueError(text)
    year, month = int(match[1]), int(match[2] or 12)
    if not 1 <= month <= 12:
        raise ValueError(text)
    return date(year, month, int(match[3] or calendar.monthrange(year, month)[1]))


def first_day(text: str) -> date:
    """Return the first day that a partial ISO date can mean, as `last_day` returns the last."""
    last = last_day(text)
    known = text.count("-")
    return last.replace(month=last.month if known else 1, day=last.day if known > 1 else 1)


@lru_cache(KEPT)
def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def today() -> date:
    """Return the day that it is here, or in Korea if it has begun there: documents are dated so."""
    now = datetime.now(UTC)
    return max(now.astimezone(KOREA).date(), now.astimezone().date())

"""A date as far as it is known, and its last day."""

import calendar
import re
from datetime import date


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


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])

"""How numbers, periods, dates and sources are written. Text from the files stays plain text."""

import calendar
import html
from collections.abc import Iterable

import pandas as pd

MINISTRY = "Counts of the Ministry of Unification"


def number(count: int) -> str:
    """Write a count of persons: 2,914."""
    return f"{count:,}"


def signed(change: int) -> str:
    """Write a change in persons with its sign: +635, −504, 0."""
    return f"{change:+,}".replace("-", "−") if change else "0"


def signed_percent(change: float, digits: int = 1) -> str:
    """Write a change in percent with its sign: +45.9%, −17.2%."""
    text = f"{change:+,.{digits}f}%".replace("-", "−")
    return text[1:] if float(f"{change:.{digits}f}") == 0 else text


def more_or_fewer(change: int) -> str:
    """Write a change in persons in words: 42 more, 13 fewer, as many."""
    if not change:
        return "as many"
    return f"{number(abs(change))} {'more' if change > 0 else 'fewer'}"


def months(through: int) -> str:
    """Name the months counted, from January on."""
    last = calendar.month_name[through]
    return "January" if through == 1 else f"January–{last}"


def period(year: int, through: int) -> str:
    """Name what a figure counts: 2024, January–September 2024."""
    return str(year) if through == 12 else f"{months(through)} {year}"


def quarter(number: int) -> str:
    """Name the months of a quarter: April–June."""
    first, last = calendar.month_name[3 * number - 2], calendar.month_name[3 * number]
    return f"{first}–{last}"


def day(published: str) -> str:
    """Write a partial ISO date: 4 February 2026, October 2011, 2023."""
    year, *rest = published.split("-")
    if not rest:
        return year
    month = calendar.month_name[int(rest[0])]
    return f"{int(rest[1])} {month} {year}" if len(rest) > 1 else f"{month} {year}"


def listed(items: Iterable[object]) -> str:
    """Join items: 2006; 2006 and 2011; 2006, 2011 and 2020."""
    *first, last = map(str, items)
    return f"{', '.join(first)} and {last}" if first else last


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
        for text in ([f"{run[0]}–{run[-1]}"] if len(run) > 2 else map(str, run))
    )


def publication(source: pd.Series) -> str:
    """Name a publication in short: publisher and date."""
    return f"{source['publisher']}, {day(source['published'])}"


def cited(source: pd.Series) -> str:
    """Name a publication in a line: publisher, title, date."""
    return f"{source['publisher']}, “{source['title']}”, {day(source['published'])}"


def source_line(frame: pd.DataFrame) -> str:
    """Name the newest publication behind the rows and count the others; empty without rows."""
    if frame.empty:
        return ""
    newest = frame.sort_values(["known_on", "line"]).iloc[-1]
    others = frame["source"].nunique() - 1
    more = f", and {others} other publication{'s' if others > 1 else ''}" if others else ""
    return f"Source: {cited(newest)}{more}. {MINISTRY}."


def plain(text: str) -> str:
    """Escape text for Plotly, which reads a little HTML, so that it is shown letter by letter."""
    return html.escape(text, quote=False)

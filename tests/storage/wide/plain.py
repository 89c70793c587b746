"""What tests of the reader of tables share: a day, and a reading in plain values."""

from datetime import date

from defector_stats.storage import wide
from defector_stats.storage.wide import Reading

TODAY = date(2026, 11, 24)
ACROSS = """구분,2022,2023,2024,합계
남,35,32,26,93
여,32,164,210,406
합계,67,196,236,499
"""

Figure = tuple[int, int, int, int | None, int | None]
Total = tuple[str, int, int | None, int | None]


def read(text: str, counted_to: date | None = None) -> Reading:
    return wide.read("table.csv", text.encode(), TODAY, counted_to)


def figures(reading: Reading) -> list[Figure]:
    return [
        (figure.year, figure.through, figure.arrivals, figure.male, figure.female)
        for figure in reading.figures
    ]


def totals(reading: Reading) -> list[Total]:
    return [
        (total.as_of.isoformat(), total.total, total.male, total.female) for total in reading.totals
    ]


def keys(reading: Reading) -> list[str]:
    return [doubt.key for doubt in reading.doubts]


def provisional(reading: Reading) -> list[int]:
    return [figure.year for figure in reading.figures if figure.provisional]

"""One rule for every axis: whole numbers at round steps, never the same words twice."""

from itertools import count

from defector_stats.i18n import formatting


def ticks(low: float, high: float, most: int) -> list[int]:
    """Return at most `most` whole numbers within a range, at steps of 1, 2, 5, 10, 20 and so on.

    There is none where the range holds no whole number.
    """
    for power in count():
        for factor in (1, 2, 5):
            step = factor * 10**power
            first, last = -int(-low // step), int(high // step)
            if last - first < most:
                return [step * each for each in range(first, last + 1)]
    raise AssertionError  # `count` has no end


def labels(values: list[int], unit: str = "") -> list[str]:
    """Return the words at the ticks, in the language that is spoken."""
    return [f"{'−' if value < 0 else ''}{formatting.number(abs(value))}{unit}" for value in values]


def year_ticks(first: int, last: int, slot: float, label: float) -> list[int]:
    """Return the years named at an axis: each one, or each second, fifth or tenth one.

    `slot` is the width of a year, `label` that of its name, both in pixels.
    """
    room = max(int((last - first + 1) * slot / (1.4 * label)), 1)
    return ticks(first, last, min(room, 10))

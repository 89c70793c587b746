"""Counts that look like a slip of the keyboard: ten times their neighbours, two digits swapped."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from defector_stats.i18n.formatting import Period, ToDay, number
from defector_stats.i18n.messages import _
from defector_stats.storage.edits import Edit
from defector_stats.storage.schema import Figure, Row, Tables, Total

COUNTS: Mapping[type[Row], str] = {Figure: "arrivals", Total: "total"}
FAR = 8
"""How many times more or fewer than all of its neighbours; the years differ by less than 5."""


@dataclass(frozen=True)
class Doubtful:
    """A count that is added or corrected, and the one that is likely to be meant, in persons."""

    period: Period | ToDay
    value: int
    likely: int

    @property
    def shown(self) -> str:
        """The count in words."""
        return number(self.value)

    def __str__(self) -> str:
        """Ask for which of the two it is."""
        asked = _("{period}: {likely} or {value}?")
        return asked.format(period=self.period, likely=number(self.likely), value=self.shown)


def doubtful(edit: Edit, before: Tables) -> list[Doubtful]:
    """Return the counts of an edit of these rows that should be asked for once.

    A count that is known for its months is compared with the values known for them, a new one
    with those of the years beside it; a total with those of its day, or of the days before and
    after it. What an undo puts back is not asked for.
    """
    return [] if edit.what == "undo" else list(_doubtful(edit, before))


def _doubtful(edit: Edit, before: Tables) -> Iterator[Doubtful]:
    for row in edit.rows:
        cells, was = row.after or {}, row.before or {}
        count = COUNTS.get(row.kind, "")
        if not cells or cells.get(count) == was.get(count):
            continue
        if row.kind is Figure:
            figure = Figure.model_validate(cells)
            period: Period | ToDay = Period(figure.year, figure.through)
            value = figure.arrivals
            known, beside = _around_figure(figure, before)
        else:
            total = Total.model_validate(cells)
            period, value = ToDay(total.as_of.isoformat()), total.total
            known, beside = _around_total(total, before)
        swapped = next((each for each in known if _are_swapped(each, value)), None)
        likely = swapped or _likely(value, known or beside)
        if likely is not None and value not in known:
            yield Doubtful(period, value, likely)


def _around_figure(figure: Figure, tables: Tables) -> tuple[list[int], list[int]]:
    """Return the values of other documents for its months, and those of the years beside it."""
    others = [each for each in tables.figures if each.through == figure.through]
    return [
        each.arrivals
        for each in others
        if each.year == figure.year and each.source != figure.source
    ], [each.arrivals for each in others if abs(each.year - figure.year) == 1]


def _around_total(total: Total, tables: Tables) -> tuple[list[int], list[int]]:
    """Return the values of other documents for its day, and those of the days beside it."""
    others = sorted(tables.totals, key=lambda each: each.as_of)
    earlier = [each.total for each in others if each.as_of < total.as_of]
    later = [each.total for each in others if each.as_of > total.as_of]
    return [
        each.total for each in others if each.as_of == total.as_of and each.source != total.source
    ], [*earlier[-1:], *later[:1]]


def _are_swapped(one: int, other: int) -> bool:
    """Say whether two digits beside each other are exchanged."""
    a, b = str(one), str(other)
    places = [place for place, (x, y) in enumerate(zip(a, b, strict=False)) if x != y]
    return (
        len(a) == len(b)
        and len(places) == 2
        and places[1] == places[0] + 1
        and a[places[0]] == b[places[1]]
        and a[places[1]] == b[places[0]]
    )


def _likely(value: int, beside: Sequence[int]) -> int | None:
    """Return the count with as many zeros more or fewer as bring it nearest, None if it is near."""
    nearest = min(beside, key=lambda each: _times(each, value), default=value)
    if _times(nearest, value) < FAR:
        return None
    tens = (10, 100, 1000)
    shifted = [*(value * ten for ten in tens), *(value // ten for ten in tens)]
    return min(shifted, key=lambda each: _times(each, nearest))


def _times(one: int, other: int) -> float:
    few, many = sorted((one, other))
    return many / few if few else many + 1.0

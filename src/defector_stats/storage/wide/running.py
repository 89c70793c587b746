"""A running count beside the arrivals of each period: what tells it, and whether it goes on so."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from pydantic_core import PydanticCustomError

from defector_stats.i18n.messages import N_, Said
from defector_stats.storage.wide.counted import A_COUNT, COUNTED, Counts
from defector_stats.storage.wide.grid import Cell
from defector_stats.storage.wide.labels import is_cumulative
from defector_stats.storage.wide.periods import Period
from defector_stats.storage.wide.reading import Doubt, TableTotal
from defector_stats.storage.wide.strips import Column, Strip, adds_up
from defector_stats.storage.wide.values import count

Cells = Mapping[Column, Cell]


def strip(found: Sequence[Strip]) -> Strip | None:
    """Return the running count: one beside the arrivals, or beside men and women it is no sum of.

    None where there is none, or where more than one may be it.
    """
    counted = [each for each in found if each.role in COUNTED and each.has_counts]
    running = [each for each in counted if each.role == "arrivals" and _goes_on(each)]
    if len(running) != 1:
        return None
    others = [each for each in counted if each is not running[0]]
    roles = [each.role for each in others if each.role]
    no_sum = {*roles} == {"male", "female"} and len(roles) == 2
    no_sum = no_sum and not adds_up([*others, *running], [*roles, "arrivals"])
    return running[0] if "arrivals" in roles or no_sum else None


def _goes_on(found: Strip) -> bool:
    return found.label is not None and is_cumulative(found.label.text)


def read(
    cells: Cells, counts: Mapping[Column, Counts], periods: Mapping[Period, Period]
) -> tuple[list[TableTotal], list[Doubt]]:
    """Return the last running count as a total, and what does not go on by the arrivals."""
    doubts = []
    known: dict[Period, int] = {}
    for column, period in periods.items():
        if cell := cells.get(column):
            try:
                if (value := count(cell.text)) is not None:
                    known[column] = value
            except PydanticCustomError:
                doubts.append(Doubt(f"unread-running-{period.key}", cell.place, cell.text, A_COUNT))
    doubts += _broken(cells, known, counts, periods)
    if not known:
        return [], doubts
    last = max(known, key=lambda column: periods[column].end)
    note = Said(N_("The running count of the table"))
    total = TableTotal(periods[last].end, known[last], None, None, cells[last].place, note)
    return [total], doubts


def _broken(
    cells: Cells,
    known: Mapping[Period, int],
    counts: Mapping[Column, Counts],
    periods: Mapping[Period, Period],
) -> Iterator[Doubt]:
    """Yield the running counts that are not the one before and the arrivals of their period."""
    order = sorted(periods, key=lambda column: periods[column].end)
    for before, column in pairwise([None, *order]):
        arrivals = _arrivals(counts[column]) if column else None
        begins = before is None and column and periods[column].first is None
        start = 0 if begins else known.get(before) if before else None
        if column is None or column not in known or arrivals is None or start is None:
            continue
        if known[column] != start + arrivals:
            numbers = {"sum": start + arrivals, "before": start, "arrivals": arrivals}
            expected = Said(N_("{sum}, since {before} + {arrivals}"), **numbers)
            key = f"running-{periods[column].key}"
            yield Doubt(key, cells[column].place, cells[column].text, expected)


def _arrivals(counts: Counts) -> int | None:
    male, female, arrivals = map(counts.get, COUNTED)
    if arrivals is None and male is not None and female is not None:
        return male + female
    return arrivals

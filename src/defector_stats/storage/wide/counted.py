"""The counts of one period: men, women and all, as they are printed and as they can be stored."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from pydantic_core import PydanticCustomError

from defector_stats.i18n.messages import N_, Said
from defector_stats.storage.wide.grid import Cell
from defector_stats.storage.wide.labels import Role
from defector_stats.storage.wide.reading import Doubt
from defector_stats.storage.wide.values import count

COUNTED: tuple[Role, ...] = ("male", "female", "arrivals")
A_COUNT = Said(N_("a whole number of persons, 0 or more"))

Cells = Mapping[Role, Cell]
Counts = Mapping[Role, int | None]
"""The values of a period; None where a cell is empty or could not be read."""


@dataclass(frozen=True)
class Counted:
    """The values of a period as they can be stored, with what a reader should know of them."""

    arrivals: int
    male: int | None
    female: int | None
    place: Said
    note: Said | None = None


def read(cells: Cells, key: str, marks: Collection[str] = ()) -> tuple[Counts, list[Doubt]]:
    """Return the counts of a period, and what is doubtful in them.

    `marks` are those behind a number that a note explains as provisional.
    """
    counts: dict[Role, int | None] = {}
    doubts = []
    for who in COUNTED:
        if cell := cells.get(who):
            try:
                counts[who] = count(cell.text, marks)
            except PydanticCustomError as error:
                doubts.append(_unread(f"unread-{who}-{key}", cell, error))
    return counts, [*doubts, *_disagreeing(counts, cells, key)]


def _unread(key: str, cell: Cell, error: PydanticCustomError) -> Doubt:
    reason = (error.context or {}).get("reason")
    if not reason:
        return Doubt(key, cell.place, cell.text, A_COUNT)
    expected = Said(N_("{count}; {reason}"), count=A_COUNT, reason=Said(reason))
    return Doubt(key, cell.place, cell.text, expected)


def _disagreeing(counts: Counts, cells: Cells, key: str) -> Iterator[Doubt]:
    male, female, arrivals = map(counts.get, COUNTED)
    if male is not None and female is not None:
        if arrivals is not None and male + female != arrivals:
            cell, numbers = cells["arrivals"], {"male": male, "female": female}
            expected = Said(N_("{sum}, since {male} + {female}"), sum=male + female, **numbers)
            yield Doubt(f"sum-{key}", cell.place, cell.text, expected)
    elif arrivals is None and (found := male if male is not None else female) is not None:
        cell = cells["male" if male is not None else "female"]
        expected = Said(N_("the sum of men and women beside it, or both"))
        yield Doubt(f"arrivals-{key}", cell.place, str(found), expected)


def storable(counts: Counts, cells: Cells) -> Counted | None:
    """Return the values of a period as they can be stored, None without arrivals.

    Men and women who do not add up are left out, and the note says so.
    """
    male, female, arrivals = map(counts.get, COUNTED)
    if arrivals is not None and (male is None or female is None):
        return Counted(arrivals, male, female, cells["arrivals"].place)
    if male is None or female is None:
        return None
    numbers = {"male": male, "female": female}
    if arrivals is None:
        note = Said(N_("Men and women added: {male} + {female}"), **numbers)
        return Counted(male + female, male, female, cells["male"].place, note)
    place = cells["arrivals"].place
    if male + female == arrivals:
        return Counted(arrivals, male, female, place)
    note = Said(N_("Men and women as printed, {male} + {female}, do not add up to it"), **numbers)
    return Counted(arrivals, None, None, place, note)


def added(one: Counted, other: Counted) -> Counted:
    """Return the sum of two periods, men and women only where both have them."""
    male = _plus(one.male, other.male)
    female = _plus(one.female, other.female)
    terms = {"before": one.arrivals, "next": other.arrivals}
    note = Said(N_("{before} + {next} in the first columns of the table"), **terms)
    return Counted(one.arrivals + other.arrivals, male, female, other.place, note)


def _plus(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other

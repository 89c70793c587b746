"""What a table says, as one document's figures and totals, and what is doubtful in it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from defector_stats.errors import DataError, Problem
from defector_stats.i18n.messages import Said, _


@dataclass(frozen=True)
class Doubt:
    """What does not add up or could not be read; the import waits until `key` is accepted."""

    key: str
    place: Said
    found: str | Said
    expected: Said

    def __str__(self) -> str:
        said = _("{place}: found {found!r}, expected {expected}")
        return said.format(place=self.place, found=str(self.found), expected=self.expected)


@dataclass(frozen=True)
class TableFigure:
    """A count for the months of a year to `through`, as it can be stored.

    The sexes are None where they are not printed or do not add up to the arrivals; `note` says
    so. `stated` holds the text columns of a table with one figure a line: source, status, note …
    """

    year: int
    through: int
    arrivals: int
    male: int | None
    female: int | None
    provisional: bool
    place: Said
    note: Said | None = None
    stated: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class TableTotal:
    """All arrivals to the end of a day, the sexes as in a figure."""

    as_of: date
    total: int
    male: int | None
    female: int | None
    place: Said
    note: Said | None = None


@dataclass(frozen=True)
class Reading:
    """One table as it was read; figures and totals are those once the doubts are accepted.

    `recognised` tells how it was read and what was left out. A table with one figure a line has
    the names of its `columns`, and in `mapping` which of them was taken for what.
    """

    figures: tuple[TableFigure, ...]
    totals: tuple[TableTotal, ...]
    doubts: tuple[Doubt, ...]
    recognised: tuple[Said, ...]
    title: str = ""
    language: str = ""
    columns: tuple[str, ...] = ()
    mapping: Mapping[str, str] = field(default_factory=dict)

    def refusals(self, accepted: Collection[str] = ()) -> list[Doubt]:
        """Return the doubts that nobody accepted."""
        return [doubt for doubt in self.doubts if doubt.key not in accepted]


class NotUnderstoodError(DataError):
    """A file has no table that is understood; its `columns` may be mapped by hand."""

    def __init__(self, problem: Problem, columns: tuple[str, ...] = ()) -> None:
        self.columns = columns
        super().__init__([problem])


def with_keys_of_their_own(doubts: Iterable[Doubt]) -> tuple[Doubt, ...]:
    """Return the doubts, each once, with a number behind a key that another has."""
    named: dict[str, Doubt] = {}
    for doubt in dict.fromkeys(doubts):
        key, number = doubt.key, 2
        while key in named:
            key, number = f"{doubt.key}-{number}", number + 1
        named[key] = replace(doubt, key=key)
    return tuple(named.values())

"""The strips of a table: whom each line of values counts, and for which period each value."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from defector_stats.i18n.messages import N_, Said
from defector_stats.storage.wide.counted import COUNTED
from defector_stats.storage.wide.grid import Cell, Row
from defector_stats.storage.wide.labels import Role, is_cumulative, is_empty, is_total, plain, role
from defector_stats.storage.wide.periods import Period, like_a_period, period
from defector_stats.storage.wide.reading import Doubt
from defector_stats.storage.wide.values import count, is_count, like_a_count, mark

Column = Period | None
"""A period, or None for the sum of them all."""
FEWEST_SUMS = 2
A_PERIOD = Said(N_("a period as '02, 2002, 2025.6 or ~'98"))


@dataclass(frozen=True)
class Lines:
    """The rows of a table, or its columns, with the names of both as keys of doubts have them."""

    lines: Sequence[Row]
    names: Sequence[str]
    places: Sequence[str]


@dataclass(frozen=True)
class Strip:
    """The values of a line by period, and whom they count, as far as it is known."""

    name: str
    label: Cell | None
    role: Role | None
    values: dict[Column, Cell]

    @property
    def has_counts(self) -> bool:
        """Whether any value is or may be a count."""
        return any(like_a_count(cell.text) for cell in self.values.values())

    @property
    def first(self) -> Cell:
        """The label, or the first value of a strip without one."""
        return self.label or next(iter(self.values.values()))


def columns(lines: Lines, years: int) -> dict[int, Column]:
    """Return which places of the line of years have a period, or the total of all."""
    found: dict[int, Column] = {
        place: named
        for place, cell in enumerate(lines.lines[years])
        if cell and (named := period(cell.text))
    }
    found |= dict.fromkeys(_totals(lines, years).keys() - running_totals(lines, years).keys())
    return dict(sorted(found.items()))


def running_totals(lines: Lines, years: int) -> dict[int, Said]:
    """Return the places of running counts beside a total, and what to say of them."""
    totals = {place: plain(cell.text) for place, cell in _totals(lines, years).items()}
    others = [label for label in totals.values() if not is_cumulative(label)]
    message = N_("{label}: not read, since {total} is the total")
    return {
        place: Said(message, label=label, total=others[0])
        for place, label in totals.items()
        if others and label not in others
    }


def _totals(lines: Lines, years: int) -> dict[int, Cell]:
    """Return the labels of totals in the line of years, by their places."""
    return {
        place: cell
        for place, cell in enumerate(lines.lines[years])
        if cell and is_total(cell.text) and any(is_count(text) for text in _texts(lines, place))
    }


def _texts(lines: Lines, place: int) -> list[str]:
    return [cell.text for line in lines.lines if (cell := line[place])]


def strips(lines: Lines, years: int, among: Iterable[int]) -> tuple[list[Strip], list[Doubt]]:
    """Return the strips of some lines, and what is doubtful in the labels of their values.

    Men and women may be named below each year, too.
    """
    named = columns(lines, years)
    others = [number for number in among if number != years]
    for number in others:
        roles = _roles_by_place(lines.lines[number], min(named))
        if {"male", "female"} <= {who for who, _label in roles.values()}:
            rest = [other for other in others if other != number]
            over = _spread_roles(lines.lines[number], named, roles)
            return _by_place(lines, rest, _spread(lines, years, named), over), []
    found = [_strip(lines, number, named) for number in others]
    counted = [
        lines.lines[number]
        for number, strip in zip(others, found, strict=True)
        if strip.role not in ("other", "share")
    ]
    return found, [*_repeated(lines, years, named), *_without_period(lines, years, named, counted)]


def _strip(lines: Lines, number: int, named: dict[int, Column]) -> Strip:
    line = lines.lines[number]
    labels = [cell for cell in line[: min(named)] if cell and not is_empty(cell.text)][::-1]
    known = [(found, cell) for cell in labels if (found := role(cell.text))]
    # Within a block of one sex, the sum is that of the block.
    who, label = min(known, key=lambda pair: pair[0] == "arrivals", default=(None, None))
    values: dict[Column, Cell] = {}
    for place, column in named.items():
        if cell := line[place]:
            values.setdefault(column, cell)
    return Strip(lines.names[number], label or next(iter(labels), None), who, values)


def _repeated(lines: Lines, years: int, named: dict[int, Column]) -> Iterator[Doubt]:
    """Yield the labels that name a period or the total once more."""
    for place, column in named.items():
        cell = lines.lines[years][place]
        if cell and column in [named[other] for other in named if other < place]:
            expected = Said(N_("{label} once"), label=cell.text)
            yield Doubt(lines.places[place], cell.place, cell.text, expected)


def _without_period(
    lines: Lines, years: int, named: dict[int, Column], counted: Sequence[Row]
) -> Iterator[Doubt]:
    """Yield what stands where a period should, beside the values or before them."""
    for place, label in enumerate(lines.lines[years]):
        seems = like_a_count if place > min(named) else is_count
        values = [cell for line in counted if (cell := line[place]) and seems(cell.text)]
        other = label is not None and (
            role(label.text) in ("other", "share") or is_cumulative(label.text)
        )
        unknown = [*values, *([label] if label and like_a_period(label.text) else [])]
        if unknown and place not in named and not other:
            cell = label or values[0]
            yield Doubt(lines.places[place], cell.place, cell.text, A_PERIOD)


def _roles_by_place(line: Row, first: int) -> dict[int, tuple[Role, Cell]]:
    """Return the roles that the labels of a line name, with these labels."""
    return {
        place: (found, cell)
        for place, cell in enumerate(line)
        if cell and place >= first and (found := role(cell.text))
    }


def _spread(lines: Lines, years: int, named: dict[int, Column]) -> dict[int, Column]:
    """Give a place without a label the period to the left, over whose columns it stands."""
    spread: dict[int, Column] = {}
    for place in range(min(named), len(lines.lines[years])):
        cell = lines.lines[years][place]
        if place in named or cell is None or is_empty(cell.text):
            spread[place] = named.get(place, spread.get(place - 1))
    return spread


def _spread_roles(
    line: Row, named: dict[int, Column], roles: dict[int, tuple[Role, Cell]]
) -> dict[int, tuple[Role, Cell]]:
    """Give a period without a role the one to the left, over whose columns it stands."""
    spread = dict(roles)
    for place in range(min(roles), len(line)):
        cell = line[place]
        if named.get(place) and place - 1 in spread and (cell is None or is_empty(cell.text)):
            spread[place] = spread[place - 1]
    return spread


def _by_place(
    lines: Lines,
    among: Sequence[int],
    spread: dict[int, Column],
    roles: dict[int, tuple[Role, Cell]],
) -> list[Strip]:
    """Return a strip for each role that is named below the years, of the one line of values."""
    found = [strip for number in among if (strip := _strip(lines, number, spread)).has_counts]
    if len(found) > 1:
        found = [strip for strip in found if strip.role == "arrivals"]
    if len(found) != 1:
        return []
    line = lines.lines[lines.names.index(found[0].name)]
    by_role: dict[Role, dict[Column, Cell]] = {}
    labels: dict[Role, Cell] = {}
    for place, column in spread.items():
        if cell := line[place]:
            without_label: Role = "arrivals" if column is None else "other"
            who, label = roles.get(place, (without_label, cell))
            by_role.setdefault(who, {}).setdefault(column, cell)
            labels.setdefault(who, label)
    return [Strip(found[0].name, labels[who], who, values) for who, values in by_role.items()]


def with_roles_by_sums(found: Sequence[Strip]) -> list[Strip]:
    """Give strips without any label the roles that add up, men before women as it is usual.

    They stay without a role where that is not certain.
    """
    shares = {strip.name for strip in found if _is_share(strip)}
    counts = [strip for strip in found if strip.has_counts and strip.name not in shares]
    if any(strip.label or len(strip.values) < FEWEST_SUMS for strip in counts):
        return list(found)
    roles = dict(zip((strip.name for strip in counts), _roles(counts), strict=False))
    roles |= dict.fromkeys(shares, "share")
    return [replace(strip, role=roles.get(strip.name)) for strip in found]


def _is_share(strip: Strip) -> bool:
    return any("%" in cell.text for cell in strip.values.values())


def _roles(counts: Sequence[Strip]) -> list[Role]:
    """Return the roles of one strip, or of three of which one is the sum of the others."""
    if len(counts) == 1:
        return ["arrivals"]
    if len(counts) != 3:
        return []
    orders: list[list[Role]] = [
        ["male", "female", "arrivals"],
        ["arrivals", "male", "female"],
        ["male", "arrivals", "female"],
    ]
    return next((order for order in orders if adds_up(counts, order)), [])


def adds_up(counts: Sequence[Strip], order: Sequence[Role]) -> bool:
    """Say whether most of the sums are right in an order of the roles."""
    male, female, whole = (counts[order.index(who)].values for who in COUNTED)
    right = [
        _count(male[column]) + _count(female[column]) == _count(whole[column])
        for column in male.keys() & female.keys() & whole.keys()
        if all(is_count(of[column].text) for of in (male, female, whole))
    ]
    return 2 * sum(right) > len(right)


def _count(cell: Cell) -> int:
    return count(cell.text, {mark(cell.text)}) or 0

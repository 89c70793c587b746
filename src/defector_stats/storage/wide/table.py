"""The table in a grid: which cell counts whom in which period.

The same rules read years across and, with rows and columns exchanged, years down.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest

from defector_stats.i18n.messages import N_, Said
from defector_stats.storage.wide import running
from defector_stats.storage.wide.blocks import Block, blocks, counts_somebody
from defector_stats.storage.wide.counted import COUNTED
from defector_stats.storage.wide.grid import Cell, Grid, Row
from defector_stats.storage.wide.labels import Role, is_corner, is_empty, is_of_totals, plain
from defector_stats.storage.wide.periods import in_order, period
from defector_stats.storage.wide.reading import Doubt
from defector_stats.storage.wide.strips import (
    Column,
    Lines,
    Strip,
    columns,
    running_totals,
    strips,
    with_roles_by_sums,
)
from defector_stats.storage.wide.values import is_count, like_a_count

MOST_CELLS_OF_YEARS = 50_000
WITHOUT_LABELS = Said(
    N_("no label says whom the columns count; men, women and their sum, since they add up")
)
RUNNING = N_("{label}: a running count; its last value is the total, the arrivals stand beside it")
A_ROLE = Said(N_("men, women or their sum"))


@dataclass
class Table:
    """The cells by period and role, the labels of both, and the texts around them.

    `running` are the counts that go on from period to period, beside the arrivals of each.
    """

    cells: dict[Column, dict[Role, Cell]] = field(default_factory=dict)
    labels: dict[Column, Cell] = field(default_factory=dict)
    names: dict[Role, str] = field(default_factory=dict)
    running: dict[Column, Cell] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    remarks: list[Said] = field(default_factory=list)
    above: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)

    @property
    def counts(self) -> int:
        """The number of counts that can be read."""
        stated = (
            cell for cells in self.cells.values() for who, cell in cells.items() if who in COUNTED
        )
        return sum(is_count(cell.text) for cell in (*stated, *self.running.values()))

    @property
    def roles(self) -> set[Role]:
        """Whom the table counts."""
        return {who for who in self.names if who in COUNTED}


def tables(grid: Grid) -> list[Table]:
    """Return what is understood of a grid, the parts of one table put together.

    A grid with more cells than any table of years is not searched.
    """
    if sum(map(len, grid.rows)) > MOST_CELLS_OF_YEARS:
        return []
    return _put_together(map(_table, blocks(grid)))


def _put_together(parts: Iterable[Table]) -> list[Table]:
    """Join the parts of a table that was too wide or too long for one."""
    whole: list[Table] = []
    for part in parts:
        if not part.counts:
            continue
        if whole and whole[-1].roles == part.roles and not whole[-1].labels.keys() & part.labels:
            last = whole[-1]
            last.cells |= part.cells
            last.labels |= part.labels
            last.running |= part.running
            last.doubts += [doubt for doubt in part.doubts if doubt not in last.doubts]
            last.below = part.below
        else:
            whole.append(part)
    return whole


def _table(block: Block) -> Table:
    """Return the reading of a block, years across or down, that gives more."""
    if any(cell and is_of_totals(cell.text) for head in block.heads for cell in head):
        return Table()
    rows = [*block.heads, *block.rows.values()]
    names = [f"row-{number}" for number in [*range(-len(block.heads), 0), *block.rows]]
    places = [f"column-{number}" for number in range(1, len(rows[0]) + 1)]
    across, down = Lines(rows, names, places), Lines(list(zip_longest(*rows)), places, names)
    found = [_read(across, years, range(len(rows))) for years in range(len(block.heads))]
    beside = [number for number, line in enumerate(down.lines) if _names_years(line)]
    ends = [0, *beside[1:], len(down.lines)]
    found += _put_together(
        _read(down, years, range(first, after))
        for years, (first, after) in zip(beside, pairwise(ends), strict=False)
    )
    best = max(found, key=lambda table: table.counts, default=Table())
    best.doubts = [*block.doubts, *best.doubts]
    best.above, best.below = block.above, block.below
    return best


def _names_years(line: Row) -> bool:
    """Say whether a column holds the years of the rows."""
    texts = [cell.text for cell in line if cell and not is_empty(cell.text)]
    named = [found for text in texts if (found := period(text))]
    counts = [text for text in texts if not period(text) and like_a_count(text)]
    if not named or len(counts) > len(named) or counts_somebody(line):
        return False
    return in_order(named) or (len(named) == 1 and is_corner(texts[0]))


def _read(lines: Lines, years: int, among: Iterable[int]) -> Table:
    """Return the table whose periods stand in line `years` and whose values in lines `among`."""
    named = columns(lines, years)
    if not any(named.values()):
        return Table()
    found, doubts = strips(lines, years, among)
    table = Table(doubts=doubts)
    if not any(strip.role in COUNTED and strip.has_counts for strip in found):
        found = with_roles_by_sums(found)
        table.remarks = [WITHOUT_LABELS]
    labels = lines.lines[years]
    if beside := running.strip(found):
        table.running = beside.values
        table.remarks.append(Said(RUNNING, label=plain(beside.first.text)))
    table.remarks += running_totals(lines, years).values()
    for strip in found:
        if strip.role != "other" and strip.has_counts and strip is not beside:
            _add(table, strip)
    for place, column in named.items():
        if cell := labels[place]:
            table.labels.setdefault(column, cell)
    return table


def _add(table: Table, strip: Strip) -> None:
    """Add the values of a strip, or the doubt why not."""
    cell = strip.first
    if strip.role is None:
        table.doubts.append(Doubt(strip.name, cell.place, cell.text, A_ROLE))
    elif strip.role in table.names:
        expected = Said(N_("{label} once"), label=cell.text)
        table.doubts.append(Doubt(strip.name, cell.place, cell.text, expected))
    else:
        table.names[strip.role] = strip.label.text if strip.label else ""
        for column, value in strip.values.items():
            table.cells.setdefault(column, {})[strip.role] = value

"""The tables within a grid: heads of columns, rows of values, and the texts around them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile

from defector_stats.i18n.messages import N_, Said
from defector_stats.storage import cells
from defector_stats.storage.wide.asof import as_of
from defector_stats.storage.wide.grid import Grid, Row
from defector_stats.storage.wide.labels import is_corner, is_empty, is_note, is_total, role
from defector_stats.storage.wide.periods import in_order, period
from defector_stats.storage.wide.reading import Doubt
from defector_stats.storage.wide.values import is_count, like_a_count


@dataclass
class Block:
    """Rows that belong together, by number; the heads of their columns, the texts around."""

    heads: list[Row] = field(default_factory=list)
    rows: dict[int, Row] = field(default_factory=dict)
    above: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


def blocks(grid: Grid) -> Iterator[Block]:
    """Yield the tables of a grid from top to bottom, the rows of each of one width."""
    block = Block(above=list(grid.above))
    for number, row in enumerate(grid.rows, 1):
        texts = _texts(row)
        if is_head(row):
            if block.rows:
                yield _even(block)
                block = Block(above=block.below)
            block.heads.append(row)
        elif _has_values(texts):
            block.rows[number] = row
        elif texts:
            (block.below if block.rows else block.above).append(" ".join(texts))
    block.below += grid.below
    if block.rows:
        yield _even(block)


def _texts(row: Row) -> list[str]:
    return [cell.text for cell in row if cell and not is_empty(cell.text)]


def _has_values(texts: list[str]) -> bool:
    """Say whether a row has a label and counts, or what may be counts, but no day in a title."""
    if len(texts) < 2 or is_note(texts[0]) or not any(map(like_a_count, texts)):
        return False
    return sum(map(is_count, texts)) > 1 or not as_of([" ".join(texts)])


def is_head(row: Row) -> bool:
    """Say whether a row names columns: years, or roles, or anything beside a corner."""
    texts = _texts(row)
    named = [found for text in texts if (found := period(text))]
    others = [text for text in texts if not period(text)]
    if len(texts) < 2 or is_note(texts[0]) or any(map(is_count, others)):
        return False
    if is_corner(texts[0]):
        return True
    if any(map(like_a_count, others)):
        return False
    if named:
        single = len(named) == 1 and period(texts[0])
        return not single and not counts_somebody(row) and in_order(named)
    return sum(role(text) is not None for text in texts) > 1


def counts_somebody(row: Row) -> bool:
    """Say whether the label of a row names a role, so that what looks like years are counts."""
    first = row[0].text if row[0] else ""
    if is_total(first) and all(found.sure for text in _texts(row) if (found := period(text))):
        return False
    labels = takewhile(lambda text: not period(text), _texts(row))
    return role(first) is not None or any(role(text) in ("male", "female") for text in labels)


def _even(block: Block) -> Block:
    """Give all rows one width; those that are shorter or longer are left out and doubted."""
    usual = Counter(map(len, block.rows.values())).most_common(1)[0][0]
    heads = [
        (None, *_without_end(head))
        if len(head) == usual - 1 and not is_corner(_texts(head)[0])
        else _without_end(head)
        for head in block.heads
    ]
    width = max([usual, *map(len, heads)])
    rows, doubts = {}, list(block.doubts)
    for number, row in block.rows.items():
        if len(row) == width or (len(row) > width and len(_without_end(row)) <= width):
            rows[number] = row[:width]
        else:
            doubts.append(of_other_width(number, row, width))
    block.heads = [(*head, *[None] * (width - len(head))) for head in heads]
    block.rows, block.doubts = rows, doubts
    return block


def _without_end(row: Row) -> Row:
    """Return a row without the empty cells at its end."""
    filled = [place for place, cell in enumerate(row) if cell and not is_empty(cell.text)]
    return row[: filled[-1] + 1] if filled else ()


def of_other_width(number: int, row: Row, width: int) -> Doubt:
    """Return the doubt in a row whose values may belong to other columns."""
    expected = Said(N_("{count} cells, as the other rows have"), count=width)
    return Doubt(f"row-{number}", next(filter(None, row)).place, cells.many(len(row)), expected)

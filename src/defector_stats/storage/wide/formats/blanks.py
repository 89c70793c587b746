"""A table with nothing but blanks between its cells: aligned, or one cell after the other."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise, takewhile

from defector_stats.storage.wide.formats.pieces import (
    Line,
    is_of_table,
    joined,
    label_of,
    with_broken_labels_joined,
    with_labels,
)
from defector_stats.storage.wide.grid import Grid
from defector_stats.storage.wide.labels import is_total, role
from defector_stats.storage.wide.periods import in_order, period


def aligned(read: Sequence[Line]) -> Grid:
    """Return the grid of lines in which the cells of a column stand below each other."""
    read = with_broken_labels_joined([with_labels(line) for line in read])
    columns = _columns([line for line in read if is_of_table(line)])
    return _grid([_placed(line, columns) if is_of_table(line) else [joined(line)] for line in read])


def _grid(rows: Sequence[Line]) -> Grid:
    return Grid(tuple(tuple(piece.cell() for piece in row) for row in rows))


def _columns(rows: Sequence[Line]) -> list[tuple[int, int]]:
    """Return where the columns begin and end, nothing when they overlap."""
    lengths = Counter(map(len, rows))
    width = max(lengths, key=lambda length: (lengths[length], length), default=0)
    whole = [row for row in rows if len(row) == width]
    columns = [
        (min(piece.start for piece in column), max(piece.end for piece in column))
        for column in zip(*whole, strict=True)
    ]
    apart = all(end < start for (_, end), (start, _) in pairwise(columns))
    return columns if apart else []


def _placed(row: Line, columns: list[tuple[int, int]]) -> Line:
    """Put an empty piece where a row has none, as it is if its pieces fit to no columns."""
    if len(row) >= len(columns):
        return row
    nearest = [
        max(range(len(columns)), key=lambda place: piece.overlap(*columns[place])) for piece in row
    ]
    if sorted(set(nearest)) != nearest:
        return row
    pieces = dict(zip(nearest, row, strict=True))
    return [
        pieces.get(place) or replace(row[0], text="", start=start)
        for place, (start, _end) in enumerate(columns)
    ]


def in_sequence(read: Sequence[Line]) -> Grid:
    """Return the grid of cells that follow one another, whatever the lines are."""
    rows: list[Line] = []
    heads_of_columns = False
    for words, values in _labels_with_values(read):
        if heads_of_columns and len(rows[-1]) > 1 and len(words) > 1 and is_total(words[0].text):
            rows[-1].append(words.pop(0))
        if _names_a_row(words, values):
            values.insert(0, words.pop())
        heads_of_columns = _are_heads(words, values)
        if heads_of_columns:
            both = label_of(words[-2:])
            corner = both if len(both) > 1 else words[-1:]
            rows += [words[: -len(corner)], [*(corner or _nothing(values)), *values]]
        elif roles := _roles(words, values):
            corner = words[: -len(roles)][-1:]
            rows += [words[: -len(roles) - 1], [*(corner or _nothing(roles)), *roles]]
            width = len(roles) + 1
            rows += [values[at : at + width] for at in range(0, len(values), width)]
        else:
            rows.append([*([joined(words)] if words else []), *values])
    return _grid(list(filter(None, rows)))


def _labels_with_values(read: Sequence[Line]) -> Iterator[tuple[Line, Line]]:
    """Yield words and the values behind them."""
    words: Line = []
    for are_values, pieces in groupby(_sequence(read), lambda piece: piece.is_value):
        if are_values:
            yield words, list(pieces)
            words = []
        else:
            words = list(pieces)
    if words:
        yield words, []


def _sequence(read: Sequence[Line]) -> Line:
    """Return the pieces in order, those within a bracket joined."""
    pieces: Line = []
    for line in read:
        label = with_labels(line)
        for piece in label if len(label) == 1 else line:
            last = pieces[-1] if pieces else None
            if last and (last.text.count("(") > last.text.count(")") or piece.text[0] == "("):
                pieces[-1] = joined([last, piece])
            else:
                pieces.append(piece)
    return pieces


def _are_heads(words: Line, values: Line) -> bool:
    """Say whether values are the years above the columns, and no counts of men or women."""
    of_sex = words and role(words[-1].text) in ("male", "female")
    return len(values) > 1 and not of_sex and _are_years(values)


def _are_years(values: Line) -> bool:
    periods = [found for piece in values if (found := period(piece.text))]
    return len(periods) == len(values) and in_order(periods)


def _names_a_row(words: Line, values: Line) -> bool:
    """Say whether the last word is the label of a first row with the totals, before the years."""
    columns = len(_last_roles(words)) - 1
    if columns < 2 or not is_total(words[-1].text):
        return False
    return _are_years(values[columns :: columns + 1]) and not _are_years(values[:: columns + 2])


def _roles(words: Line, values: Line) -> Line:
    """Return the heads of the columns if the values are rows that begin with a year or a total."""
    roles = _last_roles(words)
    begins = values and (period(values[0].text) or is_total(values[0].text))
    return roles if begins and len(roles) > 1 else []


def _last_roles(words: Line) -> Line:
    return list(takewhile(lambda piece: role(piece.text), reversed(words)))[::-1]


def _nothing(pieces: Line) -> Line:
    return [replace(pieces[0], text="")]

"""The pieces of a line of text, and the labels that a narrow column broke over several lines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from defector_stats.i18n.messages import N_, Said
from defector_stats.storage.wide.grid import Cell
from defector_stats.storage.wide.labels import (
    SIGNS,
    is_corner,
    is_empty,
    is_note,
    is_total,
    is_unit,
    role,
)
from defector_stats.storage.wide.periods import period
from defector_stats.storage.wide.values import without_word

_PAGE_NUMBER = re.compile(r"\s*-\s*\d+\s*-\s*")
MOST_BROKEN = 8
_PHRASES = (
    r"\d[\d.]*\s?%",
    r"\d{1,3}(?:[\u2007\u2009\u202f]\d{3})+(?!\d)",  # wider blanks stand between cells
    r"\d[\d,]*\sp\)?(?!\S)",
    r"(?:~\s?)?'?\d{2,4}년\s?\d{1,2}월[^\s(]*",
    r"~\s?'?\d{2,4}[^\s(]*",
    r"[합총소]\s{1,3}계",
    r"구\s{1,3}분",
    r"[남여]\s{1,3}[자성](?!\S)",
    r"grand\s+total",
    r"(?:share|ratio|percentage)\sof\s(?:women|females?)",
    r"(?:female|women'?s?|여성|女性)\s(?:ratio|share|비율|比例)(?!\sof)",
    r"[^\s(\d]+\s/\s[^\s(]+",
    r"\([^()]*\)",
)
"""What is one cell although it may have a blank within."""
_PIECE = re.compile(
    rf"(?:{'|'.join(_PHRASES)}|[^\s(]+|\S+)"
    r"(?:\s{0,2}\((?![\d.]+%)[^()]*\)[^\s(]*)*(?:\([^\s()]*)?",
    re.IGNORECASE,
)
_COUNT = re.compile(r"\d[\d,.]*%?[^\d\s]{0,2}|\d[\d.]*\s%|\d{1,3}(\s\d{3})+[^\d\s]{0,2}")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a line; lines, characters and pages count from 1, text without pages has 0."""

    text: str
    line: int
    start: int
    page: int = 0

    @property
    def end(self) -> int:
        """The place after the last character."""
        return self.start + len(self.text)

    @property
    def is_count(self) -> bool:
        """Whether it is a number or the mark for none."""
        return bool(_COUNT.fullmatch(without_word(self.text))) or is_empty(self.text)

    @property
    def is_value(self) -> bool:
        """Whether it stands in a column of the table: a number, the mark for none, a period."""
        return self.is_count or period(self.text) is not None

    @property
    def is_known(self) -> bool:
        """Whether it is a label that means something."""
        return bool(role(self.text) or period(self.text)) or is_corner(self.text)

    def overlap(self, start: int, end: int) -> int:
        """Return how many characters of it stand above or below what begins and ends there."""
        return min(self.end, end) - max(self.start, start)

    def cell(self) -> Cell:
        """Return it as a cell of a grid."""
        place = {"line": self.line, "character": self.start}
        if self.page:
            message = N_("page {page}, line {line}, character {character}")
            return Cell(self.text, Said(message, page=self.page, **place))
        return Cell(self.text, Said(N_("line {line}, character {character}"), **place))


Line = list[Piece]


def lines(text: str, page: int = 0) -> list[Line]:
    """Return the pieces of the lines that are not blank; a note is one piece."""
    found = []
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        shown = line.translate(SIGNS).replace("\f", "").expandtabs()
        pieces = [
            Piece(match[0], number, match.start() + 1, page) for match in _PIECE.finditer(shown)
        ]
        if pieces:
            no_row = is_note(shown) or _PAGE_NUMBER.fullmatch(shown)
            found.append([joined(pieces)] if no_row else pieces)
    return found


def joined(pieces: Sequence[Piece], sign: str = " ") -> Piece:
    """Return the pieces as one that stands where the first does; of none, an empty one."""
    if not pieces:
        return Piece("", 0, 0)
    return replace(pieces[0], text=sign.join(piece.text for piece in pieces).strip())


def with_labels(line: Line) -> Line:
    """Join the words of each label of a line."""
    words = list(takewhile(lambda piece: not piece.is_value, line))
    if len(words) < len(line):
        return [*label_of(words), *line[len(words) :]]
    groups = [[line[0]]]
    for before, piece in pairwise(line):
        if piece.start - before.end < 2:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    if len(groups) == 1 and sum(piece.is_known for piece in line) > 1:
        return line
    return list(map(joined, groups))


def label_of(words: Line) -> Line:
    """Join the words before values; a total stands before the years that it counts."""
    if len(words) > 1 and is_total(words[-1].text) and is_corner(joined(words[:-1]).text):
        return [joined(words[:-1]), words[-1]]
    return [joined(words)] if words else []


def is_of_table(line: Line) -> bool:
    """Say whether a line has values or the heads of columns, so that it is no title or note."""
    values = [piece.is_value for piece in line]
    return (
        sum(values) > 1
        or (values == [False, True] and line[0].is_known)
        or sum(piece.is_known for piece in line) > 1
    )


def with_broken_labels_joined(read: Sequence[Line]) -> list[Line]:
    """Join what a narrow column broke: 남 above (명), 합 above 계, '25.12(잠 above 정)."""
    whole: list[Line] = []
    loose: list[Line] = []
    for line in [*read, []]:
        if line and not is_of_table(line):
            loose.append(line)
            continue
        before = whole.pop() if whole else []
        before, loose = _below_heads(before, loose)
        whole += _shared_out(before, loose, line)
        loose = []
    return whole


def _below_heads(heads: Line, loose: list[Line]) -> tuple[Line, list[Line]]:
    """Join what stands below a head, but the first, to it; return what is left, too."""
    whole = list(heads)
    left = []
    for line in loose:
        rest = []
        for piece in line:
            place = _above(piece, heads)
            both = joined([whole[place], piece], "") if place else None
            if both and both.is_known and not heads[place].is_count:
                whole[place] = both
            else:
                rest.append(piece)
        if rest:
            left.append(rest)
    return whole, left


def _above(piece: Piece, heads: Line) -> int:
    """Return the place of the head below which a piece stands, 0 if it stands below none."""
    overlaps = [piece.overlap(head.start, head.end) for head in heads]
    widest = max(overlaps, default=0)
    return overlaps.index(widest) if widest > 0 else 0


def _shared_out(before: Line, loose: list[Line], after: Line) -> list[Line]:
    """Return both lines with the loose ones between them, which joined their labels if they fit.

    As many as fit join one of them; what fits to both belongs to the one above.
    """
    lacking = bool(before and after) and len(after) == len(before) - 1 and after[0].is_count
    if lacking:
        after = [replace(after[0], text=""), *after]
    for upper, lower in _splits(loose):
        above = joined([*before[:1], *(line[0] for line in loose[:upper])], "")
        below = joined([*(line[0] for line in loose[-lower:] if lower), *after[:1]], "")
        fits_above = not upper or (before and above.is_known)
        if fits_above and (not lower or (after and (lacking or below.is_known))):
            kept = loose[upper : len(loose) - lower]
            return [*_with_label(before, above), *kept, *_with_label(after, below)]
    return [*([before] if before else []), *loose, *([after] if after else [])]


def _with_label(line: Line, label: Piece) -> list[Line]:
    return [[label, *line[1:]]] if line else []


def _splits(loose: list[Line]) -> list[tuple[int, int]]:
    """Return how many of the loose lines may join the label above and below, most first."""
    upper = len(list(takewhile(lambda line: not _is_text(line), loose[:MOST_BROKEN])))
    lower = len(list(takewhile(lambda line: not _is_text(line), loose[: -MOST_BROKEN - 1 : -1])))
    splits = [
        (first, last)
        for first in range(upper, -1, -1)
        for last in range(lower + 1)
        if 0 < first + last <= len(loose)
    ]
    return sorted(splits, key=sum, reverse=True)


def _is_text(line: Line) -> bool:
    """Say whether a loose line is a title, a unit or a note, no piece of a label."""
    return len(line) > 1 or is_unit(line[0].text) or is_note(line[0].text)

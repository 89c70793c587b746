"""How wide words are and where they break: computed, so that every machine breaks them alike.

The widths are those of Arial, whose metrics Helvetica and Liberation Sans share; one of them is on
every machine, and `FONTS` asks for them first. Hangul has the width of Noto Sans CJK, the widest
of the Korean fonts.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from defector_stats.i18n.breaking import NO_BREAK, units

FONTS = (
    'Arial, "Liberation Sans", Helvetica, "Apple SD Gothic Neo", "Malgun Gothic", '
    '"Noto Sans CJK KR", "Noto Sans KR", sans-serif'
)
LEADING = 1.3  # from one line to the next, as Plotly sets them
BOLD = 1.08

# Thousandths of the size of the type.
_WIDTHS = {
    letter: width
    for width, letters in {
        191: "'",
        222: "ijl‘’",
        278: f" {NO_BREAK}!,./:;I[\\]ft·",
        333: "()-`r“”{}|",
        389: '*"',
        500: "Jcksvxyz^°",
        556: "#$0123456789?L_abdeghnopqu–†‡§",
        611: "+<=>~−×FTZ■±",
        667: "&ABEKPSVXY",
        722: "CDHNRUw",
        778: "GOQ",
        889: "Mm%",
        944: "W",
    }.items()
    for letter in letters
}
_HANGUL, _WIDE, _OTHER = 920, 1000, 722
_NEVER_FIRST = "~,.;:!?)]}’”」』》·%"


@lru_cache(20_000)
def _letter(letter: str) -> int:
    if letter in _WIDTHS:
        return _WIDTHS[letter]
    if "가" <= letter <= "힣":
        return _HANGUL
    if unicodedata.combining(letter):
        return 0
    if unicodedata.east_asian_width(letter) in "WF" or letter in "—…→←▲▼":
        return _WIDE
    return _WIDTHS.get(unicodedata.normalize("NFD", letter)[0], _OTHER)


def width(text: str, size: float, bold: bool = False) -> float:
    """Return the width of a line in pixels, at a size of the type in pixels."""
    return sum(map(_letter, text)) * size / 1000 * (BOLD if bold else 1)


def wrap(text: str, size: float, room: float, bold: bool = False) -> list[str]:
    """Break text into lines of at most `room` pixels: between words, or in a word too long.

    Words that belong together are parted only where they are too long. No piece of a word begins
    with a closing sign.
    """
    lines: list[str] = []
    for word in _words(text, size, room, bold):
        for place, piece in enumerate(_pieces(word, size, room, bold)):
            joined = f"{lines[-1]} {piece}" if lines and not place else ""
            if joined and width(joined, size, bold) <= room:
                lines[-1] = joined
            else:
                lines.append(piece)
    return [line.replace(NO_BREAK, " ") for line in lines]


def _words(text: str, size: float, room: float, bold: bool) -> Iterator[str]:
    """Yield the words that are set as one where they fit."""
    for unit in units(text):
        fits = width(unit, size, bold) <= room
        yield from [unit] if fits else unit.split(NO_BREAK)


def _pieces(word: str, size: float, room: float, bold: bool) -> list[str]:
    """Cut a word into pieces that fit; a word that fits is one piece."""
    if width(word, size, bold) <= room:
        return [word]
    pieces = [word[:1]]
    for letter in word[1:]:
        fits = width(pieces[-1] + letter, size, bold) <= room
        if fits or letter in _NEVER_FIRST:
            pieces[-1] += letter
        else:
            pieces.append(letter)
    return pieces


def balanced(text: str, size: float, room: float, bold: bool = False) -> list[str]:
    """Break text into as few lines as `wrap` does, but of lengths as equal as can be.

    It breaks within brackets only where it must.
    """
    fewest = wrap(text, size, room, bold)
    narrower = (wrap(text, size, room * tenths / 10, bold) for tenths in range(5, 10))
    same = [
        lines
        for lines in narrower
        if (len(lines), " ".join(lines)) == (len(fewest), " ".join(fewest))
    ]
    return min([*same, fewest], key=_broken_brackets)


def _broken_brackets(lines: list[str]) -> int:
    return sum(line.count("(") != line.count(")") for line in lines)


def height(lines: Sequence[str], size: float) -> float:
    """Return the height of lines in pixels."""
    return len(lines) * size * LEADING

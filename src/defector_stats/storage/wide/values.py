"""The counts and shares in the cells of a table, with the marks that call them provisional."""

import re
from collections.abc import Collection

from pydantic_core import PydanticCustomError

from defector_stats.storage.cells import mistake, whole_number
from defector_stats.storage.wide.labels import PROVISIONAL, is_empty, plain

MOST_DIGITS = 9
_UNIT = re.compile(r"(?<=\d)\s*(명|名|人|persons?|people)$")
_WITH_BLANKS = re.compile(r"[1-9]\d{0,2}( \d{3})+")
_MARK = re.compile(r"(?<=[\d%])\s*([*†‡§※]+)$")
_SHARE = re.compile(r"(\d+)(?:\.(\d+))?\s*%?")


def mark(text: str) -> str:
    """Return the mark behind a number that a note may explain, blank if it has none."""
    match = _MARK.search(plain(text))
    return match[1] if match else ""


def is_provisional(text: str) -> bool:
    """Say whether a word in the cell of a number calls it provisional: 223(잠정), 223 p."""
    return without_word(text) != plain(text).casefold()


def without_word(text: str) -> str:
    """Return a number in small letters without the word that calls it provisional."""
    small = plain(text).casefold()
    bare = re.sub(r"[(\[]\s*[)\]]", "", PROVISIONAL.sub("", small)).strip()
    return bare if bare[:1].isdigit() else small


def _number(text: str, marks: Collection[str]) -> str:
    """Return a number without what calls it provisional, the marks that a note explains."""
    bare = without_word(text)
    return _MARK.sub("", bare) if mark(bare) in marks else bare


def count(text: str, marks: Collection[str] = ()) -> int | None:
    """Return the persons that a cell counts, None where it says that there is no value.

    `marks` behind a number are passed over, and so is a word that calls it provisional. Raises
    PydanticCustomError for what is no count.
    """
    bare = _UNIT.sub("", _number(text, marks))
    if is_empty(bare):
        return None
    if _WITH_BLANKS.fullmatch(bare):
        bare = bare.replace(" ", "")
    if not bare.isascii():  # a raised digit is a footnote, no part of the number
        raise mistake("")
    digits = str(whole_number(bare))
    if len(digits) > MOST_DIGITS:
        raise mistake("")
    return int(digits)


def is_count(text: str) -> bool:
    """Say whether a cell is a count, marked or not, so that no title or note is taken for one."""
    try:
        return count(text, {mark(text)}) is not None
    except PydanticCustomError:
        return False


def like_a_count(text: str) -> bool:
    """Say whether a cell begins as a count does, so that it may be one that was misread."""
    return re.match(r"\W*\d", plain(text)) is not None


def share(text: str, marks: Collection[str] = ()) -> tuple[float, int] | None:
    """Return a printed share in per cent and its decimals, None where there is none.

    Raises ValueError for what is no share.
    """
    bare = _number(text, marks)
    if is_empty(bare):
        return None
    match = _SHARE.fullmatch(bare)
    if not match:
        raise ValueError(text)
    return float(bare.rstrip("% ")), len(match[2] or "")

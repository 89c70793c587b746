"""The counts and shares in the cells of a table."""

import re

from pydantic_core import PydanticCustomError

from defector_stats.storage.cells import mistake, whole_number
from defector_stats.storage.wide.labels import is_empty, plain

MOST_DIGITS = 9
_UNIT = re.compile(r"(?<=\d)\s*(명|名|人|persons?|people)$")
_SHARE = re.compile(r"(\d+)(?:\.(\d+))?\s*%?")


def count(text: str) -> int | None:
    """Return the persons that a cell counts, None where it says that there is no value.

    Raises PydanticCustomError for what is no count.
    """
    bare = _UNIT.sub("", plain(text))
    if is_empty(bare):
        return None
    if not bare.isascii():  # a raised digit is a footnote, no part of the number
        raise mistake("")
    digits = str(whole_number(bare))
    if len(digits) > MOST_DIGITS:
        raise mistake("")
    return int(digits)


def is_count(text: str) -> bool:
    """Say whether a cell is a count, so that no title or note is taken for a value."""
    try:
        return count(text) is not None
    except PydanticCustomError:
        return False


def like_a_count(text: str) -> bool:
    """Say whether a cell begins as a count does, so that it may be one that was misread."""
    return re.match(r"\W*\d", plain(text)) is not None


def share(text: str) -> tuple[float, int] | None:
    """Return a printed share in per cent and its decimals, None where there is none.

    Raises ValueError for what is no share.
    """
    if is_empty(text):
        return None
    match = _SHARE.fullmatch(plain(text))
    if not match:
        raise ValueError(text)
    return float(plain(text).rstrip("% ")), len(match[2] or "")

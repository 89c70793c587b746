"""Where a line of text is not broken: in a date, after a short word or the sign of a note."""

import re

from defector_stats.i18n.languages import WHOLE_WORDS
from defector_stats.i18n.messages import spoken

NO_BREAK, JOINER = "\xa0", "\u2060"  # in place of a space, and between two letters

_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_SHORT = "a|an|as|at|by|from|in|of|on|the|to"
_KEPT = re.compile(
    rf"\b(?i:{_SHORT}) "
    rf"|\d (?={_MONTH}\b)|\b{_MONTH} (?=\d)"  # 4 February 2026
    r"|\d년 (?=\d+(?:~\d+)?월)|월 (?=\d+일)"  # 2026년 2월 4일, 2016년 1~10월
    r"|\d\. (?=\d+\.)"  # 2026. 2. 4.
    r"|(?<!\S)[*†‡§°]+ "  # the sign of a note
    r"|\d (?=\([^()\s]+\))"  # 2009 (−38)
    r"|\S (?=→)|\d (?=again\b)|다시 (?=\d)"  # 2,914 → 2,929 → 2,914 again
)
_RANGE = re.compile(r"(?<=\w–)(?=\w)")


def kept(text: str) -> str:
    """Return text for a browser, which breaks it where an editor would.

    Languages of whole words have a way of their own, `export.whole_words`.
    """
    if spoken() in WHOLE_WORDS:
        return text
    return _RANGE.sub(JOINER, _with_kept_spaces(text))


def units(text: str) -> list[str]:
    """Return the words of a text; those between which no line ends are one, with `NO_BREAK`."""
    return _with_kept_spaces(" ".join(text.split())).split(" ")


def _with_kept_spaces(text: str) -> str:
    return _KEPT.sub(lambda found: found[0][:-1] + NO_BREAK, text)

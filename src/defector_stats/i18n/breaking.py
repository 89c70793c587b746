"""Where a line of text is not broken: in a date, after a short word or the sign of a note."""

import re

NO_BREAK = "\xa0"

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


def units(text: str) -> list[str]:
    """Return the words of a text; those between which no line ends are one, with `NO_BREAK`."""
    spaced = " ".join(text.split())
    return _KEPT.sub(lambda found: found[0][:-1] + NO_BREAK, spaced).split(" ")

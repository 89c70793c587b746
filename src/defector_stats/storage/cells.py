"""One cell of a file or a field of the form: what people mean by it, and what to say if not.

What is certain is read (full-width digits, blanks around, "2,706"); anything else is reported,
with a suggestion where only one reading is plain.
"""

import re
import string
import unicodedata
from collections.abc import Collection
from difflib import get_close_matches

from pydantic_core import PydanticCustomError

from defector_stats.dates import last_day
from defector_stats.i18n.languages import LETTERS
from defector_stats.i18n.messages import N_, Said
from defector_stats.storage import encoding

NUMBER = re.compile(r"[0-9]+|[0-9]{1,3}(,[0-9]{3})+")
SHORTENED = re.compile(r"[0-9]+(\.[0-9]+)?E[+-]?[0-9]+", re.IGNORECASE)
SHORT_YEAR = re.compile(r"['’]?([0-9]{2})년?")
MONTHS = re.compile(r"1(?:월)?\s*[~∼〜–-]\s*([0-9]{1,2})월")
TURNED_INTO_DATE = re.compile(
    r"[0-9]{1,4}[-/ ][A-Za-z]{3,9}|[A-Za-z]{3,9}[-/ ][0-9]{1,4}|[0-9]{1,2}월\s*[0-9]{1,2}일"
)
BY_SPREADSHEET = N_("a spreadsheet program seems to have changed it; type it again, as text")
FIRST_YEAR = 1948
LONGEST_ID = 100
# Full-width letters are those of an Asian keyboard; what has no width comes with pasted text.
# NFKC would do more than that: it makes a footnote mark (², ①, ½) a digit of the number before it.
PLAIN = {
    **{wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)},
    0x3000: " ",
    **dict.fromkeys((0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF)),
}


def mistake(reason: str, suggestion: str = "") -> PydanticCustomError:
    """Return the error for a cell: why it is wrong beyond its field's description."""
    return PydanticCustomError("cell", "{reason}", {"reason": reason, "suggestion": suggestion})


def tidy(text: str) -> str:
    """Return the text with plain letters for full-width ones and no blanks around it."""
    return (text if text.isascii() else text.translate(PLAIN)).strip()


def composed(text: str) -> str:
    """Return the text with whole letters: macOS takes Hangul and accents apart."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def nearest(text: str, known: list[str]) -> str:
    """Return the known word that is nearest to a mistyped one, empty if none is near."""
    return next(iter(get_close_matches(text.lower(), known, n=1)), "")


def slip(text: str, known: Collection[str]) -> str:
    """Return the id that a slip of the keyboard made this of, empty if there is none or another.

    One sign is missing, too many, another, or exchanged with its neighbour; not a digit for a
    digit, though, which names another document.
    """
    plain = re.sub(r"[\s_]+", "-", tidy(text).lower())
    signs = string.ascii_lowercase + string.digits + "-"
    places = range(len(plain) + 1) if len(plain) <= LONGEST_ID else ()
    near = {plain}
    for start, end in ((plain[:place], plain[place:]) for place in places):
        near.update(start + sign + end for sign in signs)
        near.add(start + end[1:])
        if not end[:2].isdigit():
            near.add(start + end[1:2] + end[:1] + end[2:])
        near.update(
            start + sign + end[1:]
            for sign in signs
            if end and not (sign.isdigit() and end[0].isdigit())
        )
    meant = [id for id in near if id in known]
    return meant[0] if len(meant) == 1 else ""


def words(cell: object) -> object:
    """Return a text, its letters composed; raises the error for a garbled one."""
    if not isinstance(cell, str):
        return cell
    text = composed(cell)
    if meant := encoding.reread(text):
        raise mistake(N_("it is UTF-8 that was read in another encoding"), meant)
    if encoding.is_garbled(text):
        raise mistake(N_("letters were lost in another encoding; take them from the original"))
    return text


def korean(cell: object) -> object:
    """Return a text in Korean, or a blank one; raises the error for one without a Korean letter.

    It may be what stands after a comma in the column before, without quotation marks.
    """
    if isinstance(cell, str) and cell.strip() and not re.search(LETTERS["ko"], composed(cell)):
        raise mistake("")
    return words(cell)


def whole_number(cell: object) -> object:
    """Return the digits of a whole number: "2,706", " 2706 " and "２７０６" are 2706.

    Raises the error for what is no such number.
    """
    if not isinstance(cell, str) or (cell.isascii() and cell.isdigit()):
        return cell
    text = tidy(cell)
    if NUMBER.fullmatch(text):
        return text.replace(",", "")
    if re.fullmatch(r"[-−][0-9.,\s]+", text):
        raise mistake(N_("a count is never negative"))
    if SHORTENED.fullmatch(text) or TURNED_INTO_DATE.fullmatch(text):
        raise mistake(BY_SPREADSHEET)
    if re.fullmatch(r"[0-9]{1,3}(\.[0-9]{3})+", text):
        raise mistake(N_("write thousands with a comma or without a sign"), text.replace(".", ""))
    if re.fullmatch(r"[0-9]+\.[0-9]+", text):
        digits, fraction = text.split(".")
        raise mistake(N_("a count has no fraction"), "" if fraction.strip("0") else digits)
    raise mistake("", _number_within(text))


def _number_within(text: str) -> str:
    """Return the number that is left without blanks, apostrophes and "명", empty if none is."""
    left = re.sub(r"[\s'’]|[명년월]$", "", text)
    return left.replace(",", "") if NUMBER.fullmatch(left) else ""


def calendar_year(cell: object) -> object:
    """Return the digits of a year; raises the error for what is none, also for "'24"."""
    if isinstance(cell, str) and (short := SHORT_YEAR.fullmatch(tidy(cell))):
        century = "19" if int(short[1]) >= FIRST_YEAR % 100 else "20"
        raise mistake("", century + short[1])
    return whole_number(cell)


def month(cell: object) -> object:
    """Return the digits of a month; raises the error for what is none, also for "1~9월"."""
    if isinstance(cell, str) and (through := MONTHS.fullmatch(tidy(cell))):
        raise mistake("", through[1])
    return whole_number(cell)


def months(cell: object) -> object:
    """Return the months of "6 12" in order; raises the error for what are none."""
    if not isinstance(cell, str):
        return cell
    named = re.split(r"[\s,;]+", tidy(cell))
    if not all(re.fullmatch(r"0?[1-9]|1[0-2]", each) for each in named):
        raise mistake("")
    return tuple(sorted({int(each) for each in named}))


def optional_date(cell: object) -> object:
    """Return a partial ISO date, or a blank as it is."""
    return partial_date(cell) if not isinstance(cell, str) or tidy(cell) else ""


def partial_date(cell: object) -> object:
    """Return a partial ISO date; raises the error for what is none."""
    if not isinstance(cell, str):
        return cell
    text = tidy(cell)
    try:
        last_day(text)
    except ValueError:
        raise _no_date(text) from None
    return text


def whole_date(cell: object) -> object:
    """Return the day of an ISO date; raises the error for what is none."""
    if not isinstance(cell, str):
        return cell
    text = tidy(cell)
    try:
        if len(text) == len("2011-10-03"):
            return last_day(text)
    except ValueError:
        pass
    raise _no_date(text)


def many(count: int) -> Said:
    """Say how many cells a line has, for a `Problem`."""
    return Said(N_("one cell")) if count == 1 else Said(N_("{count} cells"), count=count)


def _no_date(text: str) -> PydanticCustomError:
    if TURNED_INTO_DATE.fullmatch(text):
        return mistake(BY_SPREADSHEET)
    parts = re.fullmatch(
        r"([0-9]{4})[-./년](?:\s*([0-9]{1,2})[-./월]?(?:\s*([0-9]{1,2})[.일]?)?)?", text
    ) or re.fullmatch(r"([0-9]{4})([0-9]{2})([0-9]{2})", text)
    if not parts:
        return mistake("")
    iso = "-".join(f"{int(part):02}" for part in parts.groups() if part)
    try:
        last_day(iso)
    except ValueError:
        return mistake("")
    return mistake("", iso)

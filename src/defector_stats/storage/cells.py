"""One cell of a file or a field of the form: what people mean by it, and what to say if not.

What is certain is read (full-width digits, blanks around, "2,706"); anything else is reported,
with a suggestion where only one reading is plain.
"""

import re
import unicodedata
from difflib import get_close_matches

from pydantic_core import PydanticCustomError

from defector_stats.dates import last_day
from defector_stats.i18n.messages import N_

NUMBER = re.compile(r"[0-9]+|[0-9]{1,3}(,[0-9]{3})+")
SHORTENED = re.compile(r"[0-9]+(\.[0-9]+)?E[+-]?[0-9]+", re.IGNORECASE)
TURNED_INTO_DATE = re.compile(
    r"[0-9]{1,4}[-/ ][A-Za-z]{3,9}|[A-Za-z]{3,9}[-/ ][0-9]{1,4}|[0-9]{1,2}월\s*[0-9]{1,2}일"
)
BY_SPREADSHEET = N_("a spreadsheet program seems to have changed it; type it again, as text")


def mistake(reason: str, suggestion: str = "") -> PydanticCustomError:
    """Return the error for a cell: why it is wrong beyond its field's description."""
    return PydanticCustomError("cell", "{reason}", {"reason": reason, "suggestion": suggestion})


def tidy(text: str) -> str:
    """Return the text with plain letters for full-width ones and no blanks around it."""
    return unicodedata.normalize("NFKC", text).strip()


def nearest(text: str, known: list[str]) -> str:
    """Return the known word that is nearest to a mistyped one, empty if none is near."""
    return next(iter(get_close_matches(text.lower(), known, n=1)), "")


def whole_number(cell: object) -> object:
    """Return the digits of a whole number: "2,706", " 2706 " and "２７０６" are 2706.

    Raises the error for what is no such number.
    """
    if not isinstance(cell, str):
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
    left = re.sub(r"[\s'’]|명$", "", text)
    return left.replace(",", "") if NUMBER.fullmatch(left) else ""


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


def _no_date(text: str) -> PydanticCustomError:
    if TURNED_INTO_DATE.fullmatch(text):
        return mistake(BY_SPREADSHEET)
    parts = re.fullmatch(r"(\d{4})[-./년](?:\s*(\d{1,2})[-./월]?(?:\s*(\d{1,2})[.일]?)?)?", text)
    if not parts:
        return mistake("")
    iso = "-".join(f"{int(part):02}" for part in parts.groups() if part)
    try:
        last_day(iso)
    except ValueError:
        return mistake("")
    return mistake("", iso)

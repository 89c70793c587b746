"""The language in which words are written: gettext's catalogues, and which of them is spoken.

English is what stands in the source. A sentence that is kept for later, or for readers of several
languages, is a `Said`: it is put into words when it is shown.
"""

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

LANGUAGES = {"en": "English", "ko": "한국어"}
DOMAIN = "defector_stats"
CATALOGUES = Path(__file__).parent / "locale"
_spoken: ContextVar[str] = ContextVar("language", default="en")


def spoken() -> str:
    """Return the language in which words are written here and now."""
    return _spoken.get()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Write words in a language, one of `LANGUAGES`."""
    before = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(before)


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, CATALOGUES, [language], fallback=language == "en")


def _(message: str) -> str:
    """Return a message in the language that is spoken."""
    return _catalogue(spoken()).gettext(message)


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for it
    """Mark a message that is translated later, where it is shown."""
    return message


def ngettext(one: str, many: str, count: int) -> str:
    """Return the form of a message for a count, in the language that is spoken."""
    return _catalogue(spoken()).ngettext(one, many, count)


class Said:
    """A sentence with its values, put into words in the language that is spoken when shown."""

    def __init__(self, message: str, **values: object) -> None:
        self._message, self._values = message, values

    def __str__(self) -> str:
        return _(self._message).format(**self._values)

    def __eq__(self, other: object) -> bool:
        return str(self) == str(other)

    def __hash__(self) -> int:
        return hash((self._message, *self._values))

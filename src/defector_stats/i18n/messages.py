"""The language in which words are written: gettext's catalogues, and which of them is spoken.

English is what stands in the source. A sentence that is kept for later, or for readers of several
languages, is a `Said`: it is put into words when it is shown.
"""

import gettext
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from defector_stats.i18n.direction import isolated
from defector_stats.i18n.languages import LANGUAGES, LETTERS

CATALOGUES = Path(__file__).parent
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


def of_environment() -> str:
    """Return the language of the terminal, as gettext finds it: LANGUAGE, LC_ALL, … LANG."""
    names = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    asked = next(filter(None, map(os.environ.get, names)), "")
    codes = (code[:2] for code in asked.split(":"))
    return next((code for code in codes if code in LANGUAGES), "en")


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    if language == "en":
        return gettext.NullTranslations()
    # Imported here so that English does without it.
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    with (CATALOGUES / f"{language}.po").open("rb") as file:
        write_mo(compiled, read_po(file))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def _(message: str) -> str:
    """Return a message in the language that is spoken."""
    return _catalogue(spoken()).gettext(message)


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for it
    """Mark a message that is translated later, where it is shown."""
    return message


def ngettext(one: str, many: str, count: int) -> str:
    """Return the form of a message for a count, in the language that is spoken."""
    return _catalogue(spoken()).ngettext(one, many, int(count))  # of a frame, too


def own(row: Any, column: str) -> str:  # noqa: ANN401 - cells by column, of a file or a frame
    """Return a text of a row in the language that is spoken if it has it: note_ko for note.

    It turns nothing around that stands beside it.
    """
    return isolated(str(row.get(f"{column}_{spoken()}") or row[column]))


def language_of(text: str) -> str:
    """Return the language of a text of the files, that is spoken or English where it lacks it."""
    return spoken() if re.search(LETTERS.get(spoken(), ""), text) else "en"


class Said:
    """A sentence with its values, put into words in the language that is spoken when shown."""

    def __init__(self, message: str, **values: object) -> None:
        self._said = message, tuple(values.items())

    @property
    def message(self) -> str:
        """The sentence as it stands in the source, without its values."""
        return self._said[0]

    def __str__(self) -> str:
        message, values = self._said
        shown = {name: isolated(each) if type(each) is str else each for name, each in values}
        return _(message).format(**shown)

    def __repr__(self) -> str:
        return repr(str(self))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Said) and self._said == other._said

    def __hash__(self) -> int:
        return hash(self._said)


# The babel tools read here what the parser of the command line says by itself.
OF_THE_PARSER = (
    N_("usage: "),
    N_("options"),
    N_("positional arguments"),
    N_("show this help message and exit"),
    N_("show program's version number and exit"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("%(prog)s: error: %(message)s\n"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("expected one argument"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("expected at least one argument"),
    N_("not allowed with argument %s"),
    N_("ignored explicit argument %r"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
)

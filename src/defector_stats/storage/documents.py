"""A document that is to be added: whether it is there already, and what it is called. Pure."""

import re
from collections.abc import Mapping, Sequence

from defector_stats.errors import DataError, Problem
from defector_stats.i18n.messages import N_, Said
from defector_stats.storage import encoding
from defector_stats.storage.cells import composed, tidy
from defector_stats.storage.schema import Source

IDENTITY = ("title", "publisher", "published")
"""What a document must have, and what tells it from others."""


def new(
    cells: Mapping[str, str], known: Sequence[Source], taken: Sequence[str] = ()
) -> dict[str, str]:
    """Return the cells of a new document with an id and a language where none is given.

    The language is that of the letters of its title; `taken` are further ids that are in use.
    Raises DataError for a document that is known: a figure saved twice would hide in it.
    """
    document = {name: composed(cell) for name, cell in cells.items()}
    if source := find(document, known):
        expected = Said(
            N_("a document that is not known yet (line {line}, {id}, is it)"),
            line=source.line,
            id=source.id,
        )
        raise DataError([Problem(Source.file, 0, "title", cells["title"], expected)])
    document["id"] = document.get("id") or new_id(document, [*taken, *(each.id for each in known)])
    hangul = encoding.HANGUL.search(document.get("title", ""))
    document["language"] = document.get("language") or ("ko" if hangul else "en")
    return document


def find(cells: Mapping[str, str], known: Sequence[Source]) -> Source | None:
    """Return the known document with the same title, publisher and date, None if there is none."""
    given = {name: tidy(composed(cells.get(name, ""))) for name in IDENTITY}
    return next((each for each in known if each.cells().items() >= given.items()), None)


def new_id(source: Mapping[str, str], ids: Sequence[str]) -> str:
    """Name a source by publisher and month, as in korea-herald-2011-10.

    A publisher in other letters is romanised.
    """
    from anyascii import anyascii  # only a new document needs its tables

    publisher = anyascii(source.get("publisher", "")).lower().removeprefix("the ")
    name = "-".join(re.findall(r"[a-z0-9]+", publisher)) or "source"
    # A date that is none is told as such, not as a wrong id.
    dated = re.match(r"[0-9]{4}(-[0-9]{2})?(?![0-9])", tidy(source.get("published", "")))
    return free_id(f"{name}-{dated[0]}" if dated else name, ids)


def free_id(plain: str, ids: Sequence[str]) -> str:
    """Return an id, with a number behind it if another document has it."""
    numbered = (f"{plain}-{number}" for number in range(2, len(ids) + 3))
    return next(id for id in (plain, *numbered) if id not in ids)

"""Adding a figure to the files and taking it back, checked before anything is written."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from defector_stats import errors
from defector_stats.errors import DataError, Problem
from defector_stats.i18n.messages import N_, Said
from defector_stats.storage import csvfile, transaction
from defector_stats.storage.cells import tidy
from defector_stats.storage.csvfile import Sheet
from defector_stats.storage.repository import contents, parse, row_problems
from defector_stats.storage.schema import Figure, Row, Source, Tables

ATTEMPTS = 10
T = TypeVar("T")


@dataclass(frozen=True)
class Addition:
    """A figure to be added, and the source with it if that is new: cells by column."""

    figure: dict[str, str]
    source: dict[str, str] | None = None


@dataclass(frozen=True)
class Outcome:
    """An addition as it is written, its lines by file, and the tables without and with it."""

    addition: Addition
    lines: dict[str, str]
    before: Tables
    after: Tables


def preview(folder: Path, addition: Addition) -> Outcome:
    """Return what an addition would write and change.

    Raises DataError when the files or the addition are not valid.
    """
    return _applied(contents(folder), addition)[0]


def add(folder: Path, addition: Addition) -> Outcome:
    """Add a figure and, if it is new, its source: both or neither.

    What somebody else saves meanwhile is kept: the addition is applied to it. Raises DataError,
    with everything as it was, when the addition is not valid or the files cannot be written.
    """

    def attempt() -> Outcome:
        old = contents(folder)
        outcome, new = _applied(old, addition)
        transaction.replace(folder, old, new)
        return outcome

    return _writing(folder, attempt)


def remove(folder: Path, addition: Addition) -> None:
    """Take an addition back: its line, and that of its source if nothing else uses it.

    Raises DataError, with everything as it was, when the line is no longer there as it was added.
    """

    def attempt() -> None:
        old = contents(folder)
        transaction.replace(folder, old, _without(old, addition))

    _writing(folder, attempt)


def _writing(folder: Path, attempt: Callable[[], T]) -> T:
    try:
        with transaction.locked(folder):
            for _ in range(ATTEMPTS):
                try:
                    return attempt()
                except errors.ChangedMeanwhileError:
                    continue
    except OSError as error:
        reason = error.strerror or str(error)
        name = Path(str(error.filename)).name if error.filename else str(folder)
        expected = Said(N_("files that can be written; nothing was changed"))
        raise DataError([Problem(name, 0, "", reason, expected)]) from error
    found, expected = Said(N_("files that keep changing")), Said(N_("a quiet moment"))
    raise DataError([Problem(str(folder), 0, "", found, expected)])


def _applied(old: Mapping[str, bytes], addition: Addition) -> tuple[Outcome, dict[str, bytes]]:
    before = parse(old)
    written = _canonical(addition, before.sources)
    lines, new = {}, {}
    for kind, cells in written.items():
        table = _sheet(kind, old[kind.file])
        lines[kind.file] = table.line(cells).rstrip("\r\n")
        new[kind.file] = table.with_row(cells)
    try:
        after = parse({**old, **new})
    except DataError as error:
        added = {kind.file: _sheet(kind, new[kind.file]).records[-1].line for kind in written}
        raise DataError(
            [
                replace(each, line=0) if added.get(each.file) == each.line else each
                for each in error.problems
            ]
        ) from None
    applied = Addition(written[Figure], written.get(Source))
    return Outcome(applied, lines, before, after), new


def _without(old: Mapping[str, bytes], addition: Addition) -> dict[str, bytes]:
    figure = _sheet(Figure, old[Figure.file]).without_row(addition.figure)
    if figure is None:
        found = Said(N_("no such line"))
        expected = Said(N_("the line as it was added; nothing was removed"))
        raise DataError([Problem(Figure.file, 0, "", found, expected)])
    new = {Figure.file: figure}
    if addition.source is not None:
        source = _sheet(Source, old[Source.file]).without_row(addition.source)
        with suppress(DataError):  # a source that something else uses by now stays
            if source is not None:
                parse({**old, **new, Source.file: source})
                new[Source.file] = source
    parse({**old, **new})
    return new


def _canonical(addition: Addition, known: list[Source]) -> dict[type[Row], dict[str, str]]:
    """Return the cells as they are written, a new source first.

    A source without an id gets one; without a language, that of the letters of its title.
    """
    problems: list[Problem] = []
    written: dict[type[Row], dict[str, str]] = {}
    figure = addition.figure
    if addition.source is not None:
        source = dict(addition.source)
        source["id"] = source.get("id") or _new_id(source, [each.id for each in known])
        hangul = csvfile.HANGUL.search(source.get("title", ""))
        source["language"] = source.get("language") or ("ko" if hangul else "en")
        figure = {**figure, "source": source["id"]}
        written[Source] = _cells(Source, source, problems)
        problems.extend(_same_document(written[Source], known))
    written[Figure] = _cells(Figure, figure, problems)
    if problems:
        raise DataError(problems)
    return written


def _cells(kind: type[Row], cells: Mapping[str, str], problems: list[Problem]) -> dict[str, str]:
    given = {column: cells.get(column, "") for column in kind.columns()}
    try:
        row = kind.model_validate(given)
    except ValidationError as error:
        problems.extend(row_problems(kind, 0, error))
        return given
    values = ((column, getattr(row, column)) for column in kind.columns())
    return {column: "" if value is None else str(value) for column, value in values}


def _same_document(cells: Mapping[str, str], known: list[Source]) -> Iterator[Problem]:
    """Report a document that is there already: a figure that is saved twice would hide in it."""
    for source in known:
        if all(
            getattr(source, name) == cells[name] for name in ("title", "publisher", "published")
        ):
            expected = Said(
                N_("a document that is not known yet (line {line}, {id}, is it)"),
                line=source.line,
                id=source.id,
            )
            yield Problem(Source.file, 0, "title", cells["title"], expected)


def _new_id(source: Mapping[str, str], ids: list[str]) -> str:
    """Name a source by publisher and month, as in korea-herald-2011-10."""
    publisher = source.get("publisher", "").lower().removeprefix("the ")
    name = "-".join(re.findall(r"[a-z0-9]+", publisher)) or "source"
    plain = f"{name}-{tidy(source.get('published', ''))[:7]}".rstrip("-")
    return next(
        name
        for name in (plain, *(f"{plain}-{number}" for number in range(2, len(ids) + 3)))
        if name not in ids
    )


def _sheet(kind: type[Row], content: bytes) -> Sheet:
    return csvfile.parse(kind.file, content, kind.columns())[0]

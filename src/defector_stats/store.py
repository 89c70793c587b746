"""The data files and nothing else: read and validate them, add a figure, take it back."""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from defector_stats import checks, disk, sheet
from defector_stats.cells import tidy
from defector_stats.schema import DataError, Event, Figure, Problem, Row, Source, Tables, Total
from defector_stats.sheet import Sheet

R = TypeVar("R", bound=Row)
T = TypeVar("T")
KINDS: tuple[type[Row], ...] = (Figure, Source, Total, Event)
ATTEMPTS = 10


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


def paths(folder: Path) -> list[Path]:
    """Return the paths of the four data files in a folder."""
    return [folder / kind.file for kind in KINDS]


def contents(folder: Path) -> dict[str, bytes]:
    """Return the bytes of the four files by name.

    Raises DataError for those that cannot be read.
    """
    found: dict[str, bytes] = {}
    problems = []
    with suppress(OSError):  # a folder that cannot be written is read as it is
        disk.recover(folder)
    for path in paths(folder):
        try:
            found[path.name] = path.read_bytes()
        except OSError as error:
            reason = error.strerror or str(error)
            problems.append(Problem(path.name, 0, "", reason, f"a readable file in {folder}"))
    if problems:
        raise DataError(problems)
    return found


def read(folder: Path) -> Tables:
    """Read and validate the four files of a folder.

    Raises DataError with every problem found, never with the first alone.
    """
    return parse(contents(folder))


def parse(files: Mapping[str, bytes], today: date | None = None) -> Tables:
    """Validate the bytes of the four files; `today` is the day on which no later year has begun.

    Raises DataError with every problem found.
    """
    problems: list[Problem] = []
    sheets: dict[type[Row], Sheet] = {}
    for kind in KINDS:
        try:
            table, found = sheet.parse(kind.file, files[kind.file], kind.columns())
        except DataError as error:
            problems.extend(error.problems)
        else:
            sheets[kind] = table
            problems.extend(found)

    def rows(kind: type[R]) -> list[R]:
        return _rows(sheets[kind], kind, problems) if kind in sheets else []

    tables = Tables(rows(Figure), rows(Source), rows(Total), rows(Event))
    ids = None
    if documents := sheets.get(Source):
        ids = {documents.row(record)["id"].strip() for record in documents.records}
    cited = [
        checks.Cited(kind.file, record.line, table.row(record)["source"].strip())
        for kind, table in sheets.items()
        if kind is not Source
        for record in table.records
    ]
    problems.extend(checks.problems(tables, cited, ids, today or date.today()))
    if not problems and not tables.figures:
        problems.append(Problem(Figure.file, 2, "", "nothing", "at least one figure"))
    if problems:
        raise DataError(sorted(problems, key=_place))
    return tables


def fingerprint(files: Mapping[str, bytes]) -> str:
    """Return the SHA-256 of the files: of their names and digests, in the order of the names."""
    digests = (f"{name} {hashlib.sha256(files[name]).hexdigest()}\n" for name in sorted(files))
    return hashlib.sha256("".join(digests).encode()).hexdigest()


def kind_of(name: str, content: bytes) -> type[Row]:
    """Return what the rows of a file are: by its name, else by its columns."""

    def missing(kind: type[Row]) -> int:
        try:
            sheet.parse(name, content, kind.columns())
        except DataError as error:
            return len(error.problems)
        return 0

    named = (kind for kind in KINDS if kind.file == name)
    return next(named, None) or min(KINDS, key=missing)


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
        disk.replace(folder, old, new)
        return outcome

    return _writing(folder, attempt)


def remove(folder: Path, addition: Addition) -> None:
    """Take an addition back: its line, and that of its source if nothing else uses it.

    Raises DataError, with everything as it was, when the line is no longer there as it was added.
    """

    def attempt() -> None:
        old = contents(folder)
        disk.replace(folder, old, _without(old, addition))

    _writing(folder, attempt)


def _writing(folder: Path, attempt: Callable[[], T]) -> T:
    try:
        with disk.locked(folder):
            for _ in range(ATTEMPTS):
                try:
                    return attempt()
                except disk.ChangedMeanwhileError:
                    continue
    except OSError as error:
        reason = error.strerror or str(error)
        name = Path(str(error.filename)).name if error.filename else str(folder)
        expected = "files that can be written; nothing was changed"
        raise DataError([Problem(name, 0, "", reason, expected)]) from error
    raise DataError([Problem(str(folder), 0, "", "files that keep changing", "a quiet moment")])


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
        found = "no such line"
        expected = "the line as it was added; nothing was removed"
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
        hangul = sheet.HANGUL.search(source.get("title", ""))
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
        problems.extend(_row_problems(kind, 0, error))
        return given
    values = ((column, getattr(row, column)) for column in kind.columns())
    return {column: "" if value is None else str(value) for column, value in values}


def _same_document(cells: Mapping[str, str], known: list[Source]) -> Iterator[Problem]:
    """Report a document that is there already: a figure that is saved twice would hide in it."""
    for source in known:
        if all(
            getattr(source, name) == cells[name] for name in ("title", "publisher", "published")
        ):
            expected = f"a document that is not known yet (line {source.line}, {source.id}, is it)"
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
    return sheet.parse(kind.file, content, kind.columns())[0]


def _rows(table: Sheet, kind: type[R], problems: list[Problem]) -> list[R]:
    """Return the valid rows of a file and add what is wrong with the others to `problems`."""
    rows: list[R] = []
    for record in table.records:
        try:
            rows.append(kind.model_validate({**table.row(record), "line": record.line}))
        except ValidationError as error:
            problems.extend(_row_problems(kind, record.line, error))
    return rows


def _row_problems(kind: type[Row], line: int, error: ValidationError) -> Iterator[Problem]:
    for detail in error.errors():
        context = detail.get("ctx", {})
        if detail["type"] == "sum":
            yield Problem(kind.file, line, context["column"], context["value"], context["expected"])
            continue
        column = str(detail["loc"][0])
        expected = kind.model_fields[column].description or detail["msg"]
        reason = context.get("reason") or (f"at most {context['le']}" if "le" in context else "")
        if reason:
            expected = f"{expected}; {reason}"
        meant = context.get("suggestion", "")
        yield Problem(kind.file, line, column, str(detail["input"]), expected, meant)


def _place(problem: Problem) -> tuple[int, int]:
    return [kind.file for kind in KINDS].index(problem.file), problem.line

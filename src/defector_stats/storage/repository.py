"""The data files and nothing else: read them and report every problem by line."""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from defector_stats.errors import DataError, Problem
from defector_stats.i18n.messages import N_, Said
from defector_stats.storage import checks, csvfile, transaction
from defector_stats.storage.csvfile import Sheet
from defector_stats.storage.schema import Event, Figure, Row, Source, Tables, Total

R = TypeVar("R", bound=Row)
KINDS: tuple[type[Row], ...] = (Figure, Source, Total, Event)


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
        transaction.recover(folder)
    for path in paths(folder):
        try:
            found[path.name] = path.read_bytes()
        except OSError as error:
            reason = error.strerror or str(error)
            expected = Said(N_("a readable file in {folder}"), folder=folder)
            problems.append(Problem(path.name, 0, "", reason, expected))
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
            table, found = csvfile.parse(kind.file, files[kind.file], kind.columns())
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
        problems.append(
            Problem(Figure.file, 2, "", Said(N_("nothing")), Said(N_("at least one figure")))
        )
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
            csvfile.parse(name, content, kind.columns())
        except DataError as error:
            return len(error.problems)
        return 0

    named = (kind for kind in KINDS if kind.file == name)
    return next(named, None) or min(KINDS, key=missing)


def _rows(table: Sheet, kind: type[R], problems: list[Problem]) -> list[R]:
    """Return the valid rows of a file and add what is wrong with the others to `problems`."""
    rows: list[R] = []
    for record in table.records:
        try:
            rows.append(kind.model_validate({**table.row(record), "line": record.line}))
        except ValidationError as error:
            problems.extend(row_problems(kind, record.line, error))
    return rows


def row_problems(kind: type[Row], line: int, error: ValidationError) -> Iterator[Problem]:
    """Yield what a validation found wrong with the row of a line."""
    for detail in error.errors():
        context = detail.get("ctx", {})
        if detail["type"] == "sum":
            expected = Said(
                N_(
                    "male + female = {male} + {female} = {sum} (leave both blank if the document "
                    "misprints them, and say so in the note)"
                ),
                male=context["male"],
                female=context["female"],
                sum=context["sum"],
            )
            yield Problem(kind.file, line, context["column"], context["value"], expected)
            continue
        column = str(detail["loc"][0])
        expected = Said(kind.model_fields[column].description or detail["msg"])
        if "le" in context:
            most = Said(N_("at most {most}"), most=context["le"])
            expected = Said(N_("{expected}; {reason}"), expected=expected, reason=most)
        elif context.get("reason"):
            reason = Said(context["reason"])
            expected = Said(N_("{expected}; {reason}"), expected=expected, reason=reason)
        meant = context.get("suggestion", "")
        yield Problem(kind.file, line, column, str(detail["input"]), expected, meant)


def _place(problem: Problem) -> tuple[int, int]:
    return [kind.file for kind in KINDS].index(problem.file), problem.line

"""The data files and nothing else: decode, validate, report every problem by line."""

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from defector_stats.schema import (
    Event,
    Figure,
    Problem,
    Row,
    Source,
    Tables,
    Total,
    problems_across,
)

R = TypeVar("R", bound=Row)
KINDS: tuple[type[Row], ...] = (Figure, Source, Total, Event)


class DataError(Exception):
    """The files cannot be used; `problems` lists everything that is wrong with them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(map(str, self.problems)))


def paths(folder: Path) -> list[Path]:
    """Return the paths of the four data files in a folder."""
    return [folder / kind.file for kind in KINDS]


def read(folder: Path) -> Tables:
    """Read and validate the four files of a folder.

    Raises DataError with every problem found, never with the first alone.
    """
    problems: list[Problem] = []
    tables = Tables(
        figures=_read_file(folder, Figure, problems),
        sources=_read_file(folder, Source, problems),
        totals=_read_file(folder, Total, problems),
        events=_read_file(folder, Event, problems),
    )
    if not problems:
        problems.extend(problems_across(tables))
    if not problems and not tables.figures:
        problems.append(Problem(Figure.file, 2, "", "nothing", "at least one figure"))
    if problems:
        raise DataError(problems)
    return tables


def _read_file(folder: Path, kind: type[R], problems: list[Problem]) -> list[R]:
    """Return the valid rows of one file and add what is wrong with the others to `problems`."""
    try:
        text = _decode(kind.file, (folder / kind.file).read_bytes())
        header, *records = _records(kind.file, text)
    except OSError as error:
        problems.append(
            Problem(kind.file, 0, "", error.strerror or str(error), f"a readable file in {folder}")
        )
        return []
    except DataError as error:
        problems.extend(error.problems)
        return []
    names = [name.strip() for name in header[1]]
    missing = [column for column in kind.columns() if column not in names]
    if missing:
        problems.extend(
            Problem(kind.file, 1, column, ",".join(names), f"a column named {column}")
            for column in missing
        )
        return []
    rows: list[R] = []
    for line, cells in records:
        if len(cells) != len(names):
            expected = f"{len(names)} cells, one for each column of line 1"
            problems.append(Problem(kind.file, line, names[0], f"{len(cells)} cells", expected))
            continue
        try:
            record = dict(zip(names, cells, strict=True))
            rows.append(kind.model_validate({**record, "line": line}))
        except ValidationError as error:
            problems.extend(_row_problems(kind, line, error))
    return rows


def _decode(file: str, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        found = content[error.start : error.end].hex(" ")
        raise DataError([Problem(file, line, "", f"bytes {found}", "text in UTF-8")]) from None


def _records(file: str, text: str) -> list[tuple[int, list[str]]]:
    """Split CSV text into (line number, cells), header first, without blank lines."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    records: list[tuple[int, list[str]]] = []
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                records.append((line, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        raise DataError([Problem(file, line, "", str(error), "a line of CSV")]) from None
    if not records:
        raise DataError([Problem(file, 1, "", "an empty file", "a header line and rows")])
    return records


def _row_problems(kind: type[Row], line: int, error: ValidationError) -> Iterable[Problem]:
    for detail in error.errors():
        context = detail.get("ctx", {})
        if detail["type"] == "sum":
            yield Problem(kind.file, line, context["column"], context["value"], context["expected"])
            continue
        column = str(detail["loc"][0])
        expected = kind.model_fields[column].description or detail["msg"]
        yield Problem(kind.file, line, column, str(detail["input"]), expected)

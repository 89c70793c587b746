"""The data files and nothing else: read them and report every problem by line."""

import hashlib
import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from defector_stats import dates
from defector_stats.errors import DataError, Problem
from defector_stats.i18n.messages import N_, Said
from defector_stats.storage import csvfile, files, transaction
from defector_stats.storage.csvfile import Sheet
from defector_stats.storage.fields import described
from defector_stats.storage.judging import Found, Line, judge
from defector_stats.storage.schema import KINDS, Row, Tables

ATTEMPTS = 5
"""Readings of files that somebody is writing, before the last one is taken."""
Stamp = list[tuple[int, ...]]
"""What the file system says of each file: it changes whenever one of them is written."""


def paths(folder: Path) -> list[Path]:
    """Return the paths of the data files in a folder; an optional one only if it is there."""
    found = ((kind, folder / kind.file) for kind in KINDS)
    return [path for kind, path in found if not kind.optional or os.path.lexists(path)]


def stamp(folder: Path) -> Stamp:
    """Return what changes when a file is written, without reading any.

    On Windows an edit that keeps the size and sets the time of the file back is not seen; the
    `fingerprint` of the `contents` is the same only if every byte is.
    """
    return [_stamp(path) for path in paths(folder)]


def _stamp(path: Path) -> tuple[int, ...]:
    try:
        status = path.stat()
    except OSError:
        return ()
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino


def contents(folder: Path) -> dict[str, bytes]:
    """Return the bytes of the data files by name, as one writer left them; waits for nobody.

    Raises DataError for those that cannot be read.
    """
    transaction.recover(folder)
    for _ in range(ATTEMPTS):
        before = stamp(folder)
        found = transaction.settled(folder, _read(paths(folder)))
        if stamp(folder) == before:
            break
    return found


def _read(paths: list[Path]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    problems: list[Problem] = []
    for path in paths:
        try:
            found[path.name] = files.read(path)
        except DataError as error:
            problems.extend(error.problems)
    if problems:
        raise DataError(problems)
    return found


def unfinished(before: Mapping[str, bytes], now: Mapping[str, bytes]) -> list[Problem]:
    """Return the files that look as if they were still being copied: shorter, and cut in a line."""
    found = Said(N_("a file that is shorter than before and ends within a line"))
    expected = Said(N_("a whole file; if it is one, end its last line with a line break"))
    return [
        Problem(name, 0, "", found, expected)
        for name, content in now.items()
        if len(content) < len(before.get(name, b""))
        and _ends_a_line(before[name])
        and not _ends_a_line(content)
    ]


def _ends_a_line(content: bytes) -> bool:
    return content.endswith((b"\n", b"\r", b"\n\0", b"\r\0"))


def fingerprint(files: Mapping[str, bytes]) -> str:
    """Return the SHA-256 of the files: of their names and digests, in the order of the names."""
    digests = (f"{name} {hashlib.sha256(files[name]).hexdigest()}\n" for name in sorted(files))
    return hashlib.sha256("".join(digests).encode()).hexdigest()


def read(folder: Path) -> Tables:
    """Read and validate the files of a folder.

    Raises DataError with the problems found, never with the first alone.
    """
    return parse(contents(folder))


def parse(files: Mapping[str, bytes], today: date | None = None) -> Tables:
    """Validate the bytes of the files; `today` is the day after which nothing has happened yet.

    Raises DataError with the problems found.
    """
    found = Found()
    lines = {}
    for kind in KINDS:
        if kind.optional and kind.file not in files:
            continue
        try:
            table, problems = sheet(kind, files[kind.file])
        except DataError as error:
            found.add(error.problems)
        else:
            found.add(problems)
            lines[kind] = lines_of(table)
    return judge(lines, today or dates.today(), found)


def sheet(kind: type[Row], content: bytes) -> tuple[Sheet, list[Problem]]:
    """Take the file of a kind of rows apart.

    Raises DataError when it is no table of this kind.
    """
    optional = [column.name for column in described(kind) if column.optional]
    try:
        return csvfile.parse(kind.file, content, kind.columns(), optional)
    except DataError:
        other, fit = _fitting(kind.file, content)
        if other is kind or fit < 1:
            raise
    found = Said(N_("the columns of {files}"), files=other.file)
    expected = Said(N_("the columns of {files}"), files=kind.file)
    raise DataError([Problem(kind.file, 0, "", found, expected)])


def lines_of(table: Sheet) -> list[Line]:
    """Return the lines of a table below its header."""
    return [Line(record.line, table.row(record)) for record in table.records]


def kind_of(name: str, content: bytes) -> type[Row]:
    """Return what the rows of a file are: by its name, else the kind whose columns fit best.

    Raises DataError when it is no table, or one of something else.
    """
    if named := next((kind for kind in KINDS if kind.file == name), None):
        return named
    best, fit = _fitting(name, content)
    if fit < 0.5:
        found = ", ".join(_names(name, content))
        known = ", ".join(kind.file for kind in KINDS)
        expected = Said(N_("the columns of {files}"), files=known)
        raise DataError([Problem(name, 0, "", found, expected)])
    return best


def _fitting(name: str, content: bytes) -> tuple[type[Row], float]:
    """Return the kind of rows whose columns fit best, and the share of them that is there."""
    names = set(_names(name, content))

    def fit(kind: type[Row]) -> float:
        needed = {column.name for column in described(kind) if not column.optional}
        return len(needed & names) / len(needed)

    best = max(KINDS, key=fit)
    return best, fit(best)


def _names(name: str, content: bytes) -> list[str]:
    return csvfile.header(name, content, {each for kind in KINDS for each in kind.columns()})

"""The bytes of one CSV file as people save it: encoding, separator, records, and back.

A row is added or taken away by its own bytes; all the others stay as they are.
"""

import csv
import io
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from defector_stats.errors import DataError, Problem
from defector_stats.i18n.messages import N_, Said
from defector_stats.storage import cells
from defector_stats.storage.cells import nearest, tidy
from defector_stats.storage.encoding import decode

SEPARATORS = ",;\t"
OF_THE_READER = (
    N_("unexpected end of data"),
    N_("',' expected after '\"'"),
    N_("';' expected after '\"'"),
    N_("'\t' expected after '\"'"),
)
"""What Python's reader says of a line that it cannot take apart."""
ABOVE = 20
"""Lines in which the header is looked for."""
MOST_NAMES = 100
"""Columns among which a mistyped one is looked for."""


@dataclass(frozen=True)
class Record:
    """One line of a table, of several physical lines if a cell has line breaks."""

    line: int
    cells: list[str]
    start: int
    end: int
    """`start` and `end` count characters, the line break is included."""


@dataclass(frozen=True)
class Sheet:
    """A file taken apart. `names` are the columns, without empty ones at the end."""

    file: str
    mark: bytes
    encoding: str
    text: str
    separator: str
    names: list[str]
    header: Record
    records: list[Record]

    def row(self, record: Record) -> dict[str, str]:
        """Return the cells of a record by column."""
        return dict(zip(self.names, record.cells, strict=True))

    def edited(
        self,
        changed: Mapping[int, Mapping[str, str] | None],
        added: Sequence[tuple[int, Mapping[str, str]]],
    ) -> bytes:
        """Return the content with some cells of lines changed, lines removed, and others added.

        `changed` gives by the number of a line its new cells, None to remove it. A line is added
        where it has its number in the new content, with 0 after the last one that is not blank.
        All other bytes stay as they are. Raises DataError when a cell cannot be written.
        """
        text, read, shift = "", 0, 0
        waiting = sorted((each for each in added if each[0]), key=lambda each: each[0])
        for record in self.records:
            old = self.text[record.start : record.end]
            text += self.text[read : record.start]
            while waiting and waiting[0][0] <= record.line + shift:
                text += (new := self.line(waiting.pop(0)[1]))
                shift += _lines(new)
            cells = changed.get(record.line, {})
            shift -= _lines(old) if cells is None else 0
            kept = self.line({**self.row(record), **cells}) if cells else old
            text += "" if cells is None else kept
            read = record.end
        last = (self.records[-1] if self.records else self.header).end
        text += self.text[read:last]
        last_ones = [*waiting, *(each for each in added if not each[0])]
        if last_ones and not text.endswith(("\n", "\r")):
            text += self._line_break
        text += "".join(self.line(cells) for _, cells in last_ones) + self.text[last:]
        return self.mark + text.encode(self.encoding)

    def line(self, cells: Mapping[str, str]) -> str:
        """Return a line of these cells as this file writes it.

        Raises DataError when the file does not have a column of it, or its encoding a letter.
        """
        problems = []
        for column, cell in cells.items():
            if cell and column not in self.names:
                expected = Said(N_("blank, or a column named {name} in the file"), name=column)
                problems.append(Problem(self.file, 0, column, cell, expected))
            try:
                cell.encode(self.encoding)
            except UnicodeEncodeError as error:
                found = cell[error.start : error.end]
                expected = Said(
                    N_("letters that {encoding} has; save the file as UTF-8 to use all"),
                    encoding=self.encoding,
                )
                problems.append(Problem(self.file, 0, column, found, expected))
        if problems:
            raise DataError(problems)
        row = [cells.get(name, "") for name in self.names]
        row += [""] * (len(self.header.cells) - len(row))
        # Older Pythons leave a line break of another system without quotation marks.
        broken = any(re.search(r"[\r\n]", cell) for cell in row)
        text = io.StringIO(newline="")
        csv.writer(
            text,
            delimiter=self.separator,
            lineterminator=self._line_break,
            quoting=csv.QUOTE_ALL if broken else csv.QUOTE_MINIMAL,
        ).writerow(row)
        return text.getvalue()

    @property
    def _line_break(self) -> str:
        """The line break of the header line."""
        found = re.search(r"(\r\n|\n|\r)$", self.text[: self.header.end])
        return found[1] if found else "\n"


def _lines(text: str) -> int:
    """Return of how many lines a record is."""
    return len(io.StringIO(text, newline="").readlines())


def parse(
    file: str, content: bytes, columns: Collection[str], optional: Collection[str] = ()
) -> tuple[Sheet, list[Problem]]:
    """Take a file apart; the records of wrong length are left out and reported.

    Cells of optional columns may be missing at the end of a record: they are blank.
    Raises DataError when it is no table with these columns, those that are optional apart.
    """
    mark, encoding, text = decode(file, content)
    start, separator = _header(text, columns)
    header, *records = _records(file, text, start, separator)
    names = _names(header)
    _check_names(file, header.line, names, columns, optional)
    whole, problems = [], []
    for record in records:
        if len(record.cells) == len(names):
            whole.append(record)
        elif _fits(record, names, optional):
            missing = [""] * (len(names) - len(record.cells))
            whole.append(replace(record, cells=record.cells[: len(names)] + missing))
        else:
            found = cells.many(len(record.cells))
            expected = Said(
                N_("{count} cells, one for each column of line {line}"),
                count=len(names),
                line=header.line,
            )
            problems.append(Problem(file, record.line, names[0], found, expected))
    return Sheet(file, mark, encoding, text, separator, names, header, whole), problems


def header(file: str, content: bytes, columns: Collection[str]) -> list[str]:
    """Return the names in the line of a file that is most likely its header.

    Raises DataError when it is no table at all.
    """
    text = decode(file, content)[2]
    start, separator = _header(text, columns)
    return _names(_records(file, text, start, separator)[0])


def _names(header: Record) -> list[str]:
    names = [tidy(cell).lower() for cell in header.cells]
    while names and not names[-1]:
        names.pop()
    return names


def _fits(record: Record, names: list[str], optional: Collection[str]) -> bool:
    """Say whether a record has a cell for each column that needs one, and nothing beyond them."""
    missing = names[len(record.cells) :]
    beyond = record.cells[len(names) :]
    return all(name in optional for name in missing) and not any(map(str.strip, beyond))


def _header(text: str, columns: Collection[str]) -> tuple[int, str]:
    """Return where the header begins, and the separator with which it names most columns.

    A title may stand above it, and the line with which Excel names the separator.
    """
    candidates, start = [(0, ",", 0)], 0
    of_excel = re.match(r'"?sep=([^"\r\n])"?[\r\n]', text, re.IGNORECASE)
    for line in islice(io.StringIO(text, newline=""), ABOVE):
        for sign in (*SEPARATORS, *(of_excel[1] if of_excel else "")):
            named = {tidy(name).strip('"').lower() for name in line.split(sign)}
            candidates.append((start, sign, len(named & set(columns))))
            if named >= set(columns):
                return start, sign  # no line below it names more
        start += len(line)
    return max(candidates, key=lambda each: (each[2], -each[0]))[:2]


def _records(file: str, text: str, start: int, separator: str) -> list[Record]:
    """Split the text from the header on into records, without blank lines."""
    above = len(io.StringIO(text[:start], newline="").readlines())
    lines = io.StringIO(text[start:], newline="").readlines()
    reader = csv.reader(lines, delimiter=separator, strict=True)
    records: list[Record] = []
    line = 0
    try:
        for cells in reader:
            end = start + sum(map(len, lines[line : reader.line_num]))
            if any(cell.strip() for cell in cells):
                records.append(Record(above + line + 1, cells, start, end))
            line, start = reader.line_num, end
    except csv.Error as error:
        expected = Said(N_("a line of CSV, every quotation mark in pairs"))
        where = above + line + 1
        raise DataError([Problem(file, where, "", Said(str(error)), expected)]) from None
    if not records:
        expected = Said(N_("a header line and rows"))
        raise DataError([Problem(file, 1, "", Said(N_("an empty file")), expected)])
    return records


def _check_names(
    file: str, line: int, names: list[str], columns: Collection[str], optional: Collection[str]
) -> None:
    problems = [
        Problem(file, line, name, name, Said(N_("every column once")))
        for name in columns
        if names.count(name) > 1
    ]
    others = [name for name in names if name not in columns]
    for missing in (name for name in columns if name not in (*names, *optional)):
        close = nearest(missing, others[:MOST_NAMES])
        found = close or ", ".join(names)
        meant = missing if close else ""
        expected = Said(N_("a column named {name}"), name=missing)
        problems.append(Problem(file, line, missing, found, expected, meant))
    if problems:
        raise DataError(problems)

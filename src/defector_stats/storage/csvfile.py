"""The bytes of one CSV file as people save it: encoding, separator, records, and back.

A row is added or taken away by its own bytes; all the others stay as they are.
"""

import codecs
import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from defector_stats.errors import DataError, Problem
from defector_stats.i18n.messages import N_, Said
from defector_stats.storage.cells import nearest, tidy

SEPARATORS = ",;\t"
MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
HANGUL = re.compile("[가-힣]")


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
    content: bytes
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

    def with_row(self, cells: Mapping[str, str]) -> bytes:
        """Return the content with one more `line`, after the last one that is not blank."""
        last = self.records[-1] if self.records else self.header
        line = self.line(cells)
        if not self.text[: last.end].endswith(("\n", "\r")):
            line = self._line_break + line
        place = self._offset(last.end)
        return self.content[:place] + line.encode(self.encoding) + self.content[place:]

    def without_row(self, cells: Mapping[str, str]) -> bytes | None:
        """Return the content without the last line of these cells, None if there is none."""
        for record in reversed(self.records):
            if self.row(record).items() >= cells.items():
                first, last = self._offset(record.start), self._offset(record.end)
                return self.content[:first] + self.content[last:]
        return None

    def line(self, cells: Mapping[str, str]) -> str:
        """Return a line of these cells as this file writes it.

        Raises DataError when the file's encoding does not have a character of it.
        """
        problems = []
        for column, cell in cells.items():
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

    def _offset(self, characters: int) -> int:
        return len(self.mark) + len(self.text[:characters].encode(self.encoding))


def parse(file: str, content: bytes, columns: list[str]) -> tuple[Sheet, list[Problem]]:
    """Take a file apart; the records of wrong length are left out and reported.

    Raises DataError when it is no table with these columns.
    """
    mark, encoding, text = decode(file, content)
    separator = _separator(text, columns)
    header, *records = _records(file, text, separator)
    names = [tidy(cell).lower() for cell in header.cells]
    while names and not names[-1]:
        names.pop()
    _check_names(file, header.line, names, columns)
    whole, problems = [], []
    for record in records:
        if _fits(record, names):
            whole.append(replace(record, cells=record.cells[: len(names)]))
        else:
            found = Said(N_("{count} cells"), count=len(record.cells))
            expected = Said(
                N_("{count} cells, one for each column of line {line}"),
                count=len(names),
                line=header.line,
            )
            problems.append(Problem(file, record.line, names[0], found, expected))
    return Sheet(file, content, mark, encoding, text, separator, names, header, whole), problems


def _fits(record: Record, names: list[str]) -> bool:
    """Say whether a record has a cell for each column, and nothing beyond them."""
    beyond = record.cells[len(names) :]
    return len(record.cells) >= len(names) and not any(map(str.strip, beyond))


def decode(file: str, content: bytes) -> tuple[bytes, str, str]:
    """Return byte order mark, encoding and text: UTF-8, UTF-16 or Korean Excel's CP949."""
    mark = next((mark for mark in MARKS if content.startswith(mark)), b"")
    encoding = MARKS.get(mark, "utf-8")
    if not mark and b"\0" in content[:2]:
        encoding = "utf-16-be" if content[:1] == b"\0" else "utf-16-le"
    text = content[len(mark) :]
    try:
        return mark, encoding, text.decode(encoding)
    except UnicodeDecodeError as error:
        damage = error
    # Damaged UTF-8 may pass for CP949; what is mostly Hangul as UTF-8 was meant as UTF-8.
    if not mark and encoding == "utf-8" and not _is_mostly_hangul(text):
        try:
            return mark, "cp949", text.decode("cp949")
        except UnicodeDecodeError:
            pass
    before = text[: damage.start].decode(encoding, "ignore")
    found = Said(N_("bytes {bytes}"), bytes=text[damage.start : damage.end].hex(" "))
    expected = Said(N_("text in UTF-8, UTF-16 or CP949"))
    raise DataError([Problem(file, before.count("\n") + 1, "", found, expected)])


def _is_mostly_hangul(content: bytes) -> bool:
    """Say whether most bytes beyond ASCII are Hangul in UTF-8; some pairs of CP949 are, too."""
    beyond = sum(byte > 127 for byte in content)
    return 2 * 3 * len(HANGUL.findall(content.decode("utf-8", "ignore"))) > beyond


def _separator(text: str, columns: list[str]) -> str:
    """Return the separator with which the first line names most of the columns."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(
        SEPARATORS,
        key=lambda sign: len({tidy(name).strip('"').lower() for name in first.split(sign)}
                             & set(columns)),
    )  # fmt: skip


def _records(file: str, text: str, separator: str) -> list[Record]:
    """Split the text into records, header first, without blank lines."""
    lines = io.StringIO(text, newline="").readlines()
    reader = csv.reader(lines, delimiter=separator, strict=True)
    records: list[Record] = []
    line, start = 0, 0
    try:
        for cells in reader:
            end = start + sum(map(len, lines[line : reader.line_num]))
            if any(cell.strip() for cell in cells):
                records.append(Record(line + 1, cells, start, end))
            line, start = reader.line_num, end
    except csv.Error as error:
        expected = Said(N_("a line of CSV, every quotation mark in pairs"))
        raise DataError([Problem(file, line + 1, "", str(error), expected)]) from None
    if not records:
        raise DataError(
            [Problem(file, 1, "", Said(N_("an empty file")), Said(N_("a header line and rows")))]
        )
    return records


def _check_names(file: str, line: int, names: list[str], columns: list[str]) -> None:
    problems = [
        Problem(file, line, name, name, Said(N_("every column once")))
        for name in columns
        if names.count(name) > 1
    ]
    others = [name for name in names if name not in columns]
    for missing in (name for name in columns if name not in names):
        close = nearest(missing, others)
        found = close or ", ".join(names)
        meant = missing if close else ""
        expected = Said(N_("a column named {name}"), name=missing)
        problems.append(Problem(file, line, missing, found, expected, meant))
    if problems:
        raise DataError(problems)

"""Rows that are added, changed and removed, and the files that follow from them. No I/O."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

from pydantic import ValidationError

from defector_stats import dates
from defector_stats.errors import DataError, Problem
from defector_stats.i18n.messages import N_, Said
from defector_stats.storage import repository
from defector_stats.storage.csvfile import Sheet
from defector_stats.storage.judging import Line, judge
from defector_stats.storage.schema import KINDS, Event, Row, Tables

Cells = Mapping[str, str]


@dataclass(frozen=True)
class RowEdit:
    """One row that is added (no `before`), changed, or removed (no `after`): cells by column.

    `line` is where a removed row stood, and where it is put back; one with 0 comes last.
    """

    kind: type[Row]
    before: Cells | None = None
    after: Cells | None = None
    line: int = 0

    def new_cells(self) -> dict[str, str] | None:
        """Return the cells that become others in a row that is there, None if it is removed."""
        if self.after is None:
            return None
        before = self.before or {}
        return {name: cell for name, cell in self.after.items() if before.get(name) != cell}


@dataclass(frozen=True)
class Edit:
    """Rows that are added, changed and removed in one step; `what` names it in the history.

    `of` is the time of the step that this one takes back, blank if it takes back none.
    """

    what: str
    rows: tuple[RowEdit, ...]
    of: str = ""

    def inverse(self, of: str = "") -> Self:
        """Return the edit that takes this one back, which was made at the time `of`."""
        rows = (replace(row, before=row.after, after=row.before) for row in reversed(self.rows))
        return replace(self, what="undo", rows=tuple(rows), of=of)

    def as_json(self) -> dict[str, Any]:
        """Return the edit as it stands in the record of its write."""
        rows = [
            {"file": row.kind.file, "before": row.before, "after": row.after, "line": row.line}
            for row in self.rows
        ]
        return {"what": self.what, "rows": rows, **({"of": self.of} if self.of else {})}

    @classmethod
    def from_json(cls, change: Mapping[str, Any]) -> Self:
        """Return the edit that the record of a write tells."""
        kinds = {kind.file: kind for kind in KINDS}
        rows = (
            RowEdit(kinds[row["file"]], row["before"], row["after"], row.get("line", 0))
            for row in change["rows"]
        )
        return cls(change["what"], tuple(rows), change.get("of", ""))


Change = Callable[[Tables], Edit]
"""What a change does to the rows; it may raise DataError."""


def between(before: Tables, after: Tables, what: str) -> Edit:
    """Return the edit that makes the rows of one reading those of another."""
    rows = []
    for kind in KINDS:
        old, new = (_by_identity(tables.of(kind)) for tables in (before, after))
        for was, now in _paired(old, new):
            cells = was.cells() if was else None, now.cells() if now else None
            if cells[0] != cells[1]:
                rows.append(RowEdit(kind, *cells, line=was.line if was and not now else 0))
    return Edit(what, tuple(rows))


def _paired(
    old: Mapping[tuple[str, ...], Row], new: Mapping[tuple[str, ...], Row]
) -> Iterator[tuple[Row | None, Row | None]]:
    """Yield each row as it was and as it is; an event that got another label is the same one."""
    came = {key: row for key, row in new.items() if key not in old}
    labelled = {(row.date, row.source): key for key, row in came.items() if isinstance(row, Event)}
    for key, was in old.items():
        now = new.get(key)
        if now is None and isinstance(was, Event):
            now = came.pop(labelled.pop((was.date, was.source), ()), None)
        yield was, now
    yield from ((None, row) for row in came.values())


def _by_identity(rows: Sequence[Row]) -> dict[tuple[str, ...], Row]:
    """Return rows by the cells that tell each from the others of its kind."""
    return {row.identity: row for row in rows}


@dataclass(frozen=True)
class Written:
    """An edit with its cells as they are written, the new lines and contents, and the rows then.

    `lines` and `files` are by the name of the file.
    """

    edit: Edit
    lines: dict[str, str]
    files: dict[str, bytes]
    after: Tables


def write(old: Mapping[str, bytes], before: Tables, edit: Edit) -> Written:
    """Return what the files become by an edit; `before` are their rows.

    Raises DataError with everything that is wrong with the edit.
    """
    numbers = _numbers(edit, before)
    sheets = {kind: repository.sheet(kind, old[kind.file])[0] for kind in KINDS if kind.file in old}
    try:
        edit_written = replace(edit, rows=tuple(map(_canonical, edit.rows, numbers)))
    except ValidationError as error:
        raise _refusal(sheets, edit, numbers) or error from None
    files, lines = _contents(sheets, edit_written, numbers)
    try:
        after = repository.parse({**old, **files})
    except DataError as error:
        raise _refusal(sheets, edit_written, numbers) or error from None
    return Written(edit_written, lines, files, after)


def _numbers(edit: Edit, before: Tables) -> list[int]:
    """Return the number of the line of each row that is changed or removed, 0 for a new one."""
    known = {
        kind: [(each.cells(), each.line) for each in reversed(before.of(kind))]
        for kind in {row.kind for row in edit.rows if row.before is not None}
    }
    return [_number(row, known.get(row.kind, ())) for row in edit.rows]


def _number(row: RowEdit, known: Sequence[tuple[Cells, int]]) -> int:
    if row.before is None:
        return 0
    wanted = row.before.items()
    for cells, line in known:
        if cells.items() >= wanted:
            return line
    found = Said(N_("no such line"))
    expected = Said(N_("the line as it was written; nothing was changed"))
    raise DataError([Problem(row.kind.file, 0, "", found, expected)])


def _given(row: RowEdit) -> dict[str, str]:
    """Return the new cells of a row, blank where none is given."""
    return {column: (row.after or {}).get(column, "") for column in row.kind.columns()}


def _canonical(row: RowEdit, number: int) -> RowEdit:
    """Return the edit with its new cells as they are written; raises ValidationError."""
    if row.after is None:
        return replace(row, line=number)
    return replace(row, after=row.kind.model_validate(_given(row)).cells())


def _contents(
    sheets: Mapping[type[Row], Sheet], edit: Edit, numbers: Sequence[int]
) -> tuple[dict[str, bytes], dict[str, str]]:
    """Return the new contents and the new lines; raises DataError if a file cannot hold a cell."""
    contents, lines = {}, {}
    for kind in dict.fromkeys(row.kind for row in edit.rows):
        if kind not in sheets:
            found, expected = Said(N_("no such file")), Said(N_("a file with a header line"))
            raise DataError([Problem(kind.file, 0, "", found, expected)])
        rows = [pair for pair in zip(edit.rows, numbers, strict=True) if pair[0].kind is kind]
        changed = {number: row.new_cells() for row, number in rows if number}
        new = [(row.line, row.after) for row, _ in rows if row.before is None and row.after]
        contents[kind.file] = sheets[kind].edited(changed, new)
        said = (sheets[kind].line(row.after) for row, _ in rows if row.after is not None)
        lines[kind.file] = "".join(said).rstrip("\r\n")
    return contents, {file: said for file, said in lines.items() if said}


def _refusal(
    sheets: Mapping[type[Row], Sheet], edit: Edit, numbers: Sequence[int]
) -> DataError | None:
    """Return everything that is wrong with the rows as they would be.

    A row that is new or changed has a number of its own, below 0; one that is alone has none.
    """
    lines = {kind: repository.lines_of(sheet) for kind, sheet in sheets.items()}
    new = Counter[type[Row]]()
    for row, number in zip(edit.rows, numbers, strict=True):
        of_kind = [line for line in lines.get(row.kind, []) if line.number != number]
        if row.after is not None:
            new[row.kind] += 1
            of_kind.append(Line(-new[row.kind], _given(row)))
        lines[row.kind] = of_kind
    alone = {kind.file for kind, count in new.items() if count == 1}
    try:
        judge(lines, dates.today())
    except DataError as error:
        return error.changed(
            lambda each: replace(each, line=0) if each.file in alone and each.line < 0 else each
        )
    return None

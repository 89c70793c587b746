"""A change of the files as one step: shown first, checked, written as a whole, taken back.

A change is a pure function from the rows as they are to an `Edit` of them. What is previewed and
what is written is made by the same code.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from defector_stats.errors import ChangedMeanwhileError, DataError, Problem, UnsureError, reason
from defector_stats.i18n.messages import N_, Said
from defector_stats.storage import documents, edits, files, history, noticing, transaction
from defector_stats.storage.edits import Change, Edit, RowEdit
from defector_stats.storage.files import digest
from defector_stats.storage.history import Record
from defector_stats.storage.plausibility import Doubtful, doubtful
from defector_stats.storage.repository import contents, parse
from defector_stats.storage.schema import Row, Source, Tables

ATTEMPTS = 10


@dataclass(frozen=True)
class Report:
    """The change that adds what one document states: rows by kind, cells by column.

    `source` are the cells of a document that is new, None for one that the rows name. Without an
    id it gets one; without a language, that of the letters of its title. It may stand alone.
    """

    rows: Sequence[tuple[type[Row], Mapping[str, str]]]
    source: Mapping[str, str] | None = None

    def __call__(self, tables: Tables) -> Edit:
        """Return the edit that adds the rows; raises DataError for a document that is known."""
        if self.source is None:
            return Edit("add", tuple(RowEdit(kind, after=cells) for kind, cells in self.rows))
        source = documents.new(self.source, tables.sources)
        cited = {"source": source["id"]}
        rows = [RowEdit(kind, after={**cells, **cited}) for kind, cells in self.rows]
        return Edit("add", (RowEdit(Source, after=source), *rows))


@dataclass(frozen=True)
class Outcome:
    """An edit as it is written, its lines by file, and the rows without and with it."""

    edit: Edit
    lines: dict[str, str]
    before: Tables
    after: Tables
    files: dict[str, bytes] = field(repr=False)
    """The contents of the files that it changes."""

    @cached_property
    def doubtful(self) -> list[Doubtful]:
        """The counts that look like a slip of the keyboard."""
        return doubtful(self.edit, self.before)

    @property
    def questions(self) -> list[str]:
        """What is asked once of these counts."""
        return list(map(str, self.doubtful))


def preview(folder: Path, change: Change) -> Outcome:
    """Return what a change would write, and the rows without and with it.

    Raises DataError when the files or the change are not valid.
    """
    return _outcome(contents(folder), change)


def apply(folder: Path, change: Change, sure: Collection[str] | None = None) -> Outcome:
    """Make a change: all of it or nothing.

    What somebody edited by hand before is noted as a step of its own. What is saved meanwhile is
    kept: the change is applied to it. `sure` are the questions of an outcome that were answered,
    None if nothing is asked. With everything as it was, it raises UnsureError while one is open,
    and DataError when the change is not valid or the files cannot be written.
    """
    with _told(folder):
        for _ in range(ATTEMPTS):
            with suppress(ChangedMeanwhileError), transaction.locked(folder):
                old = contents(folder)
                outcome = _outcome(old, change)
                if sure is not None and (open_ones := set(outcome.questions) - set(sure)):
                    raise UnsureError([each for each in outcome.questions if each in open_ones])
                noticing.note(folder, old)
                transaction.replace(folder, old, outcome.files, outcome.edit.as_json())
                with suppress(OSError):  # it is written, and the next look knows it by its record
                    noticing.remember(folder, {**old, **outcome.files})
                return outcome
    found, expected = Said(N_("files that keep changing")), Said(N_("a quiet moment"))
    raise DataError([Problem(str(folder), 0, "", found, expected)])


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    """Raise DataError where the files cannot be written."""
    try:
        yield
    except OSError as error:
        expected = Said(N_("files that can be written; nothing was changed"))
        raise DataError(
            [Problem(str(error.filename or folder), 0, "", reason(error), expected)]
        ) from error


def _outcome(old: Mapping[str, bytes], change: Change) -> Outcome:
    before = parse(old)
    written = edits.write(old, before, change(before))
    return Outcome(written.edit, written.lines, before, written.after, written.files)


def undo(record: Record) -> Change:
    """Return the change that takes back what a record tells, whatever was changed since.

    It raises DataError where the rows are not any more as the record left them.
    """
    return lambda _tables: Edit.from_json(record.change).inverse(record.time)


def restore(folder: Path, record: Record) -> None:
    """Take back a step without rows, as a repair: its files are again as they were before it.

    Raises DataError when one of them was changed since, or cannot be written.
    """
    found = Said(N_("a file that was changed since"))
    expected = Said(N_("the file as that step left it; nothing was changed"))
    with _told(folder), transaction.locked(folder):
        old, parts = contents(folder), record.files.items()
        before = {name: files.read(history.kept(folder, record, name)) for name in record.files}
        since = [name for name, part in parts if digest(old.get(name, b"")) != part.new]
        since += [f".backup/{name}" for name, part in parts if digest(before[name]) != part.old]
        if since:
            raise DataError([Problem(name, 0, "", found, expected) for name in since])
        transaction.replace(folder, old, before, Edit("undo", (), record.time).as_json())

"""Files of a folder are replaced several together, all or none, by one writer at a time.

While they are being replaced, a journal says what is done: a reader sees the files as if the write
had ended, the next writer ends it. The last step renames the journal to the record of the write,
so that one that comes back is known to have ended. A document with its total needs it.
"""

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from defector_stats.errors import ChangedMeanwhileError, DataError
from defector_stats.i18n.messages import _
from defector_stats.storage import files, history
from defector_stats.storage.files import digest
from defector_stats.storage.history import Part, Record
from defector_stats.storage.lock import writing
from defector_stats.storage.schema import KINDS

WAIT = 30.0
"""Seconds to wait for another writer."""
LATE = 0.5
"""Seconds to wait for who still writes to a file that was replaced."""


@contextmanager
def locked(folder: Path, wait: float | None = None) -> Iterator[None]:
    """Let one writer in at a time, after an interrupted write has been finished or undone.

    Raises OSError when the folder cannot be written, TimeoutError when a writer does not end.
    """
    backups = history.backups(folder)
    if not backups.exists():
        backups.mkdir(exist_ok=True)
        files.keep_owner(backups, folder)
    with writing(backups, WAIT if wait is None else wait):
        _recover(folder)
        yield


def recover(folder: Path) -> None:
    """Finish or undo an interrupted write if there is one, unless somebody is writing."""
    if history.journal(folder).exists():
        with suppress(OSError, ChangedMeanwhileError, DataError), locked(folder, wait=0):
            pass


def settled(folder: Path, found: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files as they are when the write that is going on has ended."""
    try:
        record = history.interrupted(folder)
    except ValueError:
        record = None
    return {**found, **(_Write(folder, record).outcome(found) if record else {})}


def replace(
    folder: Path,
    old: Mapping[str, bytes],
    new: Mapping[str, bytes],
    change: Mapping[str, Any] | None = None,
) -> None:
    """Replace files of a folder, all or none, in the order of `new`, and keep the old ones.

    `change` is what the record says of it. Call it within `locked`. Everything is as it was when
    it raises: ChangedMeanwhileError for a file that is not as in `old` any more, or OSError.
    """
    parts = {
        name: Part(old=digest(old[name]), new=digest(content), token=files.token())
        for name, content in new.items()
        if content != old[name]
    }
    if not parts:
        return
    write = _Write(folder, Record(time=history.now(folder), files=parts, change=change or {}))
    try:
        for name in parts:
            write.prepare(name, old[name], new[name])
        if any(files.content_of(write.path(name)) != old[name] for name in parts):
            raise ChangedMeanwhileError
        write.begin()
    except BaseException:
        write.cancel()
        raise
    done: list[str] = []
    try:
        for name in parts:
            write.install(name)
            done.append(name)
        write.sync()
    except (OSError, ChangedMeanwhileError):
        write.undo(done)
        raise
    write.finish()


@dataclass(frozen=True)
class _Write:
    """A write and what it needs: for each file a staged version, and the kept old one."""

    folder: Path
    record: Record

    def path(self, name: str) -> Path:
        """Return the file itself, which a link may name."""
        return (self.folder / name).resolve()

    def staged(self, name: str) -> Path:
        """Return the version to be put in place; afterwards it is the one that was replaced."""
        return files.staged(self.path(name), self.record.files[name].token)

    def kept(self, name: str) -> Path:
        return history.kept(self.folder, self.record, name)

    def prepare(self, name: str, old: bytes, new: bytes) -> None:
        files.write_through(self.staged(name), new, like=self.path(name))
        files.write(self.kept(name), old, like=self.path(name))

    def begin(self) -> None:
        """Write the journal: from now on the write will be ended, whatever happens."""
        content = self.record.model_dump_json().encode()
        self.sync()
        tells_of = self.path(next(iter(self.record.files)))
        files.write(history.journal(self.folder), content, like=tells_of)
        self.sync()

    def sync(self) -> None:
        of_files = {self.path(name).parent for name in self.record.files}
        files.sync({history.backups(self.folder), *of_files})

    def install(self, name: str) -> None:
        """Put the staged version in its place, unless what was there is not the old one."""
        files.swap(self.staged(name), self.path(name))
        if self.staged(name).exists() and self._replaced(name) != self.record.files[name].old:
            self.give_back(name)
            raise ChangedMeanwhileError

    def give_back(self, name: str) -> None:
        """Put back what was replaced; what somebody saved since then stays, though."""
        staged, path = self.staged(name), self.path(name)
        if not staged.exists():
            files.write_through(staged, self.kept(name).read_bytes(), like=path)
        files.swap(staged, path)
        if staged.exists() and self._replaced(name) != self.record.files[name].new:
            files.swap(staged, path)
            staged.replace(self.kept(name))

    def _replaced(self, name: str) -> str:
        """Return the digest of what was replaced, once nobody writes to it; blank if it is none."""
        files.wait_for_writers(self.staged(name), LATE)
        content = files.content_of(self.staged(name))
        return "" if content is None else digest(content)

    def undo(self, done: Sequence[str]) -> None:
        """Put the old version of the files that are done back, so that the write is none."""
        for name in self.record.files:
            if name in done:
                self.give_back(name)
            self.staged(name).unlink(missing_ok=True)
        self.sync()
        self.cancel()

    def cancel(self) -> None:
        """Remove the journal and what was prepared, but nothing that somebody else saved."""
        history.journal(self.folder).unlink(missing_ok=True)
        files.sync({history.backups(self.folder)})
        for name, part in self.record.files.items():
            self.staged(name).unlink(missing_ok=True)
            if _version(self.kept(name), part.old) is not None:
                self.kept(name).unlink()

    def finish(self) -> None:
        """Keep what was replaced, make the journal the record, and forget the oldest writes."""
        for name in self.record.files:
            # The very file, so that what somebody writes to it even now is kept as well.
            with suppress(OSError):
                self.staged(name).replace(self.kept(name))
        history.journal(self.folder).replace(history.ended(self.folder, self.record))
        files.sync({history.backups(self.folder)})
        history.prune(self.folder)

    def outcome(self, found: Mapping[str, bytes]) -> dict[str, bytes]:
        """Return the files that are to be replaced to end the write as it stands.

        It is undone where one of its files was edited since, or cannot be put in place any more.
        """
        parts = self.record.files
        states = {name: digest(found.get(name, b"")) for name in parts}
        if all(states[name] in (part.old, part.new) for name, part in parts.items()):
            waiting = {
                name: _version(self.staged(name), part.new)
                for name, part in parts.items()
                if states[name] == part.old
            }
            if None not in waiting.values():
                return {name: content for name, content in waiting.items() if content is not None}
        before = {
            name: _version(self.kept(name), part.old)
            for name, part in parts.items()
            if states[name] == part.new
        }
        return {name: content for name, content in before.items() if content is not None}

    def end(self) -> None:
        """Finish or undo it; raises what `files.read` does, and ChangedMeanwhileError."""
        there = {name: self.path(name) for name in self.record.files}
        found = {name: files.read(path) if path.exists() else b"" for name, path in there.items()}
        outcome = self.outcome(found)
        parts = {
            name: Part(old=digest(found[name]), new=digest(content), token=files.token())
            for name, content in outcome.items()
        }
        again = _Write(self.folder, self.record.model_copy(update={"files": parts}))
        for name, content in outcome.items():
            files.write_through(again.staged(name), content, like=self.path(name))
            again.install(name)
        self.sync()
        now = {**found, **outcome}
        if all(digest(now[name]) == part.new for name, part in self.record.files.items()):
            self.finish()
        else:
            self.cancel()


def _version(path: Path, expected: str) -> bytes | None:
    """Return the content of a file, None if it is not the expected one."""
    content = files.content_of(path)
    return content if content is not None and digest(content) == expected else None


def _recover(folder: Path) -> None:
    """Finish or undo the write of the journal, and remove what killed writers left."""
    try:
        record = history.interrupted(folder)
    except ValueError:
        record = None
        aside = history.put_aside(folder)
        said = _("{file} cannot be read and was put aside; the data files are as they were found")
        logging.getLogger(__name__).warning(said.format(file=aside))
    if record:
        _Write(folder, record).end()
    history.journal(folder).unlink(missing_ok=True)
    files.sync({history.backups(folder)})
    token = "[0-9a-f]" * 16
    for path in [(folder / kind.file).resolve() for kind in KINDS]:
        files.remove(path.parent.glob(f".{path.name}.{token}.new"))
    files.remove(history.backups(folder).glob(f".*.{token}.new"))

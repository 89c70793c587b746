"""Files on disk are replaced as a whole, several together, by one writer at a time.

What a write needs lies in `.backup`: the lock, the last versions, and while several files are
being replaced the journal that lets the next reader or writer finish or undo it.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from defector_stats.errors import ChangedMeanwhileError
from defector_stats.i18n.messages import _

KEPT = 20
WAIT = 30.0
"""Seconds to wait for another writer."""


def _backups(folder: Path) -> Path:
    return folder / ".backup"


def _journal(folder: Path) -> Path:
    return _backups(folder) / "journal.json"


def _staged(path: Path) -> Path:
    return path.with_name(f".{path.name}.new")


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Let one writer in at a time, after an interrupted write has been finished or undone.

    Raises OSError when the folder cannot be written, TimeoutError when a writer does not end.
    """
    _backups(folder).mkdir(exist_ok=True)
    try:
        with FileLock(_backups(folder) / "lock", timeout=WAIT):
            _recover(folder)
            yield
    except Timeout:
        raise TimeoutError(
            _("another program has been writing for {seconds} seconds").format(seconds=int(WAIT))
        ) from None


def recover(folder: Path) -> None:
    """Finish or undo an interrupted write, if there is one."""
    if _journal(folder).exists():
        with locked(folder):
            pass


def write(path: Path, content: bytes) -> None:
    """Write a file as a whole: either it is there with all of its content, or as it was before."""
    staged = _staged(path)
    try:
        _write(staged, content)
        staged.replace(path)
    finally:
        staged.unlink(missing_ok=True)


def replace(folder: Path, old: Mapping[str, bytes], new: Mapping[str, bytes]) -> None:
    """Replace files of a folder, all or none, each with its old version kept.

    Call it within `locked`. Raises ChangedMeanwhileError when a file is not as in `old` any more,
    and OSError when the disk refuses; in both cases everything is as it was.
    """
    paths = {name: (folder / name).resolve() for name in new}
    kept = {name: _backup(folder, name) for name in new}
    try:
        for name, path in paths.items():
            _write(_staged(path), new[name])
            shutil.copymode(path, _staged(path))
            _write(kept[name], old[name])
        if len(new) > 1:
            _write_journal(folder, old, new, kept)
        # Last of all, so that the time in which somebody else's save could be missed is shortest.
        if any(path.read_bytes() != old[name] for name, path in paths.items()):
            raise ChangedMeanwhileError
    except BaseException:
        journal = _journal(folder)
        _remove([journal, _staged(journal), *map(_staged, paths.values()), *kept.values()])
        raise
    try:
        for path in paths.values():
            _staged(path).replace(path)
        _sync({path.parent for path in paths.values()})
    except OSError:
        _undo(folder, old, new)
        _remove([_journal(folder), *map(_staged, paths.values()), *kept.values()])
        raise
    _remove([_journal(folder)])
    for name in new:
        _remove(_backups_of(folder, name)[:-KEPT])


def _undo(folder: Path, old: Mapping[str, bytes], new: Mapping[str, bytes]) -> None:
    """Put the old version back where the new one stands."""
    for name in new:
        path = (folder / name).resolve()
        if path.read_bytes() == new[name]:
            _write(_staged(path), old[name])
            _staged(path).replace(path)


def _recover(folder: Path) -> None:
    """Finish the write that the journal describes; undo it if a file was edited since then."""
    with suppress(FileNotFoundError):
        entries: dict[str, dict[str, str]] = json.loads(_journal(folder).read_bytes())
        paths = {name: (folder / name).resolve() for name in entries}
        found = {name: _digest(path.read_bytes()) for name, path in paths.items()}
        waiting = [name for name, entry in entries.items() if found[name] == entry["old"]]
        written = [name for name, entry in entries.items() if found[name] == entry["new"]]
        if len(waiting) + len(written) == len(entries):
            for name in waiting:
                _staged(paths[name]).replace(paths[name])
        else:
            for name in written:
                _write(
                    _staged(paths[name]), (_backups(folder) / entries[name]["kept"]).read_bytes()
                )
                _staged(paths[name]).replace(paths[name])
        _sync({path.parent for path in paths.values()})
        _remove([_journal(folder)])
    _remove(folder.glob(".*.new"))


def _write_journal(
    folder: Path, old: Mapping[str, bytes], new: Mapping[str, bytes], kept: Mapping[str, Path]
) -> None:
    entries = {
        name: {"old": _digest(old[name]), "new": _digest(new[name]), "kept": kept[name].name}
        for name in new
    }
    staged = _staged(_journal(folder))
    _write(staged, json.dumps(entries).encode())
    _sync({folder, staged.parent})
    staged.replace(_journal(folder))
    _sync({staged.parent})


def _backup(folder: Path, name: str) -> Path:
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H-%M-%S.%fZ")
    return _backups(folder) / f"{now}.{name}"


def _backups_of(folder: Path, name: str) -> list[Path]:
    return sorted(_backups(folder).glob(f"*Z.{name}"))


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync(folders: Iterable[Path]) -> None:
    """Make the names in the folders last; Windows has no such call."""
    if os.name != "posix":
        return
    for folder in folders:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _remove(paths: Iterable[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()

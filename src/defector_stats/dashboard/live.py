"""The files as they are now: read again when they change, the last good figures kept."""

import threading
from dataclasses import dataclass
from pathlib import Path

from defector_stats import store
from defector_stats.schema import Problem
from defector_stats.view import Frames


@dataclass(frozen=True)
class Snapshot:
    """The last good figures, None if there never were any, and what is wrong with the files."""

    frames: Frames | None
    problems: list[Problem]


class Live:
    """The data files of a folder, read when somebody asks and they have changed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._stamp: list[tuple[int, ...]] = []
        self._snapshot = Snapshot(None, [])

    def now(self) -> Snapshot:
        """Return the figures as they stand in the files."""
        with self._lock:
            stamp = [_stamp(path) for path in store.paths(self.folder)]
            if stamp != self._stamp:
                self._snapshot = self._read()
                self._stamp = stamp
            return self._snapshot

    def _read(self) -> Snapshot:
        try:
            return Snapshot(Frames(store.read(self.folder)), [])
        except store.DataError as error:
            return Snapshot(self._snapshot.frames, error.problems)


def _stamp(path: Path) -> tuple[int, ...]:
    try:
        status = path.stat()
    except OSError:
        return ()
    return status.st_mtime_ns, status.st_size, status.st_ino

"""The files as they are now: read again when they change, the last good figures kept."""

import hashlib
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, partial
from pathlib import Path

from defector_stats.analysis.dataset import Dataset
from defector_stats.errors import DataError, Problem
from defector_stats.i18n.messages import _, speaking
from defector_stats.storage import repository
from defector_stats.text.differences import news
from defector_stats.views.selection import Selection
from defector_stats.views.view import View

SETTLED = 0.3
"""Seconds that changed files must stand still: one that is being written is not read."""
KEPT, VIEWS_KEPT = 5, 64


@dataclass(frozen=True)
class Snapshot:
    """The last good figures, None if there never were any, and what is wrong with the files.

    `version` is the fingerprint of the files that the figures were read from.
    """

    dataset: Dataset | None
    version: str
    problems: tuple[Problem, ...] = ()

    @cached_property
    def state(self) -> str:
        """A short word for all of this, the same in every process; an open page compares it."""
        with speaking("en"):
            said = "\n".join([self.version, *map(str, self.problems)])
        return hashlib.sha256(said.encode()).hexdigest()[:16]

    @cached_property
    def select(self) -> Callable[[View], Selection]:
        """The frames of a view, kept for the next reader who asks for it."""
        assert self.dataset is not None
        return lru_cache(VIEWS_KEPT)(partial(Selection, self.dataset))


class Live:
    """The data files of a folder, read when somebody asks and they have changed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._stamp: list[tuple[int, ...]] = []
        self._waiting: tuple[list[tuple[int, ...]], float] = ([], 0.0)
        self._snapshot = Snapshot(None, "")
        self._versions: dict[str, Snapshot] = {}

    def now(self, at_once: bool = False) -> Snapshot:
        """Return the figures as they stand in the files; `at_once` even if they just changed."""
        with self._lock:
            stamp = [_stamp(path) for path in repository.paths(self.folder)]
            first = self._snapshot.dataset is None
            if stamp != self._stamp and (first or at_once or self._stands_still(stamp)):
                self._snapshot = self._read()
                self._stamp = stamp
            return self._snapshot

    def news(self, since: str) -> list[str]:
        """Return what is new since a version; nothing in particular if it is long ago."""
        before, after = self._versions.get(since), self._snapshot.dataset
        if before is None or before.dataset is None or after is None:
            return [_("The figures were updated.")]
        return news(before.dataset, after)

    def _stands_still(self, stamp: list[tuple[int, ...]]) -> bool:
        """Say whether the files are as they were a while ago, by their dates or by our watching."""
        waiting, since = self._waiting
        if stamp != waiting:
            waiting, since = self._waiting = (stamp, time.monotonic())
        watched = time.monotonic() - since
        unchanged = time.time() - max(each[0] for each in stamp) / 1e9 if all(stamp) else 0.0
        return max(watched, unchanged) >= SETTLED

    def _read(self) -> Snapshot:
        try:
            files = repository.contents(self.folder)
            version = repository.fingerprint(files)
            if version not in self._versions:
                dataset = Dataset(repository.parse(files), version)
                self._versions[version] = Snapshot(dataset, version)
        except DataError as error:
            return replace(self._snapshot, problems=tuple(error.problems))
        while len(self._versions) > KEPT:
            self._versions.pop(next(iter(self._versions)))
        return self._versions[version]


def _stamp(path: Path) -> tuple[int, ...]:
    try:
        status = path.stat()
    except OSError:
        return ()
    return status.st_mtime_ns, status.st_size, status.st_ino

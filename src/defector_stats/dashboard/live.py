"""The files as they are now: read again when they change, the last good figures kept."""

import hashlib
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import pandas as pd

from defector_stats.analysis.dataset import Dataset
from defector_stats.dashboard.kept import Kept
from defector_stats.errors import DataError
from defector_stats.i18n.messages import _, speaking
from defector_stats.storage import noticing, repository
from defector_stats.storage.repository import Stamp
from defector_stats.text.differences import news
from defector_stats.views.selection import Selection
from defector_stats.views.view import View

SETTLED = 0.3
"""Seconds that changed files must stand still: one that is being written is not read."""
PATIENCE = 1.0
"""Seconds that a reader waits for changed files before the last good figures are the answer."""
VERSIONS, BYTES = 4, 64_000_000
"""How many earlier versions are kept for what is new since them, and how large they may be."""


@dataclass(frozen=True)
class Snapshot:
    """The last good figures, None if there never were any, and what is wrong with the files.

    `version` is the fingerprint of the files that the figures were read from.
    """

    dataset: Dataset | None
    version: str
    error: DataError | None = None

    @property
    def problems(self) -> list[str]:
        """What is wrong with the files, in words."""
        return self.error.lines() if self.error else []

    @cached_property
    def state(self) -> str:
        """A short word for all of this, the same in every process; an open page compares it."""
        with speaking("en"):
            said = "\n".join([self.version, *self.problems])
        return hashlib.sha256(said.encode()).hexdigest()[:16]

    def select(self, view: View) -> Selection:
        """Return the frames of a view."""
        assert self.dataset is not None
        return Selection(self.dataset, view)


class Live:
    """The data files of a folder, read when somebody asks and they have changed.

    One thread reads, and nobody is kept waiting by it who can be answered with what there is. With
    `noting` what was edited by hand becomes a step of the history. `kept` is what was drawn, of
    figures that are shown again after a change was taken back, too.
    """

    def __init__(self, folder: Path, noting: bool = False) -> None:
        self.folder, self.kept = folder, Kept()
        self._noting = noting
        self._lock = threading.Lock()
        self._reading = threading.Thread()
        self._stamp: Stamp | None = None
        self._waiting: tuple[Stamp, float] = ([], 0.0)
        self._snapshot = Snapshot(None, "")
        self._files: Mapping[str, bytes] = {}
        self._earlier: dict[str, Dataset] = {}

    def now(self, at_once: bool = False) -> Snapshot:
        """Return the figures as they stand in the files; `at_once` even if they just changed."""
        stamp = repository.stamp(self.folder)
        first = self._snapshot.dataset is None
        if stamp != self._stamp and (first or at_once or self._stands_still(stamp)):
            never = self._stamp is None
            self._begin().join(None if never or at_once else PATIENCE)
            if at_once and stamp != self._stamp:  # that reading had begun before
                self._begin().join()
        return self._snapshot

    def news(self, since: str) -> list[str]:
        """Return what is new since a version; nothing in particular if it is long ago."""
        before, after = self._earlier.get(since), self._snapshot.dataset
        if before is None or after is None:
            return [_("The figures were updated.")]
        return news(before, after)

    def _stands_still(self, stamp: Stamp) -> bool:
        """Say whether the files are as they were a while ago, by their dates or by our watching."""
        waiting, since = self._waiting
        if stamp != waiting:
            waiting, since = self._waiting = (stamp, time.monotonic())
        watched = time.monotonic() - since
        unchanged = time.time() - max(each[0] for each in stamp) / 1e9 if all(stamp) else 0.0
        return max(watched, unchanged) >= SETTLED

    def _begin(self) -> threading.Thread:
        """Return the thread that reads, started if none does."""
        with self._lock:
            if not self._reading.is_alive():
                self._reading = threading.Thread(target=self._read, daemon=True)
                self._reading.start()
            return self._reading

    def _read(self) -> None:
        stamp, before = repository.stamp(self.folder), self._files
        try:
            files = repository.contents(self.folder)
            if problems := repository.unfinished(self._files, files):
                raise DataError(problems)
            version = repository.fingerprint(files)
            if version != self._snapshot.version:
                known = self._earlier.get(version)
                self._take(known or Dataset(repository.parse(files), version), files)
            elif self._snapshot.error:
                self._snapshot = replace(self._snapshot, error=None)
        except DataError as error:
            self._snapshot = replace(self._snapshot, error=error)
        self._stamp = stamp
        if self._noting and not self._snapshot.error:
            noticing.look(self.folder, before, PATIENCE)

    def _take(self, dataset: Dataset, files: Mapping[str, bytes]) -> None:
        """Make the figures those that are shown, and keep those before them for a while."""
        before = self._snapshot.dataset
        if before:
            self._earlier = {**self._earlier, before.version: before}
        self._earlier.pop(dataset.version, None)
        while len(self._earlier) > VERSIONS or sum(map(_size, self._earlier.values())) > BYTES:
            self._earlier.pop(next(iter(self._earlier)))
        self._files, self._snapshot = files, Snapshot(dataset, dataset.version)


def _size(dataset: Dataset) -> int:
    """Return the bytes of the frames that a data set holds."""
    frames = [each for each in vars(dataset).values() if isinstance(each, pd.DataFrame)]
    return sum(int(frame.memory_usage(deep=True).sum()) for frame in frames)

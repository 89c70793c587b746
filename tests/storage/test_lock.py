import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from defector_stats.errors import DataError
from defector_stats.storage import changes, repository, transaction
from tests.helpers import ROOT
from tests.writers import NEW


@pytest.fixture
def share(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder on a share without locks, which was written to where there are some."""
    with transaction.locked(folder):
        pass
    assert (folder / ".backup" / "lock").exists()

    import fcntl

    def flock(_descriptor: int, _operation: int) -> None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))

    monkeypatch.setattr(fcntl, "flock", flock)
    return folder


def test_an_old_lock_blocks_nobody_on_a_share_without_locks(share: Path) -> None:
    changes.apply(share, NEW)
    assert repository.read(share).figures[-1].arrivals == 54


def test_one_writer_at_a_time_on_a_share_without_locks(
    share: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transaction, "WAIT", 0.1)
    with transaction.locked(share), pytest.raises(DataError) as caught:
        changes.apply(share, NEW)
    (problem,) = caught.value.problems
    lease = share / ".backup" / "lease"
    assert str(problem.value) == (
        f"another program has been writing for 0.1 seconds; if none is, remove {lease}"
    )
    changes.apply(share, NEW)


def test_writers_at_once_lose_nothing_on_a_share_without_locks(folder: Path) -> None:
    command = [sys.executable, "-m", "tests.writers", "unlocked", str(folder)]
    writers = [subprocess.Popen([*command, str(first), "5"], cwd=ROOT) for first in (1000, 2000)]
    assert [writer.wait() for writer in writers] == [0, 0]
    added = [figure.arrivals for figure in repository.read(folder).figures if figure.year == 2026]
    assert sorted(added) == [*range(1000, 1005), *range(2000, 2005)]
    assert (folder / ".backup" / "lock").stat().st_size == 0


def test_a_writer_that_was_killed_on_a_share_blocks_nobody(share: Path) -> None:
    child = os.fork()
    if not child:
        with transaction.locked(share):
            os._exit(0)
    os.waitpid(child, 0)
    assert (share / ".backup" / "lease").exists()
    changes.apply(share, NEW)

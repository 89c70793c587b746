"""Processes that write to a data folder, for the tests: `python -m tests.writers TASK FOLDER …`."""

import os
import shutil
import signal
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from types import FrameType
from typing import Any

from defector_stats.errors import DataError
from defector_stats.storage import changes
from defector_stats.storage.changes import Addition

NEW = Addition(
    {"year": "2026", "through": "3", "arrivals": "54", "status": "published"},
    {"title": "탈북민 54명", "publisher": "Newsis", "published": "2026-04-20"},
)
SYSTEM_CALLS = {
    "close", "flock", "flush", "fsync", "mkdir", "open", "read", "replace", "stat", "unlink",
    "write",
}  # fmt: skip


def add_many(folder: Path, first: str, number: str) -> None:
    """Add figures one after the other, each for another source, so that none is a repetition."""
    for place in range(int(first), int(first) + int(number)):
        figure = {**NEW.figure, "arrivals": str(place)}
        document = {"title": "T", "publisher": f"Paper {place}", "published": "2026-04"}
        changes.add(folder, Addition(figure, document))


def killed_everywhere(folder: Path, scratch: str) -> None:
    """Add to a fresh copy of the folder, killed before and after each system call in turn."""
    for point in count():
        copy = Path(scratch) / str(point)
        shutil.copytree(folder, copy)
        child = os.fork()
        if not child:
            kill_at(point)
            changes.add(copy, NEW)
            sys.setprofile(None)
            os._exit(0)
        if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0:
            return


def kill_at(point: int) -> None:
    """Kill this process at the given number of beginnings and ends of system calls."""
    passed = count()

    def watch(_: FrameType, event: str, called: Any) -> None:  # noqa: ANN401
        system = event in ("c_call", "c_return") and called.__name__ in SYSTEM_CALLS
        if system and not isinstance(called.__self__, str) and next(passed) == point:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(watch)


def add_with_a_full_disk(folder: Path) -> None:
    """Add while no file may grow beyond 4 kB, as on a disk that is full."""
    import resource

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))
    say(lambda: changes.add(folder, NEW))


def add_as_nobody(folder: Path) -> None:
    """Add as a user to whom the folder is read-only; root may write everywhere."""
    if os.geteuid() == 0:
        os.setuid(65534)
    say(lambda: changes.add(folder, NEW))


def say(work: Callable[[], object]) -> None:
    """Print the problems that the work ends with."""
    try:
        work()
    except DataError as error:
        print(error)


if __name__ == "__main__":
    task, path, *others = sys.argv[1:]
    tasks: dict[str, Callable[..., None]] = {
        "many": add_many, "killed": killed_everywhere, "full": add_with_a_full_disk,
        "nobody": add_as_nobody,
    }  # fmt: skip
    tasks[task](Path(path), *others)

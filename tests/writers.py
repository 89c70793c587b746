"""Processes that write to a data folder, for the tests: `python -m tests.writers TASK FOLDER …`."""

import errno
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path
from types import FrameType
from typing import Any

from defector_stats import dates
from defector_stats.errors import DataError
from defector_stats.storage import changes, history, wide
from defector_stats.storage.changes import Report
from defector_stats.storage.corrections import correct, remove
from defector_stats.storage.edits import Change, Edit
from defector_stats.storage.importing import Import
from defector_stats.storage.schema import Figure, Source, Tables


@dataclass(frozen=True)
class Addition:
    """The change that adds one figure, and its document if that is new."""

    figure: dict[str, str]
    source: dict[str, str] | None = None

    def __call__(self, tables: Tables) -> Edit:
        return Report([(Figure, self.figure)], self.source)(tables)


NEW = Addition(
    {"year": "2026", "through": "3", "arrivals": "54", "status": "published"},
    {"title": "탈북민 54명", "publisher": "Newsis", "published": "2026-04-20"},
)
PAGE = Path(__file__).parent / "storage" / "wide" / "corpus" / "mou-2025-12-ko-page.html"
HERALD = "korea-herald-2011-10"


def imported(_folder: Path) -> Change:
    """Return the import of a whole document."""
    return Import(wide.read(PAGE.name, PAGE.read_bytes(), dates.today()), {"published": "2026-10"})


def undone(folder: Path) -> Change:
    """Return the undo of an import that is made."""
    changes.apply(folder, imported(folder))
    return changes.undo(history.history(folder)[0])


def of_form(_folder: Path) -> Change:
    """Return what the form of the page saves: a new document, two figures, a total and an event."""
    # Imported here so that other tasks start without Dash.
    from defector_stats.dashboard.editing import report
    from defector_stats.dashboard.questions import FormQuestion, Stated

    rows = [
        Stated(what="figure", number=1, cells=NEW.figure),
        Stated(what="figure", number=2, cells={**NEW.figure, "through": "1", "arrivals": "18"}),
        Stated(what="total", number=3, cells={"as_of": "2025-12-31", "total": "34537"}),
        Stated(what="event", number=4, cells={"date": "2026-03", "label": "L"}),
    ]
    return report(
        FormQuestion(number=1, language="en", source="", document=NEW.source or {}, rows=rows)
    )


MADE: dict[str, Callable[[Path], Change]] = {
    "add": of_form,
    "import": imported,
    "edit": lambda _folder: correct(Source, [HERALD], {"id": "herald"}),
    "remove": lambda _folder: remove(Source, ["mou-2012-01"], with_cited=True),
    "undo": undone,
}
"""Changes by their names, to be made of a folder; that of an undo makes what it takes back."""
CHANGING = {"chmod", "chown", "flush", "link", "mkdir", "open", "replace", "unlink", "write"}
"""Calls of the system that change something on the disk; `flush` writes what is buffered."""


def add_many(folder: Path, first: str, number: str) -> None:
    """Add figures one after the other, each for another source, so that none is a repetition."""
    for place in range(int(first), int(first) + int(number)):
        figure = {**NEW.figure, "arrivals": str(place)}
        document = {"title": "T", "publisher": f"Paper {place}", "published": "2026-04"}
        changes.apply(folder, Addition(figure, document))


def add_many_unlocked(folder: Path, first: str, number: str) -> None:
    """Do so on a share that has no locks, where another program once had one."""
    import fcntl

    def flock(*_: object) -> None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))

    (folder / ".backup").mkdir(exist_ok=True)
    (folder / ".backup" / "lock").touch()
    vars(fcntl)["flock"] = flock
    add_many(folder, first, number)


def import_and_correct_many(folder: Path, year: str, number: str) -> None:
    """Import the same document again and again, correct a figure and take that back each time."""
    for place in range(int(number)):
        changes.apply(folder, imported(folder))
        corrected = changes.apply(folder, correct(Figure, [year, HERALD], {"note": str(place)}))
        changes.apply(folder, lambda _, edit=corrected.edit: edit.inverse())  # type: ignore[misc]


@contextmanager
def before_each_write(do: Callable[[], None]) -> Iterator[None]:
    """Do something before each call that changes something on the disk."""

    def watch(frame: FrameType, event: str, called: Any) -> None:  # noqa: ANN401
        if event == "c_call":
            changing = called.__name__ in CHANGING and not isinstance(called.__self__, str | date)
        else:  # ctypes does not tell of its calls
            changing = event == "call" and frame.f_code.co_name == "_exchange"
        if changing:
            do()

    sys.setprofile(watch)
    try:
        yield
    finally:
        sys.setprofile(None)


def copied_everywhere(folder: Path, change: Change, scratch: Path) -> list[Path]:
    """Make a change, and return copies of the folder before each call that writes, and at the end.

    A writer who is killed there leaves such a folder: what it has not written yet is nowhere.
    """
    copies: list[Path] = []

    def copy() -> None:
        copies.append(Path(shutil.copytree(folder, scratch / str(len(copies)))))

    with before_each_write(copy):
        changes.apply(folder, change)
    copy()
    return copies


def killed_at(folder: Path, name: str, point: str) -> None:
    """Make a change, killed before the call that writes of this number."""
    change, passed = MADE[name](folder), count()

    def kill() -> None:
        if next(passed) == int(point):
            os.kill(os.getpid(), signal.SIGKILL)

    with before_each_write(kill):
        changes.apply(folder, change)


def add_with_a_full_disk(folder: Path) -> None:
    """Add while no file may grow beyond 4 kB, as on a disk that is full."""
    import resource

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))
    say(lambda: changes.apply(folder, NEW))


def add_as_nobody(folder: Path) -> None:
    """Add as a user to whom the folder is read-only; root may write everywhere."""
    if os.geteuid() == 0:
        os.setuid(65534)
    say(lambda: changes.apply(folder, NEW))


def say(work: Callable[[], object]) -> None:
    """Print the problems that the work ends with."""
    try:
        work()
    except DataError as error:
        print(error)


if __name__ == "__main__":
    task, path, *others = sys.argv[1:]
    tasks: dict[str, Callable[..., None]] = {
        "many": add_many,
        "corrections": import_and_correct_many,
        "unlocked": add_many_unlocked,
        "killed": killed_at,
        "full": add_with_a_full_disk,
        "nobody": add_as_nobody,
    }
    tasks[task](Path(path), *others)

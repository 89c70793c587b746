"""When changed files are read again."""

import os
import threading
import time
from pathlib import Path

import pytest

from defector_stats.dashboard import live
from defector_stats.dashboard.live import Live
from defector_stats.storage import changes, history, repository
from defector_stats.storage.schema import Tables
from tests.helpers import edit
from tests.writers import NEW


class Clock:
    """A clock that goes on when a test says so, for the files that it writes too."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = time.time()
        monkeypatch.setattr(time, "time", lambda: self.now)
        monkeypatch.setattr(time, "monotonic", lambda: self.now)

    def write(self, path: Path, content: bytes, dated: float | None = None) -> None:
        path.write_bytes(content)
        date = self.now if dated is None else dated
        os.utime(path, (date, date))


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def test_a_file_that_is_being_written_is_not_reported(folder: Path, clock: Clock) -> None:
    files = Live(folder)
    first = files.now()
    path = folder / "arrivals.csv"
    content = path.read_bytes()
    for end in range(100, len(content), 200):
        clock.write(path, content[:end])
        assert files.now() is first
        clock.now += live.SETTLED / 2
    clock.write(path, content + b"2026,3,54,,,published,mou-2012-01,\n")
    assert files.now() is first
    clock.now += 2 * live.SETTLED
    second = files.now()
    assert [problem.split(": ")[0] for problem in second.problems] == [
        "arrivals.csv, line 166, column through"
    ]
    assert second.dataset is first.dataset
    clock.write(path, content + b"2011,11,54,,,published,mou-2012-01,\n")
    clock.now += 2 * live.SETTLED
    third = files.now()
    assert not third.problems
    assert third.version != first.version
    assert files.news(first.version) == [
        "2011, January–November: 54, Ministry of Unification",
        "1 more inconsistency than before",
    ]
    assert files.news("long ago") == ["The figures were updated."]


def test_a_file_dated_in_the_future_is_read_when_it_stands_still(
    folder: Path, clock: Clock
) -> None:
    files = Live(folder)
    first = files.now()
    clock.write(folder / "arrivals.csv", b"", dated=clock.now + 3600)
    assert files.now() is first
    clock.now += 2 * live.SETTLED
    assert files.now().problems


def test_a_file_that_is_gone_for_a_moment_is_not_reported(folder: Path, clock: Clock) -> None:
    files = Live(folder)
    path = folder / "arrivals.csv"
    first, content = files.now(), path.read_bytes()
    path.unlink()
    assert files.now() is first
    clock.write(path, content)
    clock.now += 2 * live.SETTLED
    assert not files.now().problems
    path.unlink()
    files.now()
    clock.now += 2 * live.SETTLED
    assert files.now().problems


def test_what_this_server_wrote_itself_is_read_at_once(folder: Path, clock: Clock) -> None:
    files = Live(folder)
    files.now()
    clock.write(folder / "arrivals.csv", b"")
    assert not files.now().problems
    assert files.now(at_once=True).problems


def test_what_is_edited_by_hand_is_a_step_only_where_somebody_may_write(folder: Path) -> None:
    def edited(files: Live, month: int) -> None:
        line = f"2011,{month},54,,,published,mou-2012-01,\n"
        edit(folder, "arrivals.csv", lambda content: content + line.encode())
        files.now(at_once=True)

    reader = Live(folder)
    reader.now()
    edited(reader, 11)
    assert not (folder / ".backup").exists()
    editor = Live(folder, noting=True)
    editor.now()
    edited(editor, 10)
    (record,) = history.history(folder)
    assert record.change["what"] == "hand"
    assert [row["after"]["through"] for row in record.change["rows"]] == ["10"]
    changes.apply(folder, NEW)
    editor.now(at_once=True)
    assert [each.change["what"] for each in history.history(folder)] == ["add", "hand"]


def test_what_was_edited_while_no_server_ran_is_a_step_when_one_starts(folder: Path) -> None:
    changes.apply(folder, NEW)
    line = b"2011,11,54,,,published,mou-2012-01,\n"
    edit(folder, "arrivals.csv", lambda content: content + line)
    Live(folder).now()
    assert len(history.history(folder)) == 1
    started = Live(folder, noting=True)
    started.now(at_once=True)
    assert [each.change["what"] for each in history.history(folder)] == ["hand", "add"]


def test_the_first_reading_does_not_wait(folder: Path, clock: Clock) -> None:
    path = folder / "arrivals.csv"
    content = path.read_bytes()
    clock.write(path, b"")
    files = Live(folder)
    assert files.now().dataset is None
    clock.write(path, content)
    assert files.now().dataset is not None


def test_nobody_waits_for_files_that_are_slow_to_read(
    folder: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = Live(folder)
    first = files.now()
    begun, go_on = threading.Event(), threading.Event()
    parse = repository.parse

    def slowly(contents: dict[str, bytes]) -> Tables:
        begun.set()
        assert go_on.wait(60)
        return parse(contents)

    monkeypatch.setattr(repository, "parse", slowly)
    monkeypatch.setattr(live, "PATIENCE", 0.0)
    path = folder / "arrivals.csv"
    clock.write(path, path.read_bytes() + b"2011,11,54,,,published,mou-2012-01,\n")
    files.now()
    clock.now += 2 * live.SETTLED
    for _reader in range(20):
        assert files.now() is first
    assert begun.wait(60)
    go_on.set()
    assert files.now(at_once=True).version != first.version


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with a name")
def test_a_pipe_in_place_of_a_file_is_told_and_hangs_nobody(folder: Path) -> None:
    files = Live(folder)
    first = files.now()
    (folder / "events.csv").unlink()
    os.mkfifo(folder / "events.csv")
    now = files.now(at_once=True)
    assert now.dataset is first.dataset
    assert "a pipe or a device" in now.problems[0]


def test_a_file_that_is_copied_slowly_is_not_taken_while_it_is_cut(
    folder: Path, clock: Clock
) -> None:
    files = Live(folder)
    first, path = files.now(), folder / "arrivals.csv"
    whole = path.read_bytes()
    clock.write(path, whole[:-7])
    files.now()
    clock.now += 60
    cut = files.now()
    assert cut.dataset is first.dataset
    assert "ends within a line" in cut.problems[0]
    clock.write(path, whole)
    clock.now += 60
    assert files.now().problems == []


def test_a_list_of_problems_has_an_end(folder: Path) -> None:
    path = folder / "arrivals.csv"
    wrong = b"2011,11,%s,,,published,mou-2012-01,\n" % (b"x" * 5000)
    path.write_bytes(path.read_bytes() + wrong * 1500)
    problems = Live(folder).now().problems
    assert len(problems) == 101
    assert problems[-1] == "and 1,400 more"
    assert max(map(len, problems)) < 500

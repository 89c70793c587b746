"""Writing under bad conditions: killed, crowded, full, read-only, edited at the same time."""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest.mock import Mock

import pytest
from filelock import FileLock

from defector_stats.errors import DataError
from defector_stats.storage import changes, files, noticing, repository, transaction
from tests.helpers import ROOT, SAMPLE
from tests.writers import HERALD, MADE, NEW, copied_everywhere

FILES = [path.name for path in repository.paths(SAMPLE)]


def run(task: str, folder: Path, *others: object, ends: int = 0) -> str:
    command = [sys.executable, "-m", "tests.writers", task, str(folder), *map(str, others)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == ends, done.stderr
    return done.stdout


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in FILES}


@pytest.mark.slow
@pytest.mark.parametrize("name", MADE)
def test_a_killed_writer_leaves_the_old_or_the_new_files(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    # Only a loss of power would make a difference.
    monkeypatch.setattr(os, "fsync", lambda _: None)
    with transaction.locked(folder):
        noticing.remember(folder, repository.contents(folder))
    change = MADE[name](folder)
    old = bytes_of(folder)
    there = {path.name for path in (folder / ".backup").glob("*")}
    outcome = changes.preview(folder, change)
    monkeypatch.setattr(changes, "_outcome", lambda *_: outcome)  # of every copy it is the same
    copies = copied_everywhere(folder, change, tmp_path / "copies")
    new = bytes_of(folder)
    repository.parse(new)
    outcomes = []
    for copy in copies:
        left = bytes_of(copy)
        assert all(left[file] in (old[file], new[file]) for file in FILES)
        kept = [path for path in (copy / ".backup").glob("*Z.*.csv") if path.name not in there]
        assert all(path.read_bytes() == old[path.name.split("Z.")[1]] for path in kept)
        assert repository.contents(copy) == bytes_of(copy)
        assert bytes_of(copy) in (old, new)
        outcomes.append(bytes_of(copy) == new)
        if not outcomes[-1]:
            changes.apply(copy, change)
        assert bytes_of(copy) == new
        assert not list(copy.glob(".*.new"))
    assert len(outcomes) > 30
    assert any(outcomes[:-1]), "killed after that moment, the change is there"
    assert outcomes == sorted(outcomes), "there is one moment at which the change is made"
    assert not outcomes[0]


def traces(folder: Path) -> list[tuple[str, int]]:
    """Return all files of a folder, without what chance and the clock say in their names."""
    by_chance = re.compile(r"(?<=\.)[0-9a-f]{16}(?=\.)|\d{4}-\d\d-\d\dT[-\d.]+Z")
    files = [path for path in folder.rglob("*") if path.is_file()]
    return sorted(
        (by_chance.sub("*", str(path.relative_to(folder))), path.stat().st_size) for path in files
    )


@pytest.mark.slow
def test_a_killed_writer_leaves_what_it_has_written(folder: Path, tmp_path: Path) -> None:
    copies = copied_everywhere(folder, MADE["edit"](folder), tmp_path / "copies")
    for point in range(20, len(copies), 60):
        victim = tmp_path / f"killed-{point}"
        shutil.copytree(copies[0], victim)
        run("killed", victim, "edit", point, ends=-signal.SIGKILL)
        assert traces(victim) == traces(copies[point])


def longer(folder: Path) -> dict[str, bytes]:
    """Return new versions of two files."""
    return {name: (folder / name).read_bytes() + b"\n" for name in ("sources.csv", "arrivals.csv")}


def interrupt(folder: Path) -> None:
    """Leave the folder as a writer does who is killed between two files."""
    old = bytes_of(folder)
    installed: list[Path] = []

    def killed(new: Path, path: Path) -> None:
        if installed:
            raise KeyboardInterrupt  # nothing is tidied up after it, as after a kill
        installed.append(path)
        swap(new, path)

    swap = files.swap
    with pytest.MonkeyPatch.context() as patch, transaction.locked(folder):
        patch.setattr(files, "swap", killed)
        with pytest.raises(KeyboardInterrupt):
            transaction.replace(folder, old, longer(folder))
    assert installed == [folder / "sources.csv"]


def test_a_reader_ends_an_interrupted_write(folder: Path) -> None:
    new = {**bytes_of(folder), **longer(folder)}
    interrupt(folder)
    assert bytes_of(folder) != new
    assert repository.contents(folder) == new
    assert bytes_of(folder) == new


def test_an_interrupted_write_is_undone_if_somebody_edited_since(folder: Path) -> None:
    old = bytes_of(folder)
    interrupt(folder)
    edited = old["arrivals.csv"].replace(b"1998,12,71,", b"1998,12,72,")
    (folder / "arrivals.csv").write_bytes(edited)
    repository.read(folder)
    assert bytes_of(folder) == {**old, "arrivals.csv": edited}
    assert not list(folder.glob(".*.new"))


def test_an_interrupted_write_that_cannot_be_finished_is_undone(folder: Path) -> None:
    old = bytes_of(folder)
    interrupt(folder)
    (staged,) = folder.glob(".arrivals.csv.*.new")
    staged.unlink()
    assert repository.contents(folder) == bytes_of(folder) == old


def test_readers_do_not_wait_for_a_writer_that_stopped_between_two_files(folder: Path) -> None:
    new = {**bytes_of(folder), **longer(folder)}
    interrupt(folder)
    half = bytes_of(folder)
    with transaction.locked(folder.parent), FileLock(folder / ".backup" / "lock"):
        assert repository.contents(folder) == new
    assert bytes_of(folder) == half


def test_an_interrupted_write_is_read_in_a_folder_that_cannot_be_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = {**bytes_of(folder), **longer(folder)}
    interrupt(folder)
    monkeypatch.setattr(files, "swap", Mock(side_effect=PermissionError))
    assert repository.contents(folder) == new


def test_a_journal_that_comes_back_undoes_no_finished_write(folder: Path) -> None:
    interrupt(folder)
    journal = folder / ".backup" / "journal.json"
    again = journal.read_bytes()
    repository.contents(folder)
    edited = (folder / "arrivals.csv").read_bytes().replace(b"1998,12,71,", b"1998,12,72,")
    (folder / "arrivals.csv").write_bytes(edited)
    new = bytes_of(folder)
    journal.write_bytes(again)
    assert repository.contents(folder) == bytes_of(folder) == new
    assert not journal.exists()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0\0",
        b"{",
        b"[]",
        b"null",
        b"{}",
        b"\xff",
        b'{"time": "x", "files": {}}',
        b'{"arrivals.csv": {"old": "a", "new": "b", "kept": "../../x"}}',
    ],
)
def test_a_journal_that_cannot_be_read_is_put_aside(
    folder: Path, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    old = bytes_of(folder)
    (folder / ".backup").mkdir()
    journal = folder / ".backup" / "journal.json"
    journal.write_bytes(content)
    assert repository.contents(folder) == old
    changes.apply(folder, NEW)
    assert not journal.exists()
    (aside,) = (folder / ".backup").glob("*.unreadable")
    assert aside.read_bytes() == content
    (said,) = caplog.messages
    assert said.startswith(f"{aside} cannot be read and was put aside")


def test_a_journal_names_only_data_files(folder: Path, tmp_path: Path) -> None:
    interrupt(folder)
    other = tmp_path / "other"
    other.write_text("x")
    journal = folder / ".backup" / "journal.json"
    journal.write_bytes(journal.read_bytes().replace(b'"arrivals.csv"', b'"../other"'))
    repository.contents(folder)
    assert other.read_text() == "x"
    assert list((folder / ".backup").glob("*.unreadable"))


def test_if_the_second_file_cannot_be_replaced_the_first_is_as_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = bytes_of(folder)
    swap = files.swap

    def fails_for_arrivals(new: Path, path: Path) -> None:
        if path.name == "arrivals.csv":
            raise OSError(5, "Input/output error", str(path))
        swap(new, path)

    monkeypatch.setattr(files, "swap", fails_for_arrivals)
    with pytest.raises(DataError, match="found 'Input/output error'"):
        changes.apply(folder, NEW)
    assert bytes_of(folder) == old
    assert not list((folder / ".backup").glob("*Z.*"))
    assert not (folder / ".backup" / "journal.json").exists()
    assert not list(folder.glob(".*.new"))


def test_the_end_of_a_write_is_on_the_disk_before_it_is_reported(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = folder / ".backup" / "journal.json"
    synced: list[tuple[set[Path], bool]] = []
    monkeypatch.setattr(files, "sync", lambda folders: synced.append((folders, journal.exists())))
    changes.apply(folder, NEW)
    assert synced[-1] == ({folder / ".backup"}, False)
    assert ({folder / ".backup", folder}, True) in synced


@pytest.mark.slow
def test_whole_documents_corrections_and_additions_at_once_lose_nothing(folder: Path) -> None:
    old = repository.read(folder)
    tasks = [("corrections", "2009", "4"), ("corrections", "2010", "4"), ("many", "1000", "6")]
    writers = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.writers", name, str(folder), *others], cwd=ROOT
        )
        for name, *others in tasks
    ]
    assert [writer.wait() for writer in writers] == [0, 0, 0]
    tables = repository.read(folder)
    assert len(tables.figures) == len(old.figures) + 24 + 6
    assert [each.source for each in tables.figures].count("mou-2025-12") == 24
    assert len(tables.sources) == len(old.sources) + 1 + 6
    of_herald = [each.cells() for each in tables.figures if each.source == HERALD]
    assert of_herald == [each.cells() for each in old.figures if each.source == HERALD]


@pytest.mark.slow
def test_writers_at_once_lose_nothing(folder: Path) -> None:
    command = [sys.executable, "-m", "tests.writers", "many", str(folder)]
    writers = [
        subprocess.Popen([*command, str(first), "30"], cwd=ROOT) for first in (1000, 2000, 3000)
    ]
    assert [writer.wait() for writer in writers] == [0, 0, 0]
    added = [figure.arrivals for figure in repository.read(folder).figures if figure.year == 2026]
    assert sorted(added) == [*range(1000, 1030), *range(2000, 2030), *range(3000, 3030)]


def test_a_full_disk(folder: Path) -> None:
    old = bytes_of(folder)
    said = run("full", folder)
    assert "File too large" in said
    assert "nothing was changed" in said
    assert bytes_of(folder) == old
    assert not list(folder.glob(".*.new"))
    assert not list((folder / ".backup").glob("*Z.*"))


@pytest.fixture
def folder_for_all() -> Iterator[Path]:
    """A folder that every user can read; pytest's own are private."""
    with tempfile.TemporaryDirectory() as path:
        folder = Path(path) / "data"
        folder.mkdir()
        for name in FILES:
            (folder / name).write_bytes((SAMPLE / name).read_bytes())
        for each, mode in ((folder.parent, 0o755), (folder, 0o555)):
            each.chmod(mode)
        yield folder
        folder.chmod(0o755)


def test_a_read_only_folder(folder_for_all: Path) -> None:
    old = bytes_of(folder_for_all)
    said = run("nobody", folder_for_all)
    assert "Permission denied" in said
    assert "nothing was changed" in said
    assert bytes_of(folder_for_all) == old
    assert [path.name for path in folder_for_all.iterdir() if path.name.startswith(".")] == []


def saving(monkeypatch: pytest.MonkeyPatch, path: Path, save: Callable[[], object]) -> None:
    """Let somebody save a file at the last moment: after the last look, before it is replaced."""
    swap = files.swap
    saved: list[object] = []

    def save_before(new: Path, replaced: Path) -> None:
        if replaced == path and not saved:
            saved.append(save())
        swap(new, replaced)

    monkeypatch.setattr(files, "swap", save_before)


def by_writing(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def by_renaming(path: Path, content: bytes) -> None:
    path.with_suffix(".tmp").write_bytes(content)
    path.with_suffix(".tmp").replace(path)


@pytest.mark.parametrize("save", [by_writing, by_renaming])
def test_a_file_that_somebody_saves_meanwhile_is_not_overwritten(
    folder: Path, save: Callable[[Path, bytes], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = folder / "arrivals.csv"
    content = path.read_bytes().replace(b"1998,12,71,", b"1998,12,72,")
    saving(monkeypatch, path, lambda: save(path, content))
    changes.apply(folder, NEW)
    tables = repository.read(folder)
    assert (tables.figures[0].arrivals, tables.figures[-1].arrivals) == (72, 54)
    assert tables.sources[-1].id == "newsis-2026-04"
    assert not list(folder.glob(".*.new"))


def test_without_an_exchange_of_files_a_save_in_place_is_not_overwritten(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "_renaming", lambda: None)
    test_a_file_that_somebody_saves_meanwhile_is_not_overwritten(folder, by_writing, monkeypatch)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells who has a file open")
def test_who_has_a_file_open_may_end_writing_to_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = folder / "arrivals.csv"
    line = path.read_bytes().splitlines()[-1].replace(b",12,", b",11,")
    editors = [path.open("ab")]

    def write_and_close(_seconds: float) -> None:
        for editor in editors:
            editor.write(line + b"\n")
            editor.close()
        editors.clear()

    monkeypatch.setattr(time, "sleep", write_and_close)
    changes.apply(folder, NEW)
    monkeypatch.undo()
    assert not editors
    months = [(figure.year, figure.through) for figure in repository.read(folder).figures[-2:]]
    assert months == [(2025, 11), (2026, 3)]


@pytest.mark.slow
def test_an_editor_and_a_writer_at_once_lose_nothing(folder: Path) -> None:
    command = [sys.executable, "-m", "tests.writers", "many", str(folder), "1000", "20"]
    writer = subprocess.Popen(command, cwd=ROOT)
    seen: set[str] = set()
    lines: list[str] = []
    while writer.poll() is None:
        # An editor saves whenever the writer is about to replace the file for the first time.
        new = {path.name for path in folder.glob(".arrivals.csv.*.new")} - seen
        seen |= new
        if new and len(seen) % 2:
            year, month = divmod(len(lines), 12)
            lines.append(f"{1948 + year},{month + 1},{len(lines)},,,published,mou-2012-01,\n")
            with (folder / "arrivals.csv").open("a", encoding="utf-8") as file:
                file.write(lines[-1])
        time.sleep(0.0005)  # a fraction of the time that the new file lies there
    assert writer.returncode == 0
    content = (folder / "arrivals.csv").read_text("utf-8")
    assert lines
    assert [line for line in lines if line not in content] == []
    assert sorted(re.findall("\n2026,3,(10..),", content)) == [str(1000 + n) for n in range(20)]


def test_files_that_never_stand_still_are_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = folder / "arrivals.csv"
    replace = transaction.replace

    def save_between(*arguments: object) -> None:
        path.write_bytes(path.read_bytes() + b"\n")
        replace(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(transaction, "replace", save_between)
    with pytest.raises(DataError, match="keep changing"):
        changes.apply(folder, NEW)
    assert repository.read(folder).figures[-1].year != 2026


def test_a_writer_that_does_not_end_is_not_waited_for_for_ever(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transaction, "WAIT", 0.1)
    with (
        transaction.locked(folder),
        pytest.raises(DataError, match="another program has been writing"),
    ):
        changes.apply(folder, NEW)

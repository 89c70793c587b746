import errno
import os
import stat
import sys
import threading
from contextlib import suppress
from pathlib import Path

import pytest

from defector_stats.errors import DataError
from defector_stats.storage import changes, files, history, noticing, repository
from tests.helpers import edit
from tests.writers import NEW

NOBODY = 65534


def found(path: Path) -> str:
    with pytest.raises(DataError) as caught:
        files.read(path)
    (problem,) = caught.value.problems
    return str(problem)


def test_what_is_no_file_is_said_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    assert "pipe.csv: found 'a pipe or a device'" in found(tmp_path / "pipe.csv")
    assert "found 'Is a directory'" in found(tmp_path)
    assert "found 'No such file or directory'" in found(tmp_path / "none.csv")
    assert "found 'a pipe or a device'" in found(Path("/dev/zero"))


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    path.touch()
    os.truncate(path, 50 * 10**6)
    assert len(files.read(path)) == 50 * 10**6
    os.truncate(path, 60 * 10**6)
    assert "found '60 MB', expected a file of at most 50 MB" in found(path)


def test_a_pipe_in_place_of_a_data_file_stops_nobody(folder: Path) -> None:
    (folder / "totals.csv").unlink()
    os.mkfifo(folder / "totals.csv")
    with pytest.raises(DataError, match=r"totals\.csv: found 'a pipe or a device'"):
        repository.read(folder)


@pytest.mark.parametrize("place", ["known", "kept", "staged", "data"])
def test_a_pipe_in_place_of_what_a_killed_writer_left_stops_nobody(
    folder: Path, place: str
) -> None:
    changes.apply(folder, NEW)
    (record,) = history.history(folder)
    history.ended(folder, record).rename(history.journal(folder))
    arrivals, kept = folder / "arrivals.csv", history.kept(folder, record, "arrivals.csv")
    if place == "staged":  # killed before the first file was replaced
        arrivals.write_bytes(kept.read_bytes())
    elif place == "kept":  # edited by hand since
        edit(folder, "sources.csv", lambda content: content + b"\n")
    pipe = {
        "known": history.known(folder, "arrivals.csv"),
        "kept": kept,
        "staged": files.staged(arrivals, record.files["arrivals.csv"].token),
        "data": arrivals,
    }[place]
    pipe.unlink(missing_ok=True)
    os.mkfifo(pipe)
    ended = threading.Event()

    def ask() -> None:
        noticing.look(folder)
        with suppress(DataError):
            repository.read(folder)
        ended.set()

    threading.Thread(target=ask, daemon=True).start()
    assert ended.wait(20)


def test_a_file_that_has_nothing_to_read_yet_is_none() -> None:
    kernel = Path("/proc/kmsg")  # where it is read at all, it gives what is new, and then nothing
    files.content_of(kernel)
    assert files.content_of(kernel) is None


def test_writers_of_one_file_do_not_collide(tmp_path: Path) -> None:
    path = tmp_path / "picture.png"
    versions = [bytes([number]) * 100_000 for number in range(8)]
    writers = [threading.Thread(target=files.write, args=(path, content)) for content in versions]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert path.read_bytes() in versions
    assert list(tmp_path.iterdir()) == [path]


def test_a_write_that_fails_leaves_the_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"old")

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        files.write(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_nobody_elses_hidden_file_is_removed(folder: Path) -> None:
    others = [folder / name for name in (".notes.new", ".arrivals.csv.new", ".x.csv.0123.new")]
    ours = folder / ".arrivals.csv.0123456789abcdef.new"
    for path in [*others, ours]:
        path.touch()
    changes.apply(folder, NEW)
    assert all(path.exists() for path in others)
    assert not ours.exists()


@pytest.mark.parametrize("refusal", [errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.ENOSYS])
def test_a_share_that_cannot_sync_a_folder_is_written(
    folder: Path, refusal: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    fsync = os.fsync

    def of_files(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(refusal, os.strerror(refusal))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", of_files)
    changes.apply(folder, NEW)
    assert repository.read(folder).figures[-1].arrivals == 54


def test_a_disk_that_fails_to_sync_a_folder_is_told(tmp_path: Path) -> None:
    def broken(_descriptor: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", broken)
        with pytest.raises(OSError, match="Input/output"):
            files.sync([tmp_path])


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root gives away")
def test_an_addition_by_root_keeps_owner_group_and_mode(folder: Path) -> None:
    for path in [folder, *folder.iterdir()]:
        os.chown(path, NOBODY, NOBODY)
    for name in ("arrivals.csv", "sources.csv"):
        (folder / name).chmod(0o600)
    changes.apply(folder, NEW)
    everything = [folder, *folder.rglob("*")]
    assert {(path.stat().st_uid, path.stat().st_gid) for path in everything} == {(NOBODY, NOBODY)}
    names = ("arrivals.csv", "sources.csv", "Z.json")
    private = [path for path in everything if path.name.endswith(names)]
    assert len(private) == 7
    assert {stat.S_IMODE(path.stat().st_mode) for path in private} == {0o600}


def test_a_private_file_is_private_while_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    private = tmp_path / "private.csv"
    private.touch(0o600)
    modes = []
    keep_owner = files.keep_owner

    def watched(path: Path, like: Path) -> None:
        modes.append(stat.S_IMODE(path.stat().st_mode))
        keep_owner(path, like)

    monkeypatch.setattr(files, "keep_owner", watched)
    files.write(tmp_path / "copy.csv", b"x", like=private)
    assert modes == [0o600]


@pytest.mark.parametrize("exchanges", [True, False])
def test_two_files_change_places(
    tmp_path: Path, exchanges: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not exchanges:
        monkeypatch.setattr(files, "_renaming", lambda: None)
    elif sys.platform == "linux":
        assert files._renaming() is not None
    new, path = tmp_path / "new", tmp_path / "path"
    new.write_text("new")
    path.write_text("old")
    files.swap(new, path)
    assert (path.read_text(), new.read_text()) == ("new", "old")
    with pytest.raises(FileNotFoundError):
        files.swap(tmp_path / "none", path)
    assert path.read_text() == "new"


def test_where_nothing_is_exchanged_and_nothing_linked_the_file_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(files, "_renaming", lambda: None)
    monkeypatch.setattr(Path, "hardlink_to", refused)
    new, path = tmp_path / "new", tmp_path / "path"
    new.write_text("new")
    path.write_text("old")
    files.swap(new, path)
    assert path.read_text() == "new"
    assert list(tmp_path.iterdir()) == [path]

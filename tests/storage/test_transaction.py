"""Writing under bad conditions: killed, crowded, full, read-only, edited at the same time."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from defector_stats.errors import DataError
from defector_stats.storage import changes, repository, transaction
from tests.helpers import ROOT, SAMPLE
from tests.writers import NEW

FILES = [path.name for path in repository.paths(SAMPLE)]


def run(task: str, folder: Path, *others: object) -> str:
    command = [sys.executable, "-m", "tests.writers", task, str(folder), *map(str, others)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in FILES}


def test_a_killed_writer_leaves_the_old_or_the_new_files(folder: Path, tmp_path: Path) -> None:
    copies = tmp_path / "copies"
    copies.mkdir()
    old = bytes_of(folder)
    run("killed", folder, copies)
    changes.add(folder, NEW)
    new = bytes_of(folder)
    outcomes = []
    for copy in sorted(copies.iterdir(), key=lambda path: int(path.name)):
        left = bytes_of(copy)
        assert all(left[name] in (old[name], new[name]) for name in FILES)
        repository.read(copy)
        assert bytes_of(copy) in (old, new)
        outcomes.append(bytes_of(copy) == new)
        if not outcomes[-1]:
            changes.add(copy, NEW)
        assert bytes_of(copy) == new
        assert not list(copy.glob(".*.new"))
    assert len(outcomes) > 40
    assert any(outcomes[:-1]), "killed after that moment, the addition is there"
    assert outcomes == sorted(outcomes), "there is one moment at which the addition is made"
    assert not outcomes[0]


def test_an_interrupted_write_is_undone_if_somebody_edited_since(folder: Path) -> None:
    old = bytes_of(folder)
    new = {name: old[name] + b"\n" for name in ("sources.csv", "arrivals.csv")}
    with transaction.locked(folder):
        kept = {name: folder / ".backup" / f"kept.{name}" for name in new}
        for name in new:
            kept[name].write_bytes(old[name])
            (folder / f".{name}.new").write_bytes(new[name])
        transaction._write_journal(folder, old, new, kept)
        (folder / ".sources.csv.new").replace(folder / "sources.csv")
    edited = old["arrivals.csv"].replace(b"1998,12,71,", b"1998,12,72,")
    (folder / "arrivals.csv").write_bytes(edited)
    repository.read(folder)
    assert bytes_of(folder) == {**old, "arrivals.csv": edited}
    assert not list(folder.glob(".*.new"))


def test_writers_at_once_lose_nothing(folder: Path) -> None:
    command = [sys.executable, "-m", "tests.writers", "many", str(folder)]
    writers = [
        subprocess.Popen([*command, str(first), "30"], cwd=ROOT) for first in (1000, 2000, 3000)
    ]
    assert [writer.wait() for writer in writers] == [0, 0, 0]
    added = [figure.arrivals for figure in repository.read(folder).figures if figure.year == 2026]
    assert sorted(added) == [*range(1000, 1030), *range(2000, 2030), *range(3000, 3030)]
    assert len(list((folder / ".backup").glob("*Z.arrivals.csv"))) == transaction.KEPT


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


def test_a_file_that_somebody_saves_meanwhile_is_not_overwritten(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = folder / "arrivals.csv"
    content = path.read_bytes()
    replace = transaction.replace
    calls: list[object] = []

    def save_between(*arguments: object) -> None:
        if not calls:
            path.write_bytes(content.replace(b"1998,12,71,", b"1998,12,72,"))
        calls.append(arguments)
        replace(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(transaction, "replace", save_between)
    changes.add(folder, NEW)
    figures = repository.read(folder).figures
    assert len(calls) == 2
    assert figures[0].arrivals == 72
    assert figures[-1].arrivals == 54


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
        changes.add(folder, NEW)
    assert repository.read(folder).figures[-1].year != 2026


def test_a_writer_that_does_not_end_is_not_waited_for_for_ever(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transaction, "WAIT", 0.1)
    with (
        transaction.locked(folder),
        pytest.raises(DataError, match="another program has been writing"),
    ):
        changes.add(folder, NEW)

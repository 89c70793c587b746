"""Edits by hand: noted once, as what they are, and never for what the program did itself."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from defector_stats.storage import (
    changes,
    files,
    history,
    noticing,
    repairing,
    repository,
    transaction,
)
from defector_stats.storage.edits import Edit
from defector_stats.storage.schema import Event, Figure
from tests.helpers import ROOT, edit
from tests.writers import NEW

LINE = b"2011,11,54,,,published,mou-2012-01,\n"


@pytest.fixture
def known(folder: Path) -> Path:
    """A folder whose state is known."""
    with transaction.locked(folder):
        noticing.remember(folder, repository.contents(folder))
    return folder


def add_by_hand(folder: Path, line: bytes = LINE) -> None:
    edit(folder, "arrivals.csv", lambda content: content + line)


def steps(folder: Path) -> list[str]:
    return [record.change["what"] for record in history.history(folder)]


def test_a_look_writes_nothing_where_no_state_is_known(folder: Path) -> None:
    assert not noticing.look(folder)
    assert not (folder / ".backup").exists()


def test_who_read_the_files_knows_the_state_before_the_first_step(folder: Path) -> None:
    before = repository.contents(folder)
    add_by_hand(folder)
    assert noticing.look(folder, before)
    assert not noticing.look(folder, before)
    assert steps(folder) == ["hand"]


def test_what_was_edited_by_hand_is_noted_once_and_can_be_taken_back(known: Path) -> None:
    old = repository.contents(known)
    add_by_hand(known)
    edit(known, "events.csv", lambda content: b"".join(content.splitlines(keepends=True)[:-1]))
    assert noticing.look(known)
    assert not noticing.look(known)
    (record,) = history.history(known)
    noted = Edit.from_json(record.change)
    assert noted.what == "hand"
    assert [(row.kind, row.before is None, row.after is None) for row in noted.rows] == [
        (Figure, True, False),
        (Event, False, True),
    ]
    assert history.kept(known, record, "arrivals.csv").read_bytes() == old["arrivals.csv"]
    assert history.last([record]) == record
    changes.apply(known, changes.undo(record))
    assert repository.contents(known) == old
    assert not noticing.look(known)
    assert steps(known) == ["undo", "hand"]


def test_a_line_that_was_removed_by_hand_comes_back_to_its_place(known: Path) -> None:
    old = repository.contents(known)
    edit(
        known, "arrivals.csv", lambda content: content.replace(content.split(b"\n")[3] + b"\n", b"")
    )
    assert noticing.look(known)
    changes.apply(known, changes.undo(history.history(known)[0]))
    assert repository.contents(known) == old


def test_an_event_that_got_another_label_by_hand_is_the_same_event(known: Path) -> None:
    old = repository.contents(known)
    edit(known, "events.csv", lambda content: content.replace(b"Crackdowns in", b"Crackdowns at"))
    assert noticing.look(known)
    (record,) = history.history(known)
    (row,) = Edit.from_json(record.change).rows
    assert row.new_cells() == {"label": "Crackdowns at the border areas"}
    changes.apply(known, changes.undo(record))
    assert repository.contents(known) == old


def test_a_step_of_the_program_is_none_by_hand(known: Path) -> None:
    changes.apply(known, NEW)
    assert not noticing.look(known)
    assert steps(known) == ["add"]


def test_the_next_change_notes_what_was_edited_before_it(known: Path) -> None:
    add_by_hand(known)
    changes.apply(known, NEW)
    assert steps(known) == ["add", "hand"]
    record = history.history(known)[1]
    changes.apply(known, changes.undo(record))
    assert LINE not in (known / "arrivals.csv").read_bytes()


def test_a_writer_that_was_killed_before_its_files_were_known_did_not_edit_by_hand(
    known: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remember = noticing.remember
    monkeypatch.setattr(noticing, "remember", lambda *_: None)
    changes.apply(known, NEW)
    monkeypatch.setattr(noticing, "remember", remember)
    assert not noticing.look(known)
    assert not noticing.look(known)
    add_by_hand(known)
    assert noticing.look(known)
    assert steps(known) == ["hand", "add"]


def test_a_look_that_was_killed_after_its_step_is_not_repeated(
    known: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_by_hand(known)
    with monkeypatch.context() as killed:
        killed.setattr(noticing, "remember", lambda *_: None)
        assert noticing.look(known)
    assert not noticing.look(known)
    assert steps(known) == ["hand"]


def test_files_that_are_not_valid_are_noted_when_they_are_mended(known: Path) -> None:
    add_by_hand(known, LINE.replace(b"54", b"x"))
    assert not noticing.look(known)
    edit(known, "arrivals.csv", lambda content: content.replace(b",x,", b",54,"))
    assert noticing.look(known)
    (record,) = history.history(known)
    assert [row["after"]["arrivals"] for row in record.change["rows"]] == ["54"]


def test_other_bytes_of_the_same_rows_are_a_step_without_rows(known: Path) -> None:
    edit(known, "events.csv", lambda content: content.replace(b"\n", b"\r\n"))
    assert noticing.look(known)
    (record,) = history.history(known)
    assert (list(record.files), record.change["rows"]) == (["events.csv"], [])
    assert history.last([record]) is None


def test_a_folder_that_cannot_be_written_is_left_alone(
    known: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_by_hand(known)

    def refused(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(files, "write", refused)
    assert not noticing.look(known)


def test_what_was_edited_beside_the_dates_that_a_repair_mended_is_noted(known: Path) -> None:
    add_by_hand(known)
    edit(known, "sources.csv", lambda content: content.replace(b",2012-01-11,", b",1/11/2012,"))
    assert not noticing.look(known)
    repairing.write(repairing.propose(known / "sources.csv", "mdy"), known)
    assert steps(known) == ["hand", "repair"]
    edit(known, "sources.csv", lambda content: content.replace(b",2012-01-11,", b",1/11/2012,"))
    repairing.write(repairing.propose(known / "sources.csv", "mdy"), known)
    assert steps(known) == ["repair", "hand", "repair"]
    assert not noticing.look(known)


def test_a_state_that_cannot_be_read_any_more_is_told_without_rows(known: Path) -> None:
    history.known(known, "arrivals.csv").write_bytes(b"x\n")
    assert noticing.look(known)
    (record,) = history.history(known)
    assert json.loads(record.model_dump_json())["change"] == {"what": "hand", "rows": []}


def test_a_known_state_that_was_emptied_is_known_anew(known: Path) -> None:
    history.known(known, "arrivals.csv").write_bytes(b"")
    add_by_hand(known)
    assert not noticing.look(known)
    changes.apply(known, NEW)
    (record,) = history.history(known)
    assert record.change["what"] == "add"
    assert history.kept(known, record, "arrivals.csv").read_bytes().endswith(LINE)


def test_a_first_look_that_was_killed_makes_no_step_of_files_that_were_not_known(
    known: Path,
) -> None:
    history.known(known, "arrivals.csv").unlink()
    add_by_hand(known)
    assert not noticing.look(known)
    add_by_hand(known, LINE.replace(b",11,", b",10,"))
    assert noticing.look(known)


def test_a_file_that_was_not_there_before_is_noted(known: Path) -> None:
    path = known / "schedule.csv"
    content = b"from,months,source,note\n,6 12,mou-2012-01,\n"
    path.write_bytes(content)
    assert noticing.look(known)
    path.unlink()
    assert noticing.look(known)
    assert steps(known) == ["hand", "hand"]


@pytest.mark.slow
def test_who_looks_while_others_write_takes_no_step_of_theirs_for_one_by_hand(known: Path) -> None:
    command = [sys.executable, "-m", "tests.writers", "many", str(known), "1000", "15"]
    writer = subprocess.Popen(command, cwd=ROOT)
    looks = 0
    while writer.poll() is None:
        noticing.look(known)
        looks += 1
    assert writer.returncode == 0
    assert looks > 5
    assert set(steps(known)) == {"add"}

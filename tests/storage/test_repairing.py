from pathlib import Path

import pytest

from defector_stats.errors import DataError
from defector_stats.storage import changes, history, repairing, repository
from tests.helpers import edit


def turn(folder: Path) -> None:
    """Turn some dates as a spreadsheet program does."""

    def as_excel_saves(content: bytes) -> bytes:
        return content.replace(b",2012-01-11,", b",1/11/2012,").replace(b",2011-10,", b",Oct-11,")

    edit(folder, "sources.csv", as_excel_saves)


def test_a_mended_file_is_as_it_was_before(folder: Path) -> None:
    old = repository.contents(folder)
    turn(folder)
    turned = (folder / "sources.csv").read_bytes()
    repair = repairing.propose(folder / "sources.csv", "mdy")
    assert [(cell.cell, cell.meant) for cell in repair.cells] == [
        ("Oct-11", "2011-10"),
        ("1/11/2012", "2012-01-11"),
    ]
    assert (folder / "sources.csv").read_bytes() == turned
    repairing.write(repair, folder)
    assert repository.contents(folder) == old
    (record,) = history.history(folder)
    assert record.change == {
        "what": "repair",
        "cells": [["Oct-11", "2011-10"], ["1/11/2012", "2012-01-11"]],
    }
    assert history.kept(folder, record, "sources.csv").read_bytes() == turned


def test_a_repair_is_taken_back_to_the_letter_unless_the_file_was_changed_since(
    folder: Path,
) -> None:
    turn(folder)
    turned = (folder / "sources.csv").read_bytes()
    repairing.write(repairing.propose(folder / "sources.csv", "mdy"), folder)
    record = history.last(history.history(folder))
    assert record
    changes.restore(folder, record)
    assert (folder / "sources.csv").read_bytes() == turned
    assert history.last(history.history(folder)) is None
    with pytest.raises(DataError, match="changed since"):
        changes.restore(folder, record)


def test_a_repair_is_not_taken_back_with_a_backup_that_was_damaged(folder: Path) -> None:
    turn(folder)
    repairing.write(repairing.propose(folder / "sources.csv", "mdy"), folder)
    record = history.history(folder)[0]
    mended = (folder / "sources.csv").read_bytes()
    edit(folder, f".backup/{record.time}.sources.csv", lambda content: content[:-9])
    with pytest.raises(DataError, match=r"\.backup/sources\.csv: .*changed since"):
        changes.restore(folder, record)
    assert (folder / "sources.csv").read_bytes() == mended


def test_what_is_not_plain_stays_as_it_is(folder: Path) -> None:
    turn(folder)
    repairing.write(repairing.propose(folder / "sources.csv"), folder)
    with pytest.raises(DataError, match=r"found '1/11/2012'.* turned 1 .* of which 0 can"):
        repository.read(folder)


def test_a_file_elsewhere_is_kept_beside_the_mended_one(folder: Path, tmp_path: Path) -> None:
    old = (folder / "sources.csv").read_bytes()
    turn(folder)
    mine = tmp_path / "mine.csv"
    mine.write_bytes((folder / "sources.csv").read_bytes())
    repairing.write(repairing.propose(mine, "mdy"), folder)
    assert mine.read_bytes() == old
    assert (tmp_path / "mine.csv.bak").read_bytes() == (folder / "sources.csv").read_bytes()


def test_what_somebody_saved_meanwhile_stays(folder: Path) -> None:
    turn(folder)
    repair = repairing.propose(folder / "sources.csv", "mdy")
    edit(folder, "sources.csv", lambda content: content + b"\n")
    now = (folder / "sources.csv").read_bytes()
    with pytest.raises(DataError, match="nothing was changed"):
        repairing.write(repair, folder)
    assert (folder / "sources.csv").read_bytes() == now


def test_the_cause_is_named_once_beside_what_else_is_wrong(folder: Path) -> None:
    turn(folder)
    edit(folder, "arrivals.csv", lambda content: content.replace(b"1998,12,71,", b"1998,12,x,"))
    with pytest.raises(DataError) as caught:
        repository.read(folder)
    assert [(each.file, each.column) for each in caught.value.problems] == [
        ("arrivals.csv", "arrivals"),
        ("sources.csv", "published"),
    ]

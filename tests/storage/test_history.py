import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import Mock

import pytest

from defector_stats.cli.main import main
from defector_stats.storage import changes, history, repository
from defector_stats.storage.corrections import correct
from defector_stats.storage.schema import Figure, Source
from tests.writers import NEW


def test_a_record_tells_what_a_write_did(folder: Path) -> None:
    old = {path.name: path.read_bytes() for path in folder.glob("*.csv")}
    outcome = changes.apply(folder, NEW)
    (record,) = history.history(folder)
    assert record.change == outcome.edit.as_json()
    assert list(record.files) == ["sources.csv", "arrivals.csv"]
    for name in record.files:
        assert history.kept(folder, record, name).read_bytes() == old[name]


def test_the_newest_record_comes_first_whatever_the_clock_says(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    added = changes.apply(folder, NEW)
    slow = Mock(wraps=datetime)
    slow.now.return_value = datetime(2020, 1, 1, tzinfo=UTC)
    monkeypatch.setattr(history, "datetime", slow)
    changes.apply(folder, lambda _: added.edit.inverse())
    assert [record.change["what"] for record in history.history(folder)] == ["undo", "add"]


def test_a_file_of_the_last_year_that_there_is_stops_no_write(folder: Path) -> None:
    backups = history.backups(folder)
    backups.mkdir()
    (backups / "9999-12-31T23-59-59.999999Z.arrivals.csv").touch()
    changes.apply(folder, NEW)
    assert history.now(folder) < "9999"


def test_the_last_writes_and_the_first_one_of_each_day_are_kept(folder: Path) -> None:
    backups = history.backups(folder)
    backups.mkdir()
    start = datetime(2026, 11, 20, tzinfo=UTC)
    times = [(start + timedelta(hours=12 * number)).strftime(history.CLOCK) for number in range(50)]
    for time in times:
        (backups / f"{time}.arrivals.csv").touch()
        (backups / f"{time}.json").touch()
    (backups / "notes.Z.txt").touch()
    history.prune(folder)
    left = [path.name.removesuffix(".json") for path in sorted(backups.glob("*Z.json"))]
    assert left == [*times[:30:2], *times[30:]]
    assert len(list(backups.glob("*Z.arrivals.csv"))) == len(left)
    assert (backups / "notes.Z.txt").exists()


@pytest.mark.slow
def test_a_batch_never_drives_out_what_the_files_were_at_the_beginning_of_the_day(
    folder: Path,
) -> None:
    old = repository.contents(folder)
    day = history.now(folder)[:10]
    for number in range(20):
        changes.apply(folder, correct(Source, ["mou-2012-01"], {"note": f"note {number}"}))
    for number in range(20):
        changes.apply(
            folder, correct(Figure, ["1998", "daily-nk-2005-12"], {"note": f"note {number}"})
        )
    changes.apply(folder, correct(Source, ["mou-2012-01"], {"note": ""}))
    records = [each for each in history.history(folder) if each.time.startswith(day)]
    for name in ("sources.csv", "arrivals.csv"):
        first = [each for each in records if name in each.files][-1]
        assert history.kept(folder, first, name).read_bytes() == old[name]
    assert len(records) == 22


BROKEN = [
    {},
    {"rows": 7},
    {"rows": "abc"},
    {"rows": [None, 3]},
    {"rows": [{"file": "passwd"}]},
    {"rows": [{"before": None, "after": {}, "file": "totals.csv"}, {}]},
    {"rows": [{"before": {"year": "x"}, "after": None, "file": "arrivals.csv"}]},
    {"of": {"a": 1}},
    {"of": [1]},
    {"what": 1},
    {"cells": [1]},
]
"""Changes of records that are damaged, or of somebody else."""


@pytest.mark.parametrize("change", BROKEN, ids=str)
def test_a_record_that_cannot_be_read_is_none(
    folder: Path, change: dict[str, object], capsys: pytest.CaptureFixture[str]
) -> None:
    changes.apply(folder, NEW)
    (path,) = history.backups(folder).glob("*Z.json")
    record = json.loads(path.read_text())
    damaged = {**record, "change": {**record["change"], **change}} if change else {"time": "x"}
    path.write_text(json.dumps(damaged))
    assert history.history(folder) == []
    assert main(["history", "--data", str(folder)]) == 0
    assert main(["undo", "--dry-run", "--data", str(folder)]) == 1
    assert capsys.readouterr().err

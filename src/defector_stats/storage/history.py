"""What was written when: the journal of a write, and the records of those that have ended.

They lie in `.backup`, beside the files as they were before each write.
"""

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, Field, model_validator

from defector_stats.errors import DataError
from defector_stats.storage import files
from defector_stats.storage.schema import KINDS

KEPT = 20
"""Writes whose files are kept, beside the first one of each day to each file."""
CLOCK = "%Y-%m-%dT%H-%M-%S.%fZ"
TICK = timedelta(microseconds=1)
TIME = r"\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{6}Z"

Name = Annotated[str, Field(pattern=f"^({'|'.join(re.escape(kind.file) for kind in KINDS)})$")]
Digest = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class Part(BaseModel, frozen=True):
    """The SHA-256 of a file before and after a write, and the token of its staged version."""

    old: Digest
    new: Digest
    token: Annotated[str, Field(pattern="^[0-9a-f]{16}$")]


class ChangedRow(BaseModel, frozen=True):
    """A row as it was before a write and after it, None where it was not there."""

    file: Name
    before: dict[str, str] | None
    after: dict[str, str] | None
    line: int = 0

    @model_validator(mode="after")
    def _of_its_kind(self) -> "ChangedRow":
        (kind,) = (kind for kind in KINDS if kind.file == self.file)
        for cells in filter(None, (self.before, self.after)):
            kind.model_validate(cells)
        return self


class Changed(BaseModel, frozen=True):
    """What the record of a write says that is understood here."""

    what: str
    rows: list[ChangedRow] = []
    of: str = ""
    cells: list[tuple[str, str]] = []


def _understood(change: dict[str, Any]) -> dict[str, Any]:
    if change:
        Changed.model_validate(change)
    return change


class Record(BaseModel, frozen=True):
    """What a write does or did: when (UTC), to which files, and the change in its own words."""

    time: Annotated[str, Field(pattern=f"^{TIME}$")]
    files: Annotated[dict[Name, Part], Field(min_length=1)]
    change: Annotated[dict[str, Any], AfterValidator(_understood)] = {}


def backups(folder: Path) -> Path:
    """Return where the files before each write are kept."""
    return folder / ".backup"


def journal(folder: Path) -> Path:
    """Return the record of a write as long as it goes on."""
    return backups(folder) / "journal.json"


def ended(folder: Path, record: Record) -> Path:
    """Return the record of a write that has ended."""
    return backups(folder) / f"{record.time}.json"


def kept(folder: Path, record: Record, name: str) -> Path:
    """Return where a file is kept as it was before a write."""
    return backups(folder) / f"{record.time}.{name}"


def known(folder: Path, name: str) -> Path:
    """Return where a file is kept as the last step left it, or as it was when last looked at."""
    return backups(folder) / f"known.{name}"


def history(folder: Path) -> list[Record]:
    """Return the records of the last steps, the newest first."""
    records = []
    for path in sorted(backups(folder).glob("*Z.json"), reverse=True):
        with suppress(ValueError, DataError):
            records.append(Record.model_validate_json(files.read(path)))
    return records


def taken_back(records: Sequence[Record]) -> set[str]:
    """Return the times of the writes that later ones took back; `records` from `history`."""
    times: set[str] = set()
    for record in records:
        if (of := record.change.get("of")) and record.time not in times:
            times.add(of)
    return times


def last(records: Sequence[Record]) -> Record | None:
    """Return the newest step that is to be taken back next: no undo, and not taken back yet.

    One by hand that left all rows as they were is passed over.
    """
    back = taken_back(records)
    steps = (
        each
        for each in records
        if (each.change.get("rows") or each.change.get("what") == "repair")
        and not each.change.get("of")
    )
    return next((each for each in steps if each.time not in back), None)


def interrupted(folder: Path) -> Record | None:
    """Return what the journal says, None if there is none or its write has ended.

    Raises ValueError when it cannot be read.
    """
    if not journal(folder).exists():
        return None
    try:
        record = Record.model_validate_json(files.read(journal(folder)))
    except DataError as error:
        raise ValueError(str(error)) from error
    return None if ended(folder, record).exists() else record


def put_aside(folder: Path) -> Path:
    """Rename a journal that cannot be read; return its new name."""
    aside = backups(folder) / f"{now(folder)}.journal.unreadable"
    return journal(folder).replace(aside)


def now(folder: Path) -> str:
    """Return the time (UTC), later than that of every write before, whatever the clock says."""
    present = datetime.now(UTC)
    # Nothing is later than what claims to be of the last year that there is.
    if times := [each for each in _times(folder) if each < "9999"]:
        present = max(present, datetime.strptime(times[-1], CLOCK).replace(tzinfo=UTC) + TICK)
    return present.strftime(CLOCK)


def _times(folder: Path) -> list[str]:
    """Return the times of the writes whose files are kept, in order."""
    found = set()
    for path in backups(folder).glob("*Z.*"):
        time = path.name.split("Z.")[0] + "Z"
        with suppress(ValueError):
            datetime.strptime(time, CLOCK)
            found.add(time)
    return sorted(found)


def prune(folder: Path) -> None:
    """Keep the last writes, and of each day the first one of every file; remove the others."""
    old = _times(folder)[:-KEPT]
    first_of_day = {}
    for path in sorted(backups(folder).glob("*Z.*.csv"), reverse=True):
        time, name = path.name.split("Z.")
        first_of_day[time[:10], name] = f"{time}Z"
    for time in set(old) - set(first_of_day.values()):
        files.remove(backups(folder).glob(f"{time}.*"))

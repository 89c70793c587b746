"""What was edited by hand: the files are compared with the state that is known, and it is noted.

The known state is a copy of the files as the last step of the program, or the last look, left them.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from defector_stats.errors import DataError
from defector_stats.storage import edits, files, history, repository, transaction
from defector_stats.storage.edits import Edit
from defector_stats.storage.files import digest
from defector_stats.storage.history import Part, Record
from defector_stats.storage.schema import KINDS


def look(
    folder: Path, before: Mapping[str, bytes] | None = None, wait: float | None = None
) -> bool:
    """Note what was edited by hand since the files were known, and say whether a step was noted.

    `before` are the files as who looks read them last, where no step has been made yet. None is
    noted where the folder cannot be written, a writer does not end, or the files are not valid.
    """
    if not before and not _known(folder):
        return False
    with suppress(OSError, DataError), transaction.locked(folder, wait):
        return note(folder, repository.contents(folder), before)
    return False


def note(folder: Path, now: Mapping[str, bytes], before: Mapping[str, bytes] | None = None) -> bool:
    """Note what was edited by hand as a step of the history; say whether there was anything.

    Call it within `locked`. Raises DataError when the files, as they are now, are not valid.
    """
    known = {**(before or {}), **_known(folder)}
    changed = [name for name, content in known.items() if now.get(name, b"") != content]
    parts = {name: _part(known[name], now.get(name, b"")) for name in changed}
    step = _step(known, now) if changed else None
    by_hand = step is not None and not _of_program(folder, parts, step)
    if step and by_hand:
        _record(folder, Record(time=history.now(folder), files=parts, change=step.as_json()), known)
    remember(folder, now)
    return by_hand


def _step(known: Mapping[str, bytes], now: Mapping[str, bytes]) -> Edit:
    """Return the edit by hand; without its rows if the known state is not valid any more."""
    after = repository.parse(now)
    before = {name: content for name, content in {**now, **known}.items() if content}
    try:
        return edits.between(repository.parse(before), after, "hand")
    except DataError:
        return Edit("hand", ())


def _part(old: bytes, new: bytes) -> Part:
    return Part(old=digest(old), new=digest(new), token=files.token())


def remember(folder: Path, now: Mapping[str, bytes]) -> None:
    """Make the files, as they are now, the state that is known. Call it within `locked`."""
    known = _known(folder)
    for kind in KINDS:
        content = now.get(kind.file, b"")
        if known.get(kind.file) != content:
            _keep(folder, history.known(folder, kind.file), content, [kind.file])


def _known(folder: Path) -> dict[str, bytes]:
    """Return the files as they are known, optional ones that were not there as empty ones."""
    found = ((kind, files.content_of(history.known(folder, kind.file))) for kind in KINDS)
    return {
        kind.file: content
        for kind, content in found
        if content or (kind.optional and content is not None)
    }


def _of_program(folder: Path, parts: Mapping[str, Part], step: Edit) -> bool:
    """Say whether the program itself changed the files, and was stopped before they were known.

    What a repair wrote is of the program, unless rows were edited by hand besides.
    """
    written: dict[str, Part] = {}
    for record in reversed(history.history(folder)):
        written.update(record.files)
    pairs = [(part, written.get(name)) for name, part in parts.items()]
    whole = all(last and last.old == part.old for part, last in pairs)
    return (whole or not step.rows) and all(last and last.new == part.new for part, last in pairs)


def _record(folder: Path, record: Record, known: Mapping[str, bytes]) -> None:
    """Keep the files as they were known, and write the record, which makes it a step."""
    for name in record.files:
        _keep(folder, history.kept(folder, record, name), known[name], [name])
    said = record.model_dump_json().encode()
    _keep(folder, history.ended(folder, record), said, [*record.files])
    files.sync({history.backups(folder)})
    history.prune(folder)


def _keep(folder: Path, path: Path, content: bytes, names: Sequence[str]) -> None:
    """Write a file of the history that only who reads the data files may read."""
    like = next((folder / name for name in names if (folder / name).exists()), folder)
    files.write(path, content, like=like)

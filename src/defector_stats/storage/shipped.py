"""The data files of this release: a folder of one's own starts as their copy, and is renewed."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from defector_stats.errors import DataError, Problem, reason
from defector_stats.i18n.messages import N_, Said
from defector_stats.storage import documents, files, noticing, repository, transaction
from defector_stats.storage.edits import Cells, Change, Edit, RowEdit
from defector_stats.storage.schema import IDENTITY, KINDS, Figure, Source, Tables

PACKAGE = Path(__file__).resolve().parents[1]
INSTALLED = (PACKAGE / "data").is_dir()
FOLDER = (PACKAGE if INSTALLED else PACKAGE.parents[1]) / "data"
"""Within the package when it is installed, `data` of a checkout otherwise."""


def copy_to(folder: Path) -> bool:
    """Copy the data files to a folder that has none of them yet, and return whether it had none.

    Raises DataError when the folder cannot be written.
    """
    try:
        if _begun(folder):
            return False
        folder.mkdir(parents=True, exist_ok=True)
        with transaction.locked(folder):
            if _begun(folder):
                return False  # another program was quicker
            for path in repository.paths(FOLDER):
                files.write(folder / path.name, path.read_bytes())
            noticing.remember(folder, repository.contents(folder))
    except OSError as error:
        expected = Said(N_("a folder to which the data files can be copied"))
        raise DataError([Problem(str(folder), 0, "", reason(error), expected)]) from error
    return True


def lacking(folder: Path) -> Change:
    """Return the change that adds to a folder what this release has and the folder lacks.

    A file that has not all columns of the release is added to by those that it has. Raises
    DataError when the files of the release, or those of the folder, are not valid.
    """
    release, there = repository.read(FOLDER), repository.contents(folder)
    columns = {
        kind: set(repository.sheet(kind, there[kind.file])[0].names)
        for kind in KINDS
        if kind.file in there
    }

    def fitting(row: RowEdit) -> RowEdit:
        cells = row.after or {}
        after = {name: cell for name, cell in cells.items() if name in columns[row.kind]}
        return replace(row, after=after)

    def added(own: Tables) -> Edit:
        rows = (row for row in missing(release, own) if row.kind in columns)
        return Edit("release", tuple(map(fitting, rows)))

    return added


def lacks_figures(own: Tables) -> bool:
    """Say whether this release has figures that one's own tables lack.

    Raises DataError when the files of the release are not valid.
    """
    return any(row.kind is Figure for row in missing(repository.read(FOLDER), own))


def missing(release: Tables, own: Tables) -> Iterator[RowEdit]:
    """Yield the rows of a release that are to be added to one's own; what is there stays."""
    ids: dict[str, str] = {}
    yield from _documents(release, own, ids)
    for kind in (each for each in KINDS if each is not Source):  # a document is more than its id
        identity = IDENTITY[kind]
        known = {row.identity for row in own.of(kind)}
        for row in release.of(kind):
            cells = row.cells()
            cells["source"] = ids[cells["source"]]
            if tuple(cells[name] for name in identity) not in known:
                yield RowEdit(kind, after=cells)


def _documents(release: Tables, own: Tables, ids: dict[str, str]) -> Iterator[RowEdit]:
    """Yield the documents that are new, and note in `ids` what each is called in the folder."""
    there = [document.cells() for document in own.sources]
    taken = [document["id"] for document in there]
    for cells in (document.cells() for document in release.sources):
        known = next((each["id"] for each in there if _same(each, cells)), None)
        own_id = known or (documents.new_id(cells, taken) if cells["id"] in taken else cells["id"])
        ids[cells["id"]] = own_id
        if known is None:
            taken.append(own_id)
            yield RowEdit(Source, after={**cells, "id": own_id})


def _same(one: Cells, other: Cells) -> bool:
    """Say whether two rows are one document, also with a title, a day or an id of one's own."""
    alike = {name for name in ("id", "published", "title", "url") if one[name] == other[name] != ""}
    return len(alike) > 1 and alike != {"title", "url"}  # a page that is renewed keeps both


def _begun(folder: Path) -> bool:
    """Say whether one of the files stands in a folder, be it a link that leads nowhere now."""
    return any(os.path.lexists(folder / kind.file) for kind in KINDS)

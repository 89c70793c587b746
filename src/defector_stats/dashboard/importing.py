"""What the import asks: what a table says and changes, and saving it as one document."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from defector_stats import dates
from defector_stats.analysis.dataset import Dataset
from defector_stats.dashboard.callbacks import Answering
from defector_stats.dashboard.correcting import record_of
from defector_stats.dashboard.page import importing as page
from defector_stats.dashboard.page.rendering import render
from defector_stats.dashboard.permissions import Access
from defector_stats.dashboard.questions import ImportQuestion
from defector_stats.errors import DataError, Problem, UnsureError
from defector_stats.i18n.messages import _
from defector_stats.storage import changes, repository, wide
from defector_stats.storage.importing import MINISTRY, Import, ministry
from defector_stats.storage.schema import Source, Tables
from defector_stats.storage.wide import NotUnderstoodError, Reading


def answers(folder: Path, access: Access) -> dict[str, Answering[Any]]:
    """Return what answers the questions of the import, by their names."""
    return {
        "read-table": Answering(ImportQuestion, access.only_editors(partial(preview, folder))),
        "import": Answering(ImportQuestion, access.only_editors(partial(save, folder))),
    }


def preview(folder: Path, given: ImportQuestion) -> dict[str, Any]:
    """Return how a table was read, what it changes, and what does not add up in it."""
    return _considered(folder, given)[0]


def _considered(folder: Path, given: ImportQuestion) -> tuple[dict[str, Any], list[str], int]:
    """Return what is shown of a table, what must still be given, and how many doubts are open."""
    try:
        reading = _read(given)
    except DataError as error:
        return _not_read(error, given), [], 0
    change = _change(given, reading)
    try:
        tables = repository.parse(repository.contents(folder))
        missing = change.missing(tables)
        # What is not given yet is no mistake before somebody saves.
        shown = replace(change, document={**change.document, **_for_now(missing)})
        outcome = changes.preview(folder, shown.edit)
    except DataError as error:
        return {**_told(error.problems, reading, given), "reads": True}, [], 0
    before, after = Dataset(outcome.before), Dataset(outcome.after)
    known, slips = change.known(tables), outcome.questions
    html = page.preview(reading, given.accepted, outcome, before, after, known, slips)
    if missing:
        html = page.needed(missing) + html
    told = {"reads": True, "html": html, "errors": {}, "values": _usual(reading, given, tables)}
    return told, missing, len(change.refusals) + len(set(slips) - set(given.accepted))


def save(folder: Path, given: ImportQuestion) -> dict[str, Any]:
    """Write the whole document in one step, or say what keeps it from being written."""
    try:
        change = _change(given, _read(given))
        outcome = changes.apply(folder, change, given.accepted)
    except (DataError, UnsureError):
        return _refused(*_considered(folder, given))
    if not outcome.edit.rows:
        return {"html": "", "done": page.nothing(change.known(outcome.before)), "step": ""}
    made = record_of(folder, outcome)
    return {"html": "", "done": page.imported(outcome), "step": made.time if made else ""}


def _refused(told: dict[str, Any], missing: Sequence[str], doubts: int) -> dict[str, Any]:
    """Return what is shown of a table that was not written, and why it was not."""
    if missing:
        errors = {f"table-{name}": _("Needed before it can be saved") for name in missing}
        return {**told, "errors": errors}
    return {**told, "refused": page.unaccepted(doubts)} if doubts else told


def _read(given: ImportQuestion) -> Reading:
    counted_to = None
    if given.counted_to:
        try:
            counted_to = date.fromisoformat(given.counted_to)
        except ValueError:
            raise DataError([page.no_day(given.counted_to)]) from None
    name = given.name or _("the pasted text")
    return wide.read(name, given.content, dates.today(), counted_to, given.mapping)


def _change(given: ImportQuestion, reading: Reading) -> Import:
    document = {name: cell for name, cell in given.document.items() if cell}
    return Import(reading, document, given.accepted)


def _for_now(missing: list[str]) -> dict[str, str]:
    """Return what stands for what is not given yet, so that the consequences can be shown."""
    usual = {**MINISTRY, "title": "…", "published": dates.today().isoformat()}
    return {name: usual[name] for name in missing}


def _usual(reading: Reading, given: ImportQuestion, tables: Tables) -> Mapping[str, str]:
    """Return what is known of the document before anybody said a word of it."""
    if any(given.document.values()):
        return {}
    return {"title": reading.title, **({} if reading.mapping else ministry(tables))}


def _not_read(error: DataError, given: ImportQuestion) -> dict[str, Any]:
    columns = error.columns if isinstance(error, NotUnderstoodError) else ()
    html = render("elsewhere.html", problems=error.problems)
    return {
        "reads": False,
        "html": html + page.mapping(columns, given.mapping or {}),
        "errors": {},
        "values": {},
    }


def _told(problems: Sequence[Problem], reading: Reading, given: ImportQuestion) -> dict[str, Any]:
    """Return each problem at its field, or above the button if it has none."""
    errors, elsewhere = {}, []
    for problem in problems:
        if problem.file == Source.file and problem.column in page.FIELDS:
            errors[f"table-{problem.column}"] = problem.sentence
        else:
            elsewhere.append(problem)
    html = render("elsewhere.html", problems=elsewhere)
    return {
        "html": html + page.recognised(reading, given.accepted),
        "errors": errors,
        "values": {},
    }

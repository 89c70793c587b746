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
from defector_stats.errors import DataError, Problem
from defector_stats.i18n.messages import _
from defector_stats.storage import changes, repository, wide
from defector_stats.storage.changes import Outcome
from defector_stats.storage.importing import MINISTRY, Import, ministry
from defector_stats.storage.plausibility import doubtful
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
    try:
        reading = _read(given)
    except NotUnderstoodError as error:
        return _not_read(error, given, error.columns)
    except DataError as error:
        return _not_read(error, given)
    change = _change(given, reading)
    try:
        tables = repository.parse(repository.contents(folder))
        missing = change.missing(tables)
        # What is not given yet is no mistake before somebody saves.
        shown = replace(change, document={**change.document, **_for_now(missing)})
        outcome = changes.preview(folder, shown.edit)
    except DataError as error:
        return {**_told(error.problems, reading, given), "reads": True}
    before, after = Dataset(outcome.before), Dataset(outcome.after)
    known = change.known(tables)
    html = page.preview(reading, given.accepted, outcome, before, after, known, _slips(outcome))
    if missing:
        html = page.needed(missing) + html
    return {"reads": True, "html": html, "errors": {}, "values": _usual(reading, given, tables)}


def save(folder: Path, given: ImportQuestion) -> dict[str, Any]:
    """Write the whole document in one step, or say what keeps it from being written."""
    try:
        change = _change(given, _read(given))
        tables = repository.parse(repository.contents(folder))
        if missing := change.missing(tables):
            errors = {f"table-{name}": _("Needed before it can be saved") for name in missing}
            return {**preview(folder, given), "errors": errors}
        refused = len(change.refusals) or len(
            set(_slips(changes.preview(folder, change))) - set(given.accepted)
        )
        if refused:
            told = page.unaccepted(refused)
            return {**preview(folder, given), "done": "", "refused": told}
        outcome = changes.apply(folder, change)
    except DataError as error:
        return {"html": render("elsewhere.html", problems=error.problems)}
    if not outcome.edit.rows:
        return {"html": "", "done": page.nothing(change.known(tables)), "step": ""}
    made = record_of(folder, outcome)
    return {"html": "", "done": page.imported(outcome), "step": made.time if made else ""}


def _slips(outcome: Outcome) -> list[str]:
    """Return the questions after counts that look like a slip of the keyboard."""
    return [str(each) for each in doubtful(outcome.edit, outcome.before)]


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


def _not_read(
    error: DataError, given: ImportQuestion, columns: tuple[str, ...] = ()
) -> dict[str, Any]:
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
            errors[f"table-{problem.column}"] = f"{problem.advice[0].upper()}{problem.advice[1:]}"
        else:
            elsewhere.append(problem)
    html = render("elsewhere.html", problems=elsewhere)
    return {
        "html": html + page.recognised(reading, given.accepted),
        "errors": errors,
        "values": {},
    }

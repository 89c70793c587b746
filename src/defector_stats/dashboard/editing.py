"""What the form asks: a preview of what a document adds, and saving all of it in one step."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from flask import abort

from defector_stats.analysis.dataset import Dataset
from defector_stats.dashboard.callbacks import Answering
from defector_stats.dashboard.correcting import record_of
from defector_stats.dashboard.live import Live
from defector_stats.dashboard.page import form
from defector_stats.dashboard.page.form import DEFAULTS, NEW, STATED, documents
from defector_stats.dashboard.page.rendering import render
from defector_stats.dashboard.permissions import Access
from defector_stats.dashboard.questions import FormQuestion, Question, Stated
from defector_stats.errors import DataError, Problem, UnsureError
from defector_stats.i18n.messages import _
from defector_stats.storage import changes, repository
from defector_stats.storage.changes import Outcome, Report
from defector_stats.storage.fields import OF_SEXES
from defector_stats.storage.schema import IDENTITY, Row, Source
from defector_stats.text import edits, statements


def answers(live: Live, access: Access) -> dict[str, Answering[Any]]:
    """Return what answers the form's questions, by their names."""

    def of_files(answer: Callable[[Dataset], dict[str, Any]]) -> Answering[Question]:
        def answered(_question: Question) -> dict[str, Any]:
            dataset = live.now().dataset
            return answer(dataset) if dataset else abort(503)

        return Answering(Question, answered)

    def empty(dataset: Dataset) -> dict[str, Any]:
        return {"html": form.content(dataset, _columns(live.folder))}

    return {
        "form": of_files(empty),
        "documents": of_files(lambda dataset: {"documents": _choices(dataset)}),
        "preview": Answering(FormQuestion, lambda question: preview(live.folder, question)),
        "save": Answering(FormQuestion, access.only_editors(partial(save, live))),
    }


def preview(folder: Path, given: FormQuestion) -> dict[str, Any]:
    """Return what is wrong with the fields, and what saving them would change."""
    if _is_blank(given):
        return _told([], given)
    try:
        outcome = changes.preview(folder, report(given))
    except DataError as error:
        # What is still blank is no mistake before the reader wants to save.
        return _told([each for each in error.problems if each.value or each.line > 0], given)
    return {"errors": {}, "html": _consequences(outcome)}


def save(live: Live, given: FormQuestion) -> dict[str, Any]:
    """Add all of it in one step; ask once for each count that looks like a slip."""
    if _is_blank(given):
        return {**_told([], given), "refused": _("There is nothing to save yet.")}
    try:
        outcome = changes.apply(live.folder, report(given), given.sure)
    except UnsureError as error:
        return {**preview(live.folder, given), "doubts": error.questions}
    except DataError as error:
        return _told(error.problems, given)
    made = record_of(live.folder, outcome)
    said = edits.added(outcome.edit)
    dataset = live.now(at_once=True).dataset
    return {
        **_told([], given),
        "done": _("Added: {figure}").format(figure=said),
        "undo": _("Undo: {figure}").format(figure=said),
        "step": made.time if made else "",
        "source": _source(outcome),
        "documents": _choices(dataset) if dataset else "",
    }


def _columns(folder: Path) -> Mapping[type[Row], Collection[str]]:
    """Return the columns that each file has; all that there may be, where one cannot be read."""
    kinds: list[type[Row]] = [Source, *STATED.values()]
    try:
        files = repository.contents(folder)
        return {kind: repository.sheet(kind, files[kind.file])[0].names for kind in kinds}
    except DataError:
        return {kind: kind.columns() for kind in kinds}


def _choices(dataset: Dataset) -> str:
    return render("choices.html", choices=documents(dataset))


def _source(outcome: Outcome) -> str:
    """Return the id of the document that states what was added."""
    cells = outcome.edit.rows[0].after or {}
    return cells.get("source") or cells["id"]


def _is_blank(given: FormQuestion) -> bool:
    """Say whether nothing was typed but a document that is there."""
    typed = given.source == NEW and any(map(str.strip, given.document.values()))
    return not typed and not _stated(given)


def _stated(given: FormQuestion) -> list[Stated]:
    """Return the rows in which something was typed."""
    return [
        row
        for row in given.rows
        if any(cell.strip() and cell != DEFAULTS.get(name) for name, cell in row.cells.items())
    ]


def report(given: FormQuestion) -> Report:
    """Return the change that a form with these fields asks for."""
    rows = [(STATED[row.what], row.cells) for row in _stated(given)]
    if given.source == NEW:
        return Report(rows, given.document)
    return Report([(kind, {**cells, "source": given.source}) for kind, cells in rows])


def _told(problems: Sequence[Problem], given: FormQuestion) -> dict[str, Any]:
    """Return each problem at its field, or above the button if it has none."""
    errors, elsewhere = {}, []
    for problem in problems:
        if field := _field_of(problem, _stated(given)):
            errors[field] = problem.sentence
        else:
            elsewhere.append(problem)
    return {"errors": errors, "html": render("elsewhere.html", problems=elsewhere)}


def _field_of(problem: Problem, stated: Sequence[Stated]) -> str | None:
    """Return the field that a problem is about, None if it is about something in the files."""
    if problem.line > 0 or not problem.column:
        return None
    if problem.file == Source.file:
        return f"document-{problem.column}"
    of_file = [row for row in stated if STATED[row.what].file == problem.file]
    if not of_file or (not problem.line and len(of_file) > 1):
        return None
    row = of_file[max(0, -problem.line - 1)]
    name = problem.column
    if problem.expected.message == OF_SEXES:
        name = "sexes"
    elif name == "source":  # the row is there already, or its document is not
        name = IDENTITY[STATED[row.what]][0]
    return f"{row.what}-{row.number}-{name}"


def _consequences(outcome: Outcome) -> str:
    told = statements.of_addition(outcome.edit, Dataset(outcome.before), Dataset(outcome.after))
    return form.consequences(*told, outcome.lines)

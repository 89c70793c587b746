"""What the page asks to correct or remove a row, and to take back a step of the history."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from flask import abort

from defector_stats.analysis.dataset import Dataset
from defector_stats.dashboard.callbacks import Answering
from defector_stats.dashboard.live import Live
from defector_stats.dashboard.page import corrections as page
from defector_stats.dashboard.permissions import Access
from defector_stats.dashboard.questions import (
    ChangeQuestion,
    Question,
    RowQuestion,
    StepQuestion,
)
from defector_stats.errors import DataError, Problem
from defector_stats.i18n.messages import _
from defector_stats.storage import changes, corrections, history, repository
from defector_stats.storage.changes import Outcome
from defector_stats.storage.edits import Change
from defector_stats.storage.fields import OF_SEXES
from defector_stats.storage.history import Record
from defector_stats.text import differences, edits


def answers(live: Live, access: Access) -> dict[str, Answering[Any]]:
    """Return what answers these questions, by their names."""
    folder = live.folder
    return {
        "steps": Answering(Question, lambda _asked: {"html": page.steps(history.history(folder))}),
        "row": Answering(RowQuestion, partial(row, folder)),
        "consider": Answering(ChangeQuestion, partial(consider, folder)),
        "change": Answering(ChangeQuestion, access.only_editors(partial(change, live))),
        "undo": Answering(StepQuestion, access.only_editors(partial(take_back, live))),
    }


def row(folder: Path, asked: RowQuestion) -> dict[str, Any]:
    """Return the form with the cells of a row as they stand in the files."""
    kind = corrections.NAMED[asked.what]
    try:
        found = corrections.find(repository.read(folder), kind, asked.words)
    except DataError as error:
        return {"html": page.refused(error.problems)}
    return {"html": page.row(asked.what, asked.words, found)}


def consider(folder: Path, asked: ChangeQuestion) -> dict[str, Any]:
    """Return what a change would do, and the word for doing it, blank if it cannot be done."""
    try:
        outcome = changes.preview(folder, _change(folder, asked))
    except DataError as error:
        return _told(error.problems, asked)
    if not outcome.edit.rows:
        return {"html": "", "write": "", "errors": {}}
    before, after = Dataset(outcome.before), Dataset(outcome.after)
    said = [*differences.newest(before, after), *differences.aftermath(before, after)]
    told = page.consequences(edits.lines(outcome.edit), said, outcome.questions)
    return {"html": told, "write": page.write(asked.how, outcome.questions), "errors": {}}


def change(live: Live, asked: ChangeQuestion) -> dict[str, Any]:
    """Make a change; return what was done, and how it is taken back."""
    try:
        outcome = changes.apply(live.folder, _change(live.folder, asked))
    except DataError as error:
        return _told(error.problems, asked)
    live.now(at_once=True)
    made = record_of(live.folder, outcome)
    return {"html": page.done(edits.lines(outcome.edit), made), "write": "", "errors": {}}


def _told(problems: Sequence[Problem], asked: ChangeQuestion) -> dict[str, Any]:
    """Return what is wrong, each at its field, or together if it has none."""
    errors, elsewhere = {}, []
    for problem in problems:
        of_row = asked.how == "edit" and problem.file == corrections.NAMED[asked.what].file
        if of_row and problem.line <= 0 and problem.column:
            name = "sexes" if problem.expected.message == OF_SEXES else problem.column
            errors[f"row-{name}"] = problem.sentence
        else:
            elsewhere.append(problem)
    return {"html": page.refused(elsewhere), "write": "", "errors": errors}


def take_back(live: Live, asked: StepQuestion) -> dict[str, Any]:
    """Take back what a form saved; the undoing is a step of its own."""
    try:
        changes.apply(live.folder, undoing(live.folder, asked.time))
    except DataError as error:
        return {"html": page.refused(error.problems)}
    live.now(at_once=True)
    return {"html": "", "done": _("Taken back."), "step": ""}


def _change(folder: Path, asked: ChangeQuestion) -> Change:
    kind = corrections.NAMED[asked.what]
    if asked.how == "edit":
        return corrections.correct(kind, asked.words, asked.cells, asked.by_document)
    if asked.how == "remove":
        return corrections.remove(kind, asked.words, asked.with_cited)
    return undoing(folder, asked.time)


def undoing(folder: Path, time: str) -> Change:
    """Return the change that takes back the step of this time, whatever was changed since."""
    made = {record.time: record for record in history.history(folder)}
    return changes.undo(made[time]) if time in made else abort(400)


def record_of(folder: Path, outcome: Outcome) -> Record | None:
    """Return the step of the history that an outcome was written as."""
    change = outcome.edit.as_json()
    return next((each for each in history.history(folder) if each.change == change), None)

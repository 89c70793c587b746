"""A step of the history as the page writes it and takes it back."""

from pathlib import Path
from typing import Any

from flask import abort

from defector_stats.dashboard.page.rendering import render
from defector_stats.dashboard.questions import StepQuestion
from defector_stats.errors import DataError
from defector_stats.i18n.messages import _
from defector_stats.storage import changes, history
from defector_stats.storage.changes import Outcome


def take_back(folder: Path, question: StepQuestion) -> dict[str, Any]:
    """Take a step back, whatever was changed since; the undoing is a step of its own."""
    made = {record.time: record for record in history.history(folder)}
    if question.time not in made:
        abort(400)
    try:
        changes.apply(folder, changes.undo(made[question.time]))
    except DataError as error:
        return {"html": render("elsewhere.html", problems=error.problems)}
    return {"html": "", "done": _("Taken back."), "step": ""}


def written(folder: Path, outcome: Outcome, said: str) -> dict[str, Any]:
    """Say that an edit was written, and by which time it is taken back."""
    change = outcome.edit.as_json()
    made = (each.time for each in history.history(folder) if each.change == change)
    return {"html": "", "done": said, "step": next(made, "")}

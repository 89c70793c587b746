"""A step of the history as the page writes it and takes it back."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import abort, request

from defector_stats.dashboard.callbacks import Q
from defector_stats.dashboard.page.rendering import render
from defector_stats.dashboard.permissions import Access
from defector_stats.dashboard.questions import StepQuestion
from defector_stats.errors import DataError
from defector_stats.i18n.messages import _
from defector_stats.storage import changes, history
from defector_stats.storage.changes import Outcome


def only_editors(
    access: Access, answer: Callable[[Q], dict[str, Any]]
) -> Callable[[Q], dict[str, Any]]:
    """Return the answer that is given to those alone who may write."""

    def allowed(question: Q) -> dict[str, Any]:
        if not access.may_write(request):
            abort(403)
        return answer(question)

    return allowed


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

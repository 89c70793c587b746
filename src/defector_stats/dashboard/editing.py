"""What the form asks: a preview of what a figure changes, saving it and taking it back."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from flask import abort

from defector_stats.analysis.dataset import Dataset
from defector_stats.dashboard.callbacks import Answering
from defector_stats.dashboard.live import Live
from defector_stats.dashboard.page import form
from defector_stats.dashboard.page.form import DEFAULTS, GROUPS, NEW, documents
from defector_stats.dashboard.page.rendering import render
from defector_stats.dashboard.permissions import Access
from defector_stats.dashboard.questions import FormQuestion, Question, UndoQuestion
from defector_stats.dashboard.steps import only_editors
from defector_stats.errors import DataError, Problem
from defector_stats.i18n.messages import _
from defector_stats.storage import changes
from defector_stats.storage.schema import Figure, Source
from defector_stats.text.differences import consequences, news

NEEDED = ("year", "arrivals")


def answers(live: Live, access: Access) -> dict[str, Answering[Any]]:
    """Return what answers the form's questions, by their names."""

    def of_files(answer: Callable[[Dataset], dict[str, Any]]) -> Answering[Question]:
        def answered(_question: Question) -> dict[str, Any]:
            dataset = live.now().dataset
            return answer(dataset) if dataset else abort(503)

        return Answering(Question, answered)

    return {
        "form": of_files(lambda dataset: {"html": form.content(dataset)}),
        "documents": of_files(lambda dataset: {"documents": _choices(dataset)}),
        "preview": Answering(FormQuestion, lambda question: preview(live.folder, question)),
        "save": Answering(FormQuestion, only_editors(access, partial(save, live))),
        "undo": Answering(UndoQuestion, only_editors(access, partial(take_back, live))),
    }


def preview(folder: Path, given: FormQuestion) -> dict[str, Any]:
    """Return what is wrong with the fields, and what the figure would change."""
    problems: list[Problem] = []
    said = ""
    try:
        if all(given.figure.get(name) for name in NEEDED):
            said = _consequences(changes.preview(folder, _addition(given)))
    except DataError as error:
        # What is still blank is no mistake before the reader wants to save.
        problems = [each for each in error.problems if each.value or each.line]
    answer = _told(problems)
    return {**answer, "preview": answer["preview"] + said}


def save(live: Live, given: FormQuestion) -> dict[str, Any]:
    """Add the figure; the emptied form keeps its document, for the next figure from it."""
    try:
        outcome = changes.add(live.folder, _addition(given))
    except DataError as error:
        return _told(error.problems)
    figure, source = outcome.addition.figure, outcome.addition.source
    said = news(Dataset(outcome.before), Dataset(outcome.after))[0]
    return {
        **_told([]),
        "done": _("Added: {figure}").format(figure=said),
        "undo": _("Undo: {figure}").format(figure=said),
        "added": {"figure": figure, "source": source, "said": said},
        "values": _values({**DEFAULTS, "source": figure["source"]}, {}),
        "documents": _documents_now(live),
    }


def take_back(live: Live, question: UndoQuestion) -> dict[str, Any]:
    """Take the figure back; it stands in the form again, to be mended."""
    figure, source = question.added.figure, question.added.source
    try:
        changes.remove(live.folder, changes.Addition(figure, source))
    except DataError as error:
        return _told(error.problems)
    again = {**figure, "source": NEW if source else figure["source"]}
    return {
        **_told([]),
        "done": _("Taken back: {figure}").format(figure=question.added.said),
        "added": None,
        "values": _values(again, source or {}),
        "documents": _documents_now(live),
    }


def _choices(dataset: Dataset) -> str:
    return render("choices.html", choices=documents(dataset))


def _documents_now(live: Live) -> str:
    dataset = live.now(at_once=True).dataset
    return _choices(dataset) if dataset else ""


def _values(figure: Mapping[str, str], document: Mapping[str, str]) -> dict[str, str]:
    """Return what stands in each field afterwards, by its id."""
    given = {"figure": figure, "document": document}
    return {
        f"{group}-{name}": given[group].get(name, "")
        for group, names in GROUPS.items()
        for name in names
    }


def _told(problems: Sequence[Problem]) -> dict[str, Any]:
    """Return each problem at its field, or above the button if it has none."""
    errors = {f"{group}-{name}": "" for group, names in GROUPS.items() for name in names}
    elsewhere = []
    for problem in problems:
        if field := _field_of(problem):
            errors[field] = f"{problem.advice[0].upper()}{problem.advice[1:]}"
        else:
            elsewhere.append(problem)
    # The id follows from publisher and date: where one of these is wrong, it has no fault of its
    # own.
    if errors["document-publisher"] or errors["document-published"]:
        elsewhere = [each for each in elsewhere if each.line or each.column != "id"]
    return {"errors": errors, "preview": render("elsewhere.html", problems=elsewhere)}


def _field_of(problem: Problem) -> str | None:
    """Return the field that a problem is about, None if it is about something in the files."""
    group = {Figure.file: "figure", Source.file: "document"}.get(problem.file)
    here = group and not problem.line and problem.column in GROUPS[group]
    return f"{group}-{problem.column}" if here else None


def _addition(given: FormQuestion) -> changes.Addition:
    new = given.figure.get("source", NEW) == NEW
    return changes.Addition(given.figure, given.document if new else None)


def _consequences(outcome: changes.Outcome) -> str:
    figure = outcome.addition.figure
    key = int(figure["year"]), int(figure["through"]), figure["source"]
    said = consequences(Dataset(outcome.before), Dataset(outcome.after), *key)
    return render("consequences.html", said=said, lines=outcome.lines)

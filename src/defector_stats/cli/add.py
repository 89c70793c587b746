"""`defector-stats add`: what one document states, from options and answers to the files."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from defector_stats.cli import changing, rows, terminal
from defector_stats.cli.rows import Rows
from defector_stats.cli.terminal import complain, say
from defector_stats.errors import DataError, Problem
from defector_stats.i18n.messages import N_, _

if TYPE_CHECKING:
    from defector_stats.storage.changes import Outcome, Report

QUESTIONS = {
    "year": N_("Year of arrival"),
    "through": N_("Last month counted (12 is the full year)"),
    "arrivals": N_("Arrivals"),
    "male": N_("Men (blank if not published)"),
    "female": N_("Women (blank if not published)"),
    "status": N_("published, provisional or corrected"),
    "note": N_("Note (blank if none)"),
    "source": N_("Id of its source in sources.csv (blank for a new document)"),
    "source_title": N_("Title of the document"),
    "publisher": N_("Publisher"),
    "publisher_ko": N_("Publisher in Korean (blank if unknown)"),
    "kind": N_("ministry, press, other or blank"),
    "author": N_("Author (blank if none is named)"),
    "published": N_("Published on (YYYY-MM-DD, or only as much as is known)"),
    "url": N_("Address (blank for a printed copy)"),
    "language": N_("Language (blank: ko or en, from the title)"),
    "source_note": N_("Note on the document (blank if none)"),
    "source_id": N_("Id for the document (blank: from publisher and date)"),
}
OF_DOCUMENT = list(QUESTIONS)[list(QUESTIONS).index("source_title") :]
NEEDED_OF_DOCUMENT = ["source_title", "publisher", "published"]
OF_SOURCE = {"source_title": "title", "source_note": "note", "source_id": "id"}
OF_FIGURE = list(QUESTIONS)[: list(QUESTIONS).index("source")]
DEFAULTS = {"through": "12", "status": "published"}

Answers = dict[str, str | None]


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command to a parser."""
    for name in ("year", "arrivals"):
        parser.add_argument(name, nargs="?", help=_(QUESTIONS[name]))
    for name, question in QUESTIONS.items():
        if name not in ("year", "arrivals"):
            said = _(question)
            if name in DEFAULTS:
                default = _("{option}; default {value}")
                said = default.format(option=said, value=DEFAULTS[name])
            parser.add_argument(f"--{name.replace('_', '-')}", help=said)
    rows.arguments(parser)
    changing.sure_argument(parser)
    parser.add_argument(
        "--dry-run", action="store_true", help=_("show the consequences, write nothing")
    )


def run(options: argparse.Namespace) -> int:
    """Add what is stated; ask for what is missing in a terminal. Return the exit code."""
    answers = {name: getattr(options, name) for name in QUESTIONS}
    if answers["source"] and any(answers[name] for name in OF_DOCUMENT):
        complain(_("Give --source or the details of a new document, not both."))
        return 2
    further = rows.given(options)
    alone = any(answers[name] for name in NEEDED_OF_DOCUMENT) or bool(further)
    if alone and not answers["year"] and not answers["arrivals"]:
        answers |= dict.fromkeys(OF_FIGURE, "")
    missing = _missing(answers)
    asks = terminal.asks()
    if missing and not asks:
        terminal.complain_of_missing(missing, "add")
        return 2
    return changing.guarded(lambda: _add(options, answers, further, bool(missing), asks))


def _add(
    options: argparse.Namespace, answers: Answers, further: Rows, confirm: bool, asks: bool
) -> int:
    # Imported here so that help is given without it.
    from defector_stats.storage import changes

    while True:
        if confirm:
            _ask(answers)
        try:
            change = _report(answers, further)
            outcome = changes.preview(options.data, change)
            break
        except DataError as error:
            complain(_("Nothing was written:"), error)
            wrong = {name for problem in error.problems for name in _names(problem)}
            if not asks or not wrong:
                return 1
            answers.update(dict.fromkeys(wrong))
            confirm = True
    _show(outcome)
    if options.dry_run:
        say(_("Nothing was written."))
        return 0
    sure = changing.is_sure(options, outcome)
    if not sure or (confirm and not terminal.agreed(_("Write it?"))):
        say(_("Nothing was written."))
        return 1
    changes.apply(options.data, change)
    say(_("Written."))
    return 0


def _missing(answers: dict[str, str | None]) -> list[str]:
    needed = [] if answers["year"] == "" else ["year", "arrivals"]
    if not answers["source"]:
        needed += NEEDED_OF_DOCUMENT
    return [name for name in needed if not answers[name]]


def _ask(answers: dict[str, str | None]) -> None:
    """Ask for everything that has no answer yet; a blank line is the default."""
    for name, question in QUESTIONS.items():
        if name in OF_DOCUMENT and answers["source"]:
            continue
        if name == "source" and any(answers[each] for each in OF_DOCUMENT):
            continue
        if answers[name] is None:
            default = f" [{DEFAULTS[name]}]" if name in DEFAULTS else ""
            answers[name] = input(f"{_(question)}{default}: ").strip() or DEFAULTS.get(name, "")


def _report(answers: Answers, further: Rows) -> Report:
    from defector_stats.storage.changes import Report
    from defector_stats.storage.schema import Figure, Source

    given = {name: answers[name] or DEFAULTS.get(name, "") for name in QUESTIONS}
    figure = {name: given.get(name, "") for name in Figure.columns()}
    stated: Rows = [(Figure, figure)] if given["year"] else []
    stated += further
    if given["source"]:
        return Report([(kind, {**cells, "source": given["source"]}) for kind, cells in stated])
    titled = {of_source: given[name] for name, of_source in OF_SOURCE.items()}
    plain = {name: given.get(name, "") for name in Source.columns() if name not in titled}
    return Report(stated, {**plain, **titled})


def _names(problem: Problem) -> list[str]:
    """Return the answers that a problem asks to give again, none if it is not one of them."""
    if problem.line or not problem.column:
        return []
    if problem.file == "sources.csv":
        back = {of_source: name for name, of_source in OF_SOURCE.items()}
        return [back.get(problem.column, problem.column)]
    return ["arrivals", "male", "female"] if problem.column == "arrivals" else [problem.column]


def _show(outcome: Outcome) -> None:
    # Imported here so that a mistake is reported before pandas is loaded.
    from defector_stats.analysis.dataset import Dataset
    from defector_stats.text import statements

    for file, lines in outcome.lines.items():
        say(*(f"{file}: {line}" for line in lines.splitlines()))
    stated, said = statements.of_addition(
        outcome.edit, Dataset(outcome.before), Dataset(outcome.after)
    )
    for heading, of_role in stated:
        say(heading, *(f"  {statement}" for statement in of_role))
    say(*(f"- {sentence}" for sentence in said))

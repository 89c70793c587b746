"""`defector-stats import`: a table that somebody published to one document in the files."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from defector_stats.cli import changing, terminal
from defector_stats.cli.terminal import complain, pair, say, typed
from defector_stats.errors import DataError
from defector_stats.i18n.messages import N_, _

if TYPE_CHECKING:
    from defector_stats.storage.changes import Outcome
    from defector_stats.storage.importing import Import
    from defector_stats.storage.schema import Tables
    from defector_stats.storage.wide.reading import Reading

OF_DOCUMENT = {
    "title": N_("Title of the document (default: that above the table)"),
    "publisher": N_("Publisher (default: the Ministry of Unification)"),
    "publisher_ko": N_("Publisher in Korean"),
    "kind": N_("ministry, press or other"),
    "author": N_("Author"),
    "published": N_("Published on (YYYY-MM-DD, or only as much as is known)"),
    "url": N_("Address"),
    "language": N_("Language (default: that of the table)"),
    "note": N_("Note on the document"),
}
LISTED = 40
"""Counts that are told one by one under a heading."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command to a parser."""
    parser.add_argument("file", help=_("HTML, CSV, XLSX, PDF or text with a table; - is the input"))
    parser.add_argument("--id", help=_("id of the document; a known one gets what it lacks"))
    for name, said in OF_DOCUMENT.items():
        parser.add_argument(f"--{name.replace('_', '-')}", help=_(said))
    marked = _("years that are provisional, as 2024,2025, or none (default: as the table marks)")
    parser.add_argument(
        "--provisional", metavar="YEARS", type=typed(_years, "2024,2025"), help=marked
    )
    day = _("last day counted, as 2025-06-30, if the table does not say it")
    date_of = typed(date.fromisoformat, "2025-06-30")
    parser.add_argument("--counted-to", metavar="DAY", type=date_of, help=day)
    column = _("what a column of a table with one figure a line holds, as year=연도")
    held = typed(pair, "year=연도")
    parser.add_argument(
        "--column", metavar="WHAT=NAME", type=held, action="append", default=[], help=column
    )
    accept = _("take what does not add up as it is printed, each by its key")
    parser.add_argument("--accept", metavar="KEY", action="append", default=[], help=accept)
    changing.arguments(parser)


def _years(text: str) -> list[int]:
    return [] if text == "none" else [int(year) for year in text.split(",")]


def run(options: argparse.Namespace) -> int:
    """Add what a table states; ask what is missing in a terminal. Return the exit code."""
    return changing.guarded(lambda: _import(options), _columns)


def _columns(error: DataError) -> list[str]:
    """Return how the columns of a table that is not understood can be named."""
    from defector_stats.storage.wide.reading import NotUnderstoodError

    if not isinstance(error, NotUnderstoodError) or not error.columns:
        return []
    said = _(
        "Its columns: {columns}. Say what they hold: --column year=NAME --column arrivals=NAME"
    )
    return [said.format(columns=", ".join(error.columns))]


def _import(options: argparse.Namespace) -> int:
    # Imported here so that help is given without it.
    from defector_stats.storage import changes, repository

    reading = _read(options)
    change = _change(options, reading, repository.read(options.data))
    if change is None:
        return 2
    outcome = changes.preview(options.data, change.edit)
    _show(outcome, change)
    if not outcome.edit.rows:
        said = _("There is nothing to add: the files have all of it, from {documents}.")
        say(said.format(documents=", ".join(change.known(outcome.before))))
        return 0
    if options.dry_run:
        say(_("Nothing was written."))
        return 0
    change = _with_accepted(change)
    if change.refusals:
        say(_("Nothing was written."))
        return 1
    return changing.write(options, change, outcome)


def _read(options: argparse.Namespace) -> Reading:
    """Return what the table says, and tell how it was read."""
    from defector_stats import dates
    from defector_stats.storage import files, wide

    given = options.file == "-"
    content = sys.stdin.buffer.read() if given else files.read(Path(options.file))
    name = _("the input") if given else options.file
    mapping = dict(options.column) or None
    reading = wide.read(name, content, dates.today(), options.counted_to, mapping)
    say(*(f"- {remark}" for remark in reading.recognised))
    if reading.mapping:
        columns = ", ".join(f"{what}={name}" for what, name in reading.mapping.items())
        say("- " + _("columns: {columns} (--column changes it)").format(columns=columns))
    return reading


def _change(options: argparse.Namespace, reading: Reading, tables: Tables) -> Import | None:
    """Return the change, None if something is missing and nobody can be asked."""
    from defector_stats.storage.importing import Import

    document = {name: value for name in OF_DOCUMENT if (value := getattr(options, name))}
    if document and options.id in [source.id for source in tables.sources]:
        complain(_("Give --id of a known document or the details of a new one, not both."))
        return None
    unknown = set(options.accept) - {doubt.key for doubt in reading.doubts}
    if unknown:
        said = _("Nothing to accept is called {keys}.")
        complain(said.format(keys=", ".join(sorted(unknown))))
        return None
    document |= {"id": options.id} if options.id else {}
    change = Import(reading, document, options.accept, options.provisional)
    missing = change.missing(tables)
    if missing and not terminal.asks():
        terminal.complain_of_missing(missing, "import")
        return None
    answers = {name: input(f"{_(OF_DOCUMENT[name])}: ").strip() for name in missing}
    return replace(change, document={**document, **answers})


def _show(outcome: Outcome, change: Import) -> None:
    """Tell what is new, what confirms, what revises, and what does not add up."""
    from defector_stats.analysis.dataset import Dataset
    from defector_stats.text import differences, statements

    if document := outcome.lines.get("sources.csv"):
        say(*(f"sources.csv: {line}" for line in document.splitlines()))
    before, after = Dataset(outcome.before), Dataset(outcome.after)
    for heading, stated in statements.by_role(statements.added(before, after)):
        say(heading, *(f"  {statement}" for statement in stated[:LISTED]))
        if more := len(stated) - LISTED:
            say("  " + _("and {count} more").format(count=more)) if more > 0 else None
    if outcome.edit.rows:
        say(*(f"- {line}" for line in differences.aftermath(before, after)))
    if change.reading.doubts:
        say(_("Does not add up, or cannot be read:"))
        say(*(f"  {doubt.key}: {doubt}" for doubt in change.reading.doubts))


def _with_accepted(change: Import) -> Import:
    """Return the change with the doubts that are accepted now, one by one."""
    for doubt in change.refusals if terminal.asks() else ():
        said = _("Take {found} as it is printed ({key})?")
        if terminal.agreed(said.format(found=doubt.found, key=doubt.key)):
            change = replace(change, accepted=[*change.accepted, doubt.key])
    if change.refusals:
        keys = " ".join(f"--accept {doubt.key}" for doubt in change.refusals)
        complain(_("Each must be accepted, or mended in the table: {options}").format(options=keys))
    return change

"""`defector-stats undo`: the last change, or another one of the history, is taken back."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from defector_stats.cli import changing
from defector_stats.cli.terminal import complain, say, typed
from defector_stats.i18n.messages import _

if TYPE_CHECKING:
    from defector_stats.storage.history import Record


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command to a parser."""
    number = _("number of the change in `history` (default: the last one)")
    parser.add_argument("number", nargs="?", type=typed(int, "1"), help=number)
    changing.arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Take the change back. Return the exit code."""
    # Imported here so that help is given without it.
    from defector_stats.storage import changes, history, noticing
    from defector_stats.text import edits

    noted = noticing.look(options.data)
    records = history.history(options.data)
    if noted and options.number:
        complain(_("The files were edited by hand since; `history` has the new numbers."))
        return 1
    numbered = dict(enumerate(records, 1))
    record = numbered.get(options.number) if options.number else history.last(records)
    if record is None or "what" not in record.change:
        complain(_("There is no such change that can be taken back."))
        return 1
    say(edits.headline(record))
    if record.change.get("rows"):
        return changing.make(options, changes.undo(record))
    return changing.guarded(lambda: _restored(options, record))


def _restored(options: argparse.Namespace, record: Record) -> int:
    """Put the files of a step without rows back after a yes; return the exit code."""
    from defector_stats.storage import changes

    said = _("These files are then, to the letter, as they were before: {files}")
    say(said.format(files=", ".join(record.files)))
    if options.dry_run:
        say(_("Nothing was written."))
        return 0
    if not changing.agreed(options):
        return 1
    changes.restore(options.data, record)
    say(_("Written."))
    return 0

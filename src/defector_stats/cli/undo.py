"""`defector-stats undo`: the last change, or another one of the history, is taken back."""

from __future__ import annotations

import argparse

from defector_stats.cli import changing
from defector_stats.cli.terminal import complain, say
from defector_stats.i18n.messages import _


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command to a parser."""
    number = _("number of the change in `history` (default: the last one)")
    parser.add_argument("number", nargs="?", type=int, help=number)
    changing.arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Take the change back. Return the exit code."""
    # Imported here so that help is given without it.
    from defector_stats.storage import changes, history
    from defector_stats.text import edits

    records = history.history(options.data)
    numbered = dict(enumerate(records, 1))
    record = numbered.get(options.number) if options.number else history.last(records)
    if record is None or not record.change.get("rows"):
        complain(_("There is no such change that can be taken back."))
        return 1
    say(edits.headline(record))
    return changing.make(options, changes.undo(record))

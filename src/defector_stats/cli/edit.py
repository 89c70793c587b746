"""`defector-stats edit`: other cells for a figure, a document, a total or an event."""

from __future__ import annotations

import argparse

from defector_stats.cli import changing
from defector_stats.cli.terminal import pair, typed
from defector_stats.i18n.messages import _

ROWS = ("figure", "document", "total", "event")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command to a parser."""
    row(parser)
    cells = _("what becomes other, as arrivals=2927 or note=; the columns are those of the files")
    cell = typed(pair, "arrivals=2927")
    parser.add_argument(
        "--set", metavar="CELL", type=cell, nargs="+", required=True, action="extend", help=cells
    )
    changed = _("the document itself was changed, it was not mistyped here; the note says which")
    parser.add_argument("--by-document", action="store_true", help=changed)
    changing.arguments(parser)


def row(parser: argparse.ArgumentParser) -> None:
    """Add the arguments that name a row."""
    parser.add_argument("what", choices=ROWS, help=_("what the row is"))
    words = _("which one: a year (2009, 2026-03), a day, an id, a label; as many as it takes")
    parser.add_argument("words", nargs="+", help=words)


def run(options: argparse.Namespace) -> int:
    """Correct the row. Return the exit code."""
    # Imported here so that help is given without it.
    from defector_stats.storage import corrections

    kind = corrections.NAMED[options.what]
    cells = dict(options.set)
    change = corrections.correct(kind, options.words, cells, options.by_document)
    return changing.make(options, change)

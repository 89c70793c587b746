"""`defector-stats remove`: a figure, a document, a total or an event leaves the files."""

from __future__ import annotations

import argparse

from defector_stats.cli import changing, edit
from defector_stats.i18n.messages import _


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command to a parser."""
    edit.row(parser)
    cited = _("with a document, everything that is cited from it")
    parser.add_argument("--with-cited", action="store_true", help=cited)
    changing.arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Remove the row. Return the exit code."""
    # Imported here so that help is given without it.
    from defector_stats.storage import corrections

    kind = corrections.NAMED[options.what]
    return changing.make(options, corrections.remove(kind, options.words, options.with_cited))

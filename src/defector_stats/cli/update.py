"""`defector-stats update`: what this release has and a folder of one's own lacks."""

from __future__ import annotations

import argparse

from defector_stats.cli.terminal import say
from defector_stats.i18n.messages import _


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command to a parser."""
    parser.add_argument(
        "--dry-run", action="store_true", help=_("show the consequences, write nothing")
    )


def run(options: argparse.Namespace) -> int:
    """Add the rows that are lacking, as one change. Return the exit code."""
    # Imported here so that help is given without it.
    from defector_stats.analysis.dataset import Dataset
    from defector_stats.storage import changes, shipped
    from defector_stats.text import differences

    lacking = shipped.lacking(options.data)
    outcome = changes.preview(options.data, lacking)
    if not outcome.edit.rows:
        said = _("{folder} lacks nothing of this release.")
        say(said.format(folder=options.data))
        return 0
    for file, lines in outcome.lines.items():
        say(*(f"{file}: {line}" for line in lines.splitlines()))
    before, after = Dataset(outcome.before), Dataset(outcome.after)
    told = [*differences.rows(before, after), *differences.aftermath(before, after)]
    say(*(f"- {line}" for line in told))
    if options.dry_run:
        say(_("Nothing was written."))
        return 0
    changes.apply(options.data, lacking)
    say(_("Written."))
    return 0

"""`defector-stats history`: the last changes of the files, the newest first."""

from __future__ import annotations

import argparse

from defector_stats.cli.terminal import say
from defector_stats.i18n.messages import _


def arguments(_parser: argparse.ArgumentParser) -> None:
    """Add no options."""


def run(options: argparse.Namespace) -> int:
    """List the changes with the numbers by which they are taken back. Return the exit code."""
    # Imported here so that help is given without it.
    from defector_stats.storage import history, noticing
    from defector_stats.text import edits

    noticing.look(options.data)
    records = history.history(options.data)
    back = history.taken_back(records)
    for number, record in enumerate(records, 1):
        taken = f" ({_('taken back')})" if record.time in back else ""
        say(f"{number:3} {edits.headline(record)}{taken}")
    if not records:
        say(_("There are no changes yet."))
    return 0

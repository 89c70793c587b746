"""How a command changes the files: what follows is shown, a yes is waited for, then it is done."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from defector_stats.cli import terminal
from defector_stats.cli.terminal import complain, say
from defector_stats.errors import DataError
from defector_stats.i18n.messages import _

if TYPE_CHECKING:
    from defector_stats.storage.changes import Outcome
    from defector_stats.storage.edits import Change


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of every command that asks before it writes."""
    sure_argument(parser)
    parser.add_argument("--yes", action="store_true", help=_("write it without a question"))
    parser.add_argument(
        "--dry-run", action="store_true", help=_("show the consequences, write nothing")
    )


def sure_argument(parser: argparse.ArgumentParser) -> None:
    """Add the option that takes a count as it is although it looks like a slip."""
    said = _("take counts as they are that look like a slip of the keyboard")
    parser.add_argument("--sure", action="store_true", help=said)


def is_sure(options: argparse.Namespace, outcome: Outcome) -> bool:
    """Ask once for each count that looks like a slip; say whether all are taken as they are."""
    for doubt in [] if options.sure else outcome.doubtful:
        if not terminal.asks():
            complain(doubt, _("With --sure it is taken as it is."))
            return False
        if not terminal.agreed(f"{doubt} " + _("Take {value}?").format(value=doubt.shown)):
            return False
    return True


def guarded(
    change: Callable[[], int], advice: Callable[[DataError], Sequence[str]] = lambda _error: ()
) -> int:
    """Return the exit code of what changes files; say that nothing was written if it fails."""
    try:
        return change()
    except DataError as error:
        complain(_("Nothing was written:"), error, *advice(error))
    except (EOFError, KeyboardInterrupt):
        say("", _("Nothing was written."))
    return 1


def make(options: argparse.Namespace, change: Change) -> int:
    """Show what a change does, make it after a yes, and return the exit code."""

    def shown_and_made() -> int:
        # Imported here so that help is given without it.
        from defector_stats.storage import changes

        outcome = changes.preview(options.data, change)
        consequences(outcome)
        if not outcome.edit.rows or options.dry_run:
            say(_("Nothing was written."))
            return 0
        return write(options, change, outcome)

    return guarded(shown_and_made)


def write(options: argparse.Namespace, change: Change, outcome: Outcome) -> int:
    """Make a change that was shown, after its questions; return the exit code."""
    from defector_stats.storage import changes

    if not is_sure(options, outcome):
        say(_("Nothing was written."))
        return 1
    if not agreed(options):
        return 1
    changes.apply(options.data, change)
    say(_("Written."))
    return 0


def agreed(options: argparse.Namespace) -> bool:
    """Say whether it is to be written; say that nothing was, and how it is, if not."""
    if options.yes or (terminal.asks() and terminal.agreed(_("Write it?"))):
        return True
    say(_("Nothing was written."))
    if not terminal.asks():
        say(_("With --yes it is written."))
    return False


def consequences(outcome: Outcome) -> None:
    """Tell which rows become others, and what that does to years, sums and warnings."""
    # Imported here so that a mistake is reported before pandas is loaded.
    from defector_stats.analysis.dataset import Dataset
    from defector_stats.text import differences, edits

    before, after = Dataset(outcome.before), Dataset(outcome.after)
    say(*edits.lines(outcome.edit))
    if outcome.edit.rows:
        said = [*differences.newest(before, after), *differences.aftermath(before, after)]
        say(*(f"- {line}" for line in said))

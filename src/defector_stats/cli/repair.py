"""`defector-stats repair`: dates that a spreadsheet program turned into another form."""

from __future__ import annotations

import argparse
from pathlib import Path

from defector_stats.cli import changing
from defector_stats.cli.terminal import say
from defector_stats.i18n.messages import _


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command to a parser."""
    file = _("the data file, as sources.csv, or another version of it")
    parser.add_argument("file", type=Path, help=file)
    order = _("what comes first in 3/12/2004, where the file does not show it")
    parser.add_argument("--order", choices=("mdy", "dmy"), help=order)
    changing.arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Show the cells, mend those that are plain after a yes. Return the exit code."""
    return changing.guarded(lambda: _repair(options))


def _repair(options: argparse.Namespace) -> int:
    # Imported here so that help is given without it.
    from defector_stats.storage import repairing

    path = options.file if options.file.exists() else options.data / options.file
    repair = repairing.propose(path, options.order)
    if not repair.cells:
        say(_("No date of {file} was turned into another form.").format(file=path))
        return 0
    say(_("A spreadsheet program turned dates of {file} into another form:").format(file=path))
    for cell in repair.cells:
        meant = cell.meant or _("not plain: {dates}").format(
            dates=", ".join(cell.readings) or _("the year is lost")
        )
        said = _("line {line}, {column}: {cell} → {date}")
        say(said.format(line=cell.line, column=repair.column, cell=cell.cell, date=meant))
    if options.dry_run or repair.after == repair.before:
        say(_("Nothing was written."))
        return 0 if options.dry_run else 1
    if not changing.agreed(options):
        return 1
    repairing.write(repair, options.data)
    say(_("Written."))
    return 0

"""`defector-stats changes`: what each document changed."""

import argparse

from defector_stats.cli.terminal import complain, say
from defector_stats.dates import first_day
from defector_stats.errors import Problem
from defector_stats.i18n.languages import LANGUAGES
from defector_stats.i18n.messages import N_, Said, _, speaking, spoken


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command to a parser."""
    chosen = parser.add_mutually_exclusive_group()
    chosen.add_argument("source", nargs="?", help=_("id of a document (default: all of them)"))
    chosen.add_argument("--since", metavar="DAY", help=_("documents from a day on (2026-02-04)"))
    parser.add_argument(
        "--lang", choices=LANGUAGES, default=spoken(), help=_("language of the words")
    )


def run(options: argparse.Namespace) -> int:
    """Print what a document, or each of them, stated first, revised, confirmed or repeated."""
    with speaking(options.lang):
        return _print(options)


def _print(options: argparse.Namespace) -> int:
    # Imported here so that help is given without them.
    from defector_stats.analysis.dataset import load
    from defector_stats.storage.cells import nearest
    from defector_stats.text import tables

    try:
        since = first_day(options.since) if options.since else None
    except ValueError:
        return _refuse(Problem("", 0, "", options.since, Said(N_("a day (2026-02-04)"))))
    dataset = load(options.data)
    ids = sorted({*dataset.figures["source"], *dataset.totals["source"]})
    if options.source and options.source not in ids:
        expected = Said(N_("the id of a document that states a figure or a total"))
        meant = nearest(options.source, ids)
        return _refuse(Problem("", 0, "", options.source, expected, meant))
    for document, changed in tables.changes(dataset.figures, dataset.totals, since).rows:
        if options.source in (None, document.value):
            say(f"{document.text} [{document.value}]", f"  {changed.text}")
    return 0


def _refuse(problem: Problem) -> int:
    complain(str(problem).removeprefix(": "))
    return 1

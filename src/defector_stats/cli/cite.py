"""`defector-stats cite`: sources, or the data set itself, as citations."""

import argparse
import json
import sys
from collections.abc import Callable

from defector_stats.cli.data import load
from defector_stats.errors import Problem
from defector_stats.i18n.messages import N_, Said, _
from defector_stats.storage.cells import nearest
from defector_stats.text import citations

CITED: dict[str, Callable[[list[citations.Citable]], str]] = {
    "apa": lambda sources: "\n".join(map(citations.plain, sources)),
    "bibtex": citations.bibtex,
    "csl": lambda sources: json.dumps(citations.csl_json(sources), ensure_ascii=False, indent=1),
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command to a parser."""
    parser.add_argument(
        "source", nargs="*", help=_("id of a source (default: the data set itself)")
    )
    parser.add_argument("--all", action="store_true", help=_("all sources"))
    parser.add_argument("--format", choices=CITED, default="apa")


def run(options: argparse.Namespace) -> int:
    """Print the citations of sources, or of the data set itself."""
    dataset, fingerprint = load(options.data)
    known = {row["source"]: row for _place, row in dataset.sources.iterrows()}
    wrong = [name for name in options.source if name not in known]
    if wrong:
        meant = nearest(wrong[0], sorted(known))
        problem = Problem("", 0, "", wrong[0], Said(N_("the id of a source in sources.csv")), meant)
        print(str(problem).removeprefix(": "), file=sys.stderr)
        return 1
    chosen = known if options.all else options.source
    itself = citations.data_set(dataset.publications, fingerprint)
    print(CITED[options.format]([known[name] for name in chosen] or [itself]).rstrip())
    return 0

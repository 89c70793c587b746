"""`defector-stats cite`: sources, or the data set itself, as citations."""

import argparse
import json

from defector_stats.cli.terminal import UNSEEN, complain, say
from defector_stats.errors import Problem
from defector_stats.i18n.languages import LANGUAGES
from defector_stats.i18n.messages import N_, Said, _, speaking, spoken

PLAIN, BIBTEX, CSL = "apa", "bibtex", "csl"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command to a parser."""
    parser.add_argument(
        "source", nargs="*", help=_("id of a source (default: the data set itself)")
    )
    parser.add_argument("--all", action="store_true", help=_("all sources"))
    parser.add_argument(
        "--format",
        choices=(PLAIN, BIBTEX, CSL),
        default=PLAIN,
        help=_("plain text (apa; in Korean as its press cites), BibTeX or CSL-JSON"),
    )
    parser.add_argument(
        "--lang", choices=LANGUAGES, default=spoken(), help=_("language of the words")
    )


def run(options: argparse.Namespace) -> int:
    """Print the citations of sources, or of the data set itself."""
    # Imported here so that help is given without them.
    from defector_stats.analysis import records
    from defector_stats.analysis.dataset import load
    from defector_stats.storage.cells import nearest
    from defector_stats.text import citations

    dataset = load(options.data)
    known = {row["source"]: row for row in records(dataset.sources)}
    wrong = [name for name in options.source if name not in known]
    if wrong:
        meant = nearest(wrong[0], sorted(known))
        problem = Problem("", 0, "", wrong[0], Said(N_("the id of a source in sources.csv")), meant)
        complain(str(problem).removeprefix(": "))
        return 1
    with speaking(options.lang):
        chosen = [known[name] for name in (known if options.all else options.source)]
        cited: list[citations.Citable] = [*chosen] or [citations.data_set(dataset)]
        if options.format == BIBTEX:
            say(citations.bibtex(cited).rstrip())
        elif options.format == CSL:
            items = json.dumps(citations.csl_json(cited), ensure_ascii=False, indent=1)
            # JSON has a way to write what a terminal must not get, so that the text stays whole.
            say(UNSEEN.sub(lambda sign: f"\\u{ord(sign[0]):04x}", items))
        else:
            say(*map(citations.plain, cited))
    return 0

"""The command line: one command, one file."""

import argparse
import sys
import textwrap
from collections.abc import Callable, Sequence
from importlib import metadata
from pathlib import Path

from defector_stats.cli import add, check, cite, export, inspect, serve
from defector_stats.cli.data import data_folder, prepare
from defector_stats.errors import DataError
from defector_stats.i18n.messages import _, ngettext, of_environment, speaking

EXAMPLES = {
    "serve": "defector-stats serve --port 9000",
    "check": "defector-stats check\ndefector-stats check ~/arrivals.csv",
    "add": "defector-stats add 2026 54 --through 3 --male 2 --female 52 --source ID --dry-run\n"
    "defector-stats add 2026 54 --through 3 --source-title TITLE --publisher Newsis "
    "--published 2026-04-20 --url URL",
    "export": "defector-stats export --chart trend,change --as-of 2011-10-31 --years 2005-2010 "
    "--format png,pdf --out pictures\n"
    "defector-stats export --lang ko --theme dark --size square --format png --out pictures",
    "inspect": "defector-stats inspect pictures/*.png",
    "cite": "defector-stats cite\ndefector-stats cite korea-herald-2011-10 --format bibtex",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command in the user's language and return its exit code."""
    # The parser's own words are looked up by these names of its module.
    vars(argparse).update(_=_, ngettext=ngettext)
    with speaking(of_environment()):
        options = _parser().parse_args(arguments)
        try:
            prepare(options.data)
            return int(options.run(options))
        except DataError as error:
            print(_("The data files cannot be used:"), error, sep="\n", file=sys.stderr)
            return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="defector-stats",
        description=_("Published counts of North Korean defectors arriving in South Korea."),
    )
    parser.add_argument(
        "--version", action="version", version=f"%(prog)s {metadata.version('defector-stats')}"
    )
    commands = parser.add_subparsers(dest="command", required=True)

    def command(
        name: str, said: str, run: Callable[[argparse.Namespace], int]
    ) -> argparse.ArgumentParser:
        added = commands.add_parser(
            name,
            help=said,
            description=said,
            epilog="\n".join([_("examples:"), textwrap.indent(EXAMPLES[name], "  ")]),
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        added.set_defaults(run=run)
        folder = _("folder of the CSV files")
        added.add_argument("--data", type=Path, default=data_folder(), help=folder)
        return added

    serve.arguments(command("serve", _("start the dashboard on this computer"), serve.run))
    judged = _("report errors and inconsistencies of the files")
    check.arguments(command("check", judged, check.run))
    add.arguments(command("add", _("add a published figure"), add.run))
    exported = _("write charts and tables of a view as files")
    export.arguments(command("export", exported, export.run))
    found = _("tell where an exported PNG came from")
    inspect.arguments(command("inspect", found, inspect.run))
    cite.arguments(command("cite", _("cite sources, or the data set itself"), cite.run))
    return parser

"""The command line: one command, one file, which is read when it is asked for."""

import argparse
import gc
import sys
import textwrap
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from defector_stats.cli import terminal
from defector_stats.cli.data import data_folder, prepare
from defector_stats.errors import DataError, reason
from defector_stats.i18n.messages import N_, _, ngettext, of_environment, speaking

COMMANDS = {
    "serve": N_("start the dashboard on this computer"),
    "check": N_("report errors and inconsistencies of the files"),
    "add": N_("add figures, totals and events of a document, or a document alone"),
    "import": N_("add what a table states, as one document"),
    "edit": N_("correct a figure, a document, a total or an event"),
    "remove": N_("remove a figure, a document, a total or an event"),
    "repair": N_("mend dates that a spreadsheet program turned into another form"),
    "history": N_("list the last changes of the files"),
    "undo": N_("take a change of the files back"),
    "export": N_("write charts and tables of a view as files"),
    "inspect": N_("tell where an exported PNG came from"),
    "cite": N_("cite sources, or the data set itself"),
    "changes": N_("tell what each document changed"),
    "update": N_("add what this release has and the data folder lacks"),
}
EXAMPLES = {
    "serve": "defector-stats serve --port 9000",
    "check": "defector-stats check\ndefector-stats check ~/arrivals.csv",
    "add": "defector-stats add 2026 54 --through 3 --male 2 --female 52 --source ID --dry-run\n"
    "defector-stats add 2026 54 --through 3 --source-title TITLE --publisher Newsis "
    "--published 2026-04-20 --url URL\n"
    "defector-stats add --figure 2025=223/25/198 --figure 2026-03=54 --total 2026-03-31=34591 "
    "--source-title TITLE --publisher 뉴시스 --kind press --published 2026-04-20\n"
    "defector-stats add --event 2026-03=LABEL --event-ko 이름 --source ID",
    "import": "defector-stats import table.html --published 2026-10 --dry-run\n"
    "defector-stats import - --title TITLE --published 2026-10-05 --url URL --yes\n"
    "defector-stats import kept.csv --column year=when --column arrivals=persons",
    "edit": "defector-stats edit figure 2009 korea-herald-2011-10 --set arrivals=2927\n"
    "defector-stats edit document korea-herald-2011-10 --set published=2011-10-05 --dry-run",
    "remove": "defector-stats remove figure 2026-03 newsis-2026-04\n"
    "defector-stats remove document newsis-2026-04 --with-cited",
    "repair": "defector-stats repair sources.csv\n"
    "defector-stats repair sources.csv --order dmy --yes",
    "history": "defector-stats history",
    "undo": "defector-stats undo\ndefector-stats undo 3 --dry-run",
    "export": "defector-stats export --chart trend,change --as-of 2011-10-31 --years 2005-2010 "
    "--format png,pdf --out pictures\n"
    "defector-stats export --lang ko --theme dark --size square --format png --out pictures\n"
    "defector-stats export --chart trend --format html --out pictures",
    "inspect": "defector-stats inspect pictures/*.png",
    "cite": "defector-stats cite\ndefector-stats cite korea-herald-2011-10 --format bibtex",
    "changes": "defector-stats changes --since 2026-01\ndefector-stats changes yonhap-2012-10",
    "update": "defector-stats update --dry-run",
}


def entry(arguments: Sequence[str] | None = None) -> int:
    """Run a command as a process of its own, and return its exit code.

    Garbage is not collected until a server has drawn its page: other processes end before there
    is much, and to look through all that was loaded, while they run and once more at their end,
    takes an eighth of their time.
    """
    gc.disable()
    try:
        return main(arguments)
    finally:
        gc.freeze()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command in the user's language and return its exit code."""
    # The parser's own words are looked up by these names of its module.
    vars(argparse).update(_=_, ngettext=ngettext)
    arguments = sys.argv[1:] if arguments is None else arguments
    with speaking(of_environment()), terminal.streams() as output:
        options = _parser(arguments).parse_args(arguments)
        code = _run(options)
        sys.stdout.flush()
        return code or int(output.refused is not None)


def _run(options: argparse.Namespace) -> int:
    try:
        options.data = options.data or data_folder()
        prepare(options.data)
        return int(options.run(options))
    except DataError as error:
        terminal.complain(_("The data files cannot be used:"), error)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        terminal.complain(f"{where}{reason(error)}")
    except KeyboardInterrupt:
        terminal.complain("")
    return 1


class _Version(argparse.Action):
    """Print the version, which is looked up only then."""

    def __call__(self, parser: argparse.ArgumentParser, *_arguments: object) -> None:
        from importlib import metadata

        print(parser.prog, metadata.version("defector-stats"))
        parser.exit()


def _parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    """Return the parser of these arguments: the commands that they do not name are not read."""
    parser = argparse.ArgumentParser(
        prog="defector-stats",
        description=_("Published counts of North Korean defectors arriving in South Korea."),
    )
    shown = _("show program's version number and exit")
    parser.add_argument("--version", action=_Version, nargs=0, help=shown)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, said in COMMANDS.items():
        command = commands.add_parser(
            name,
            help=_(said),
            description=_(said),
            epilog="\n".join([_("examples:"), textwrap.indent(EXAMPLES[name], "  ")]),
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        if name in arguments:
            folder = _("folder of the CSV files")
            command.add_argument("--data", type=Path, help=folder)
            module = import_module(f"defector_stats.cli.{name}")
            module.arguments(command)
            command.set_defaults(run=module.run)
    return parser

"""The command line: `defector-stats serve`, `check`, `add`, `export`, `inspect` and `cite`."""

import argparse
import logging
import os
import socket
import sys
import textwrap
import threading
import webbrowser
from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib import metadata
from pathlib import Path

from defector_stats import adding, analysis, exporting
from defector_stats.analysis import consistency
from defector_stats.errors import DataError, Problem
from defector_stats.i18n.messages import N_, Said, _, ngettext, of_environment, speaking
from defector_stats.storage import repository
from defector_stats.storage.schema import Tables

HOST, PORT = "127.0.0.1", 8050


def data_folder() -> Path:
    """Return the folder of the data files: $DEFECTOR_STATS_DATA, else `data` beside app.py."""
    beside_app = Path(__file__).parents[2] / "data"
    return Path(os.environ.get("DEFECTOR_STATS_DATA") or beside_app)


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

    _serve_arguments(command("serve", _("start the dashboard on this computer"), _serve))
    check = command("check", _("report errors and inconsistencies of the files"), _check)
    version = _("one file, to stand in for its namesake")
    check.add_argument("file", nargs="?", type=Path, help=version)
    adding.arguments(command("add", _("add a published figure"), adding.run))
    exported = _("write charts and tables of a view as files")
    exporting.export_arguments(command("export", exported, exporting.run_export))
    found = _("tell where an exported PNG came from")
    inspect = command("inspect", found, exporting.run_inspect)
    inspect.add_argument("file", nargs="+", type=Path, help=_("PNG file"))
    cite = command("cite", _("cite sources, or the data set itself"), exporting.run_cite)
    cite.add_argument("source", nargs="*", help=_("id of a source (default: the data set itself)"))
    cite.add_argument("--all", action="store_true", help=_("all sources"))
    cite.add_argument("--format", choices=exporting.CITED, default="apa")
    return parser


def _serve_arguments(serve: argparse.ArgumentParser) -> None:
    listening = _("address to listen on (default {host})").format(host=HOST)
    serve.add_argument("--host", default=HOST, help=listening)
    port = _("exactly this port (default: {port} or the next free one)").format(port=PORT)
    serve.add_argument("--port", type=_port, help=port)
    serve.add_argument(
        "--allow-edit",
        nargs="*",
        metavar="NAME",
        help=_(
            "let the page add figures although other computers reach it, also under these names "
            "of the server"
        ),
    )
    serve.add_argument("--no-browser", action="store_true", help=_("do not open the browser"))
    serve.add_argument("--debug", action="store_true", help=_("for developers: show tracebacks"))


def _check(options: argparse.Namespace) -> int:
    try:
        tables = _read_with(options.data, options.file)
    except DataError as error:
        print(_("Errors, which refuse the files:"), error, sep="\n")
        return 1
    found = consistency.warnings(analysis.figures(tables), analysis.totals(tables))
    print(_("No errors."))
    print(_("Warnings: {count}").format(count=len(found)), *found, sep="\n")
    return 0


def _read_with(folder: Path, file: Path | None) -> Tables:
    """Read the files of a folder, another file in place of the one that it is a version of."""
    if file is None:
        return repository.read(folder)
    try:
        content = file.read_bytes()
    except OSError as error:
        raise DataError(
            [Problem(str(file), 0, "", str(error.strerror), Said(N_("a file")))]
        ) from None
    name = repository.kind_of(file.name, content).file
    try:
        return repository.parse({**repository.contents(folder), name: content})
    except DataError as error:
        raise DataError(
            [
                replace(problem, file=str(file)) if problem.file == name else problem
                for problem in error.problems
            ]
        ) from None


def _serve(options: argparse.Namespace) -> int:
    repository.read(options.data)  # a wrong file is reported before anything starts
    try:
        listening = _listen(options.host, options.port)
    except OSError as error:
        where = f"{options.host}:{options.port or PORT}"
        said = _("Cannot listen on {where}: {reason}.")
        print(said.format(where=where, reason=error.strerror), file=sys.stderr)
        return 1
    # Imported here so that a wrong file or a taken port is reported at once.
    from werkzeug.serving import make_server

    from defector_stats.dashboard import create_app, editors, warm

    may_edit = editors(options.host, options.allow_edit)
    app = create_app(options.data, may_edit)
    if not options.debug:
        logging.getLogger("werkzeug").setLevel(logging.ERROR)  # no line for every request
    else:
        app.enable_dev_tools(debug=True, dev_tools_hot_reload=False)
    server = make_server(options.host, 0, app.server, threaded=True, fd=listening.fileno())
    address = f"http://{options.host}:{listening.getsockname()[1]}/"
    ready = _("The dashboard is at {address} (Ctrl+C stops it)")
    print(ready.format(address=address), flush=True)
    if may_edit is None:
        print(
            _(
                "It is read-only, since other computers reach it; --allow-edit lets them add "
                "figures."
            )
        )
    if not options.no_browser and _has_screen():
        threading.Thread(target=webbrowser.open, args=[address], daemon=True).start()
    threading.Thread(target=warm, args=[app], daemon=True).start()
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print()
    return 0


def _port(text: str) -> int:
    if not (text.isdecimal() and int(text) <= 65535):
        wrong = _("found {port!r}, expected a port from 0 to 65535")
        raise argparse.ArgumentTypeError(wrong.format(port=text))
    return int(text)


def _listen(host: str, port: int | None) -> socket.socket:
    """Return a socket on exactly this port, or on the default one or the next that is free."""
    if port is not None:
        return _bind(host, port)
    for candidate in range(PORT, PORT + 100):
        try:
            listening = _bind(host, candidate)
        except OSError:
            continue
        if candidate != PORT:
            said = _("Port {port} is taken; using {other}.")
            print(said.format(port=PORT, other=candidate), flush=True)
        return listening
    return _bind(host, PORT)


def _bind(host: str, port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    if os.name == "posix":
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(128)
    except OSError:
        listening.close()
        raise
    return listening


def _has_screen() -> bool:
    """Say whether a browser can show a window: without one, Python may open a text browser."""
    if sys.platform in ("darwin", "win32"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))

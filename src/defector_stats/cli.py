"""The command line: `defector-stats serve`, `check`, `add`, `export`, `inspect` and `cite`."""

import argparse
import logging
import os
import socket
import sys
import threading
import webbrowser
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from defector_stats import adding, exporting, model, quality, store
from defector_stats.schema import DataError, Problem, Tables

HOST, PORT = "127.0.0.1", 8050


def data_folder() -> Path:
    """Return the folder of the data files: $DEFECTOR_STATS_DATA, else `data` beside app.py."""
    beside_app = Path(__file__).parents[2] / "data"
    return Path(os.environ.get("DEFECTOR_STATS_DATA") or beside_app)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code; what is wrong with the files is printed."""
    parser = argparse.ArgumentParser(prog="defector-stats", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    serve = commands.add_parser("serve", help="start the dashboard on this computer")
    serve.set_defaults(run=_serve)
    check = commands.add_parser("check", help="report errors and inconsistencies of the files")
    check.set_defaults(run=_check)
    check.add_argument("file", nargs="?", type=Path, help="one file, to stand in for its namesake")
    add = commands.add_parser("add", help="add a published figure")
    adding.arguments(add)
    add.set_defaults(run=adding.run)
    export = commands.add_parser("export", help="write charts and tables of a view as files")
    exporting.export_arguments(export)
    export.set_defaults(run=exporting.run_export)
    inspect = commands.add_parser("inspect", help="tell where an exported PNG came from")
    inspect.add_argument("file", nargs="+", type=Path, help="PNG file")
    inspect.set_defaults(run=exporting.run_inspect)
    cite = commands.add_parser("cite", help="cite sources, or the data set itself")
    cite.add_argument("source", nargs="*", help="id of a source (default: the data set itself)")
    cite.add_argument("--all", action="store_true", help="all sources")
    cite.add_argument("--format", choices=exporting.CITED, default="apa")
    cite.set_defaults(run=exporting.run_cite)
    for command in (serve, check, add, export, inspect, cite):
        command.add_argument(
            "--data", type=Path, default=data_folder(), help="folder of the CSV files"
        )
    serve.add_argument("--host", default=HOST, help=f"address to listen on (default {HOST})")
    serve.add_argument(
        "--port", type=_port, help=f"exactly this port (default: {PORT} or the next free one)"
    )
    serve.add_argument(
        "--allow-edit",
        nargs="*",
        metavar="NAME",
        help="let the page add figures although other computers reach it, "
        "also under these names of the server",
    )
    serve.add_argument("--no-browser", action="store_true", help="do not open the browser")
    serve.add_argument("--debug", action="store_true", help="for developers: show tracebacks")
    options = parser.parse_args(arguments)
    try:
        return int(options.run(options))
    except DataError as error:
        print(f"The data files cannot be used:\n{error}", file=sys.stderr)
        return 1


def _check(options: argparse.Namespace) -> int:
    try:
        tables = _read_with(options.data, options.file)
    except DataError as error:
        print(f"Errors, which refuse the files:\n{error}")
        return 1
    found = quality.warnings(model.figures(tables), model.totals(tables))
    print("No errors.")
    print("\n".join([f"Warnings: {len(found)}", *map(str, found)]))
    return 0


def _read_with(folder: Path, file: Path | None) -> Tables:
    """Read the files of a folder, another file in place of the one that it is a version of."""
    if file is None:
        return store.read(folder)
    try:
        content = file.read_bytes()
    except OSError as error:
        raise DataError([Problem(str(file), 0, "", str(error.strerror), "a file")]) from None
    name = store.kind_of(file.name, content).file
    try:
        return store.parse({**store.contents(folder), name: content})
    except DataError as error:
        raise DataError(
            [
                replace(problem, file=str(file)) if problem.file == name else problem
                for problem in error.problems
            ]
        ) from None


def _serve(options: argparse.Namespace) -> int:
    store.read(options.data)  # a wrong file is reported before anything starts
    try:
        listening = _listen(options.host, options.port)
    except OSError as error:
        where = f"{options.host}:{options.port or PORT}"
        print(f"Cannot listen on {where}: {error.strerror}.", file=sys.stderr)
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
    print(f"The dashboard is at {address} (Ctrl+C stops it)", flush=True)
    if may_edit is None:
        print(
            "It is read-only, since other computers reach it; --allow-edit lets them add figures."
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
        raise argparse.ArgumentTypeError(f"found {text!r}, expected a port from 0 to 65535")
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
            print(f"Port {PORT} is taken; using {candidate}.", flush=True)
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

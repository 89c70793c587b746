"""`defector-stats serve`: start the dashboard on this computer."""

import argparse
import logging
import os
import socket
import sys
import threading
import webbrowser

from defector_stats.cli.data import remind
from defector_stats.cli.terminal import complain, say
from defector_stats.i18n.messages import _

HOST, PORT = "127.0.0.1", 8050


def arguments(serve: argparse.ArgumentParser) -> None:
    """Add the options of the command to a parser."""
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


def run(options: argparse.Namespace) -> int:
    """Serve the page until it is stopped. Return the exit code."""
    from defector_stats.storage import repository

    repository.read(options.data)  # a wrong file is reported before anything starts
    try:
        listening = _listen(options.host, options.port)
    except OSError as error:
        where = f"{options.host}:{options.port or PORT}"
        said = _("Cannot listen on {where}: {reason}.")
        complain(said.format(where=where, reason=error.strerror))
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
    say(ready.format(address=address))
    if may_edit is None:
        say(
            _(
                "It is read-only, since other computers reach it; --allow-edit lets them add "
                "figures."
            )
        )
    remind(options.data)
    if not options.no_browser and _has_screen():
        threading.Thread(target=webbrowser.open, args=[address], daemon=True).start()
    threading.Thread(target=warm, args=[app], daemon=True).start()
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        say("")
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
            say(said.format(port=PORT, other=candidate))
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

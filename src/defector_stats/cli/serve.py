"""`defector-stats serve`: start the dashboard on this computer."""

from __future__ import annotations

import argparse
import gc
import logging
import os
import socket
import threading
from typing import TYPE_CHECKING

from defector_stats.cli import browser
from defector_stats.cli.data import remind
from defector_stats.cli.terminal import complain, say
from defector_stats.errors import reason
from defector_stats.i18n.messages import N_, Said, _

if TYPE_CHECKING:
    from defector_stats.dashboard.permissions import Access
    from defector_stats.dashboard.serving import App

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
            "let the page add figures although other computers reach it, also under these names"
        ),
    )
    serve.add_argument(
        "--allow-host",
        nargs="+",
        metavar="NAME",
        type=_name,
        default=[],
        help=_("further names under which the server answers (stats.example.org)"),
    )
    serve.add_argument(
        "--embed-in",
        nargs="+",
        metavar="SITE",
        type=_site,
        default=[],
        help=_("sites whose pages may show the dashboard in a frame (https://example.org)"),
    )
    serve.add_argument("--no-browser", action="store_true", help=_("do not open the browser"))
    serve.add_argument("--debug", action="store_true", help=_("for developers: show tracebacks"))


def run(options: argparse.Namespace) -> int:
    """Serve the page until it is stopped. Return the exit code."""
    try:
        listening = _listen(options.host, options.port)
    except OSError as error:
        where = f"{options.host}:{options.port or PORT}"
        unknown = isinstance(error, socket.gaierror)
        why = Said(N_("Name or service not known")) if unknown else reason(error)
        complain(_("Cannot listen on {where}: {reason}.").format(where=where, reason=why))
        return 1
    # Imported here so that a taken port is reported at once.
    from defector_stats.dashboard import create_app, listen

    access = _access(options)
    app = create_app(options.data, access)
    files = app.live.now()
    if files.error:
        listening.close()
        raise files.error
    if not options.debug:
        logging.getLogger("werkzeug").setLevel(logging.ERROR)  # no line for every request
    else:
        app.enable_dev_tools(debug=True, dev_tools_hot_reload=False)
    server = listen(app, options.host, listening)
    address = f"http://{_in_address(options.host)}:{listening.getsockname()[1]}/"
    if access.token:
        address += f"?token={access.token}"
    ready = _("The dashboard is at {address} (Ctrl+C stops it)")
    say(ready.format(address=address))
    if access.token:
        say(_("Whoever opens this address may add figures, until the server stops."))
    else:
        say(
            _(
                "It is read-only, since other computers reach it; --allow-edit lets them add "
                "figures."
            )
        )
    if files.dataset:
        remind(options.data, files.dataset.tables)
    page = None
    if not options.no_browser and browser.has_screen():
        page = browser.private_page(address)
        threading.Thread(target=browser.show, args=[page], daemon=True).start()
    threading.Thread(target=_warm, args=[app], daemon=True).start()
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        say("")
    finally:
        browser.remove(page)
    return 0


def _warm(app: App) -> None:
    """Draw the page before its first reader asks; from then on garbage is collected.

    What was loaded until then stays, so that nobody waits while the collector looks through it.
    """
    from defector_stats.dashboard import warm

    try:
        warm(app)
    finally:
        gc.freeze()
        gc.enable()


def _access(options: argparse.Namespace) -> Access:
    """Return who is answered, and who may write."""
    from defector_stats.dashboard import permissions

    edited = options.allow_edit is not None or permissions.of_this_computer(options.host)
    token = permissions.token_of_environment() or permissions.new_token()
    names = [*options.allow_host, *(options.allow_edit or [])]
    return permissions.access(options.host, token if edited else "", names, options.embed_in)


def _in_address(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _name(text: str) -> str:
    from defector_stats.dashboard.permissions import name_of

    if name_of(text) != text.lower():
        wrong = _("found {name!r}, expected a name such as stats.example.org")
        raise argparse.ArgumentTypeError(wrong.format(name=text))
    return text


def _site(text: str) -> str:
    from defector_stats.dashboard.permissions import SITE

    if not SITE.fullmatch(text):
        wrong = _("found {site!r}, expected a site such as https://example.org")
        raise argparse.ArgumentTypeError(wrong.format(site=text))
    return text


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

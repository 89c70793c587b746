"""The browser of whoever started the server, opened at the address that nobody else may see."""

import os
import sys
import tempfile
import webbrowser
from contextlib import suppress
from html import escape
from pathlib import Path

PAGE = '<!doctype html>\n<meta http-equiv="refresh" content="0; url={address}">\n'


def has_screen() -> bool:
    """Say whether a browser can show a window: without one, Python may open a text browser."""
    if sys.platform in ("darwin", "win32"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def private_page(address: str) -> Path:
    """Return a file that leads to an address, and that no other user of the computer can read."""
    descriptor, path = tempfile.mkstemp(".html", "defector-stats-", _folder())
    os.write(descriptor, PAGE.format(address=escape(address)).encode())
    os.close(descriptor)
    return Path(path)


def show(page: Path) -> None:
    """Open a file in the browser: the arguments of a command, other users see."""
    webbrowser.open(page.as_uri())


def remove(page: Path | None) -> None:
    """Remove the file."""
    with suppress(OSError):
        if page:
            page.unlink()


def _folder() -> str | None:
    """Return where a browser looks that the system shuts in: at home, in no hidden folder."""
    home = Path.home()
    return str(home) if os.access(home, os.W_OK) else None

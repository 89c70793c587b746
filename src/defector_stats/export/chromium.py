"""The Chromium or Chrome of this machine, which makes pictures of figures and asks no host."""

from __future__ import annotations

import asyncio
import logging
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import warnings
from collections import deque
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from defector_stats import errors
from defector_stats.i18n.messages import _

if TYPE_CHECKING:  # it takes long, and tables are written without it
    from kaleido import Kaleido

    from defector_stats.export.picture import Drawing

    Finished = Callable[[Drawing, str, "bytes | BrowserError"], None]

START, PICTURE, STOP = 30.0, 60.0, 5.0
"""Seconds after which a browser's start, one picture, and its end are given up."""
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLACES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
)
POPUPS = "WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup"
"""Pages that each window prepares for its address line, though it shows none: half of a start."""
OFFLINE = (
    "--disable-background-networking",
    f"--disable-features=MediaRouter,DialMediaRouteProvider,{POPUPS}",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--no-proxy-server",
)
"""With these it looks up no name, neither for a picture nor for updates, accounts and searches."""
T = TypeVar("T")


class BrowserError(Exception):
    """The browser, or what it gave, cannot be used."""


def find() -> str | None:
    """Return the path of a Chromium or Chrome ($CHROMIUM first), None if there is none."""
    found = [os.environ.get("CHROMIUM"), *map(shutil.which, NAMES)]
    places = [place for place in PLACES if Path(place).exists()]
    return next(filter(None, [*found, *places]), None)


def missing() -> str:
    """Say that there is no browser, and how one is installed."""
    said = _("No Chromium or Chrome was found: {command}")
    return said.format(command=how_to_install())


def sandboxed() -> bool:
    """Say whether the browser shuts itself in, which Chromium does for all but root."""
    return not hasattr(os, "geteuid") or os.geteuid() != 0


def how_to_install() -> str:
    """Return the command that installs one on this kind of machine."""
    if sys.platform == "darwin":
        return "brew install --cask chromium"
    if sys.platform == "win32":
        return "winget install Google.Chrome"
    return "sudo apt-get install chromium fonts-noto-cjk"


def has_hangul() -> bool:
    """Say whether a font with Korean letters is installed, as far as fontconfig can tell."""
    if not shutil.which("fc-list"):
        return True
    fonts = subprocess.run(["fc-list", ":lang=ko"], capture_output=True, check=False)
    return bool(fonts.stdout.strip())


def render(path: str, pictures: Iterable[tuple[Drawing, str]], finished: Finished) -> None:
    """Draw pictures in the browser at `path`; hand over each when it is finished, or why not.

    A picture is a drawing and a format: png, svg or pdf. One that fails leaves the others alone.
    Raises BrowserError, with all of the browser ended, when it does not start.
    """
    for library in ("kaleido", "choreographer", "browser_proc"):
        logging.getLogger(library).setLevel(logging.CRITICAL)
    with warnings.catch_warnings(action="ignore"):
        asyncio.run(_render(path, deque(pictures), finished))


async def _render(path: str, waiting: deque[tuple[Drawing, str]], finished: Finished) -> None:
    asyncio.get_running_loop().set_exception_handler(lambda *_lost: None)
    while waiting:
        async with _started(path) as kaleido:
            failed = False
            while waiting and not failed:  # one that failed may have broken the browser
                drawing, form = waiting.popleft()
                content = await _drawn(kaleido, drawing, form)
                failed = isinstance(content, BrowserError)
                finished(drawing, form, content)


@asynccontextmanager
async def _started(path: str) -> AsyncIterator[Kaleido]:
    from choreographer.browsers.chromium import Chromium
    from kaleido import Kaleido, PageGenerator
    from plotly import package_data

    class Offline(Chromium):
        def get_cli(self) -> list[str]:
            return [*super().get_cli(), *OFFLINE]

        def get_env(self) -> dict[str, str]:
            return {**super().get_env(), "TMPDIR": tempfile.gettempdir()}

    if not Path(path).is_file():
        raise BrowserError(_unusable(path, _("there is no such file")))
    plotly = Path(package_data.__path__[0]) / "plotly.min.js"
    kaleido = Kaleido(
        path=path,
        page_generator=PageGenerator(plotly=plotly, mathjax=False),
        browser_cls=Offline,
        enable_sandbox=sandboxed(),
    )
    try:
        try:
            await _within(START, kaleido, kaleido.open())
        except BrowserError as error:
            raise BrowserError(_unusable(path, str(error))) from error
        yield kaleido
    finally:
        with suppress(Exception):
            await _within(STOP, kaleido, kaleido.close())
        _kill(kaleido)


async def _drawn(kaleido: Kaleido, drawing: Drawing, form: str) -> bytes | BrowserError:
    size = drawing.size
    scale = size.scale if form == "png" else 1
    options = {"format": form, "width": size.width, "height": size.height, "scale": scale}
    try:
        content: bytes = await _within(
            PICTURE, kaleido, kaleido.calc_fig(drawing.figure, opts=options)
        )
    except BrowserError as error:
        return error
    return content


async def _within(seconds: float, kaleido: Kaleido, work: Coroutine[Any, Any, T]) -> T:
    """Wait for something that the browser does; what takes longer ends with the browser.

    Raises BrowserError, with the reason.
    """
    task = asyncio.create_task(work)
    await asyncio.wait({task}, timeout=seconds)
    if not task.done():
        _kill(kaleido)
        task.cancel()
        await asyncio.wait({task}, timeout=STOP)
        raise BrowserError(_("no answer within {count} seconds").format(count=int(seconds)))
    if task.cancelled():  # by Kaleido, whose browser is gone
        raise BrowserError(_("it ended"))
    try:
        return task.result()
    except Exception as error:
        raise BrowserError(_reason(error)) from error


def _reason(error: Exception) -> str:
    from choreographer.browsers import BrowserClosedError, BrowserFailedError
    from choreographer.channels import ChannelClosedError

    if isinstance(error, BrowserClosedError | BrowserFailedError | ChannelClosedError):
        return _("it ended")
    if isinstance(error, LookupError | TypeError | AttributeError):
        return _("it does not answer as a browser does")
    if isinstance(error, OSError):
        return str(errors.reason(error))
    return str(error).partition("\n")[0] or type(error).__name__


def _unusable(path: str, reason: str) -> str:
    return _("{path} draws no pictures: {reason}").format(path=path, reason=reason)


def _kill(kaleido: Kaleido) -> None:
    """End the browser with all that it started."""
    process = getattr(kaleido, "subprocess", None)
    if process is None or (process.poll() is not None and os.name != "posix"):
        return
    if os.name == "posix":
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True)

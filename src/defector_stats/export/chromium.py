"""The Chromium or Chrome of this machine, which makes pictures of figures."""

import asyncio
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import plotly

from defector_stats.export.picture import Drawing

FORMATS = ("png", "svg", "pdf")
PLOTLY_JS = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLACES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
)


def find() -> str | None:
    """Return the path of a Chromium or Chrome ($CHROMIUM first), None if there is none."""
    found = [os.environ.get("CHROMIUM"), *map(shutil.which, NAMES)]
    places = [place for place in PLACES if Path(place).exists()]
    return next(filter(None, [*found, *places]), None)


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


Finished = Callable[[Drawing, str, bytes], None]


def render(path: str, pictures: Iterable[tuple[Drawing, str]], finished: Finished) -> None:
    """Draw pictures in one start of the browser at `path`; hand over each when it is finished.

    A picture is a drawing and a format: png, svg or pdf.
    """
    asyncio.run(_render(path, pictures, finished))


async def _render(path: str, pictures: Iterable[tuple[Drawing, str]], finished: Finished) -> None:
    # Imported here so that tables are written without it.
    from kaleido import Kaleido, PageGenerator

    page = PageGenerator(plotly=PLOTLY_JS, mathjax=False)
    async with Kaleido(path=path, page_generator=page) as kaleido:
        for drawing, form in pictures:
            size = drawing.size
            scale = size.scale if form == "png" else 1
            options = {"format": form, "width": size.width, "height": size.height, "scale": scale}
            finished(drawing, form, await kaleido.calc_fig(drawing.figure, opts=options))

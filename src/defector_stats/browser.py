"""The Chromium or Chrome of this machine, which draws the pictures."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

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

"""Install the browsers that the tests of the page look with, as far as this machine lets us.

Chromium is needed. WebKit and Firefox are not: without them their tests are skipped, and say so.
"""

import os
import shutil
import subprocess
import sys
from types import ModuleType

from tests.browser.engines import chromium, firefox, webkit

ENGINES = (chromium, webkit, firefox)


def _commands(missing: list[ModuleType]) -> list[list[str]]:
    if shutil.which("apt-get"):
        # Nobody is asked for a password for what is not needed.
        sudo = ["sudo"] if chromium in missing else ["sudo", "--non-interactive"]
        apt = [*([] if os.geteuid() == 0 else sudo), "apt-get"]
        install = [*apt, "install", "-y", "-qq", "--no-install-recommends"]
        # One after the other: not every system that has apt has every package.
        return [[*apt, "update", "-qq"], *([*install, *engine.PACKAGES] for engine in missing)]
    if shutil.which("brew") and chromium in missing:
        return [["brew", "install", "--cask", "chromium"]]
    return []


def main() -> int:
    """Install what is missing; return 1 when there is no Chromium afterwards."""
    missing = [engine for engine in ENGINES if engine.missing()]
    for command in _commands(missing) if missing else []:
        print("Installing browsers:", " ".join(command), flush=True)
        subprocess.run(command, check=False, stdout=subprocess.DEVNULL)
    for engine in missing:
        if reason := engine.missing():
            print(reason, file=sys.stderr)
    return 1 if chromium.missing() else 0


if __name__ == "__main__":
    sys.exit(main())

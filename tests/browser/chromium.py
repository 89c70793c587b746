"""Find a Chromium for the tests of the page; run as a script, install one where there is none."""

import os
import shutil
import subprocess
import sys

from defector_stats.export.chromium import find

FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def _install_commands() -> list[list[str]]:
    if shutil.which("apt-get"):
        as_root = [] if os.geteuid() == 0 else ["sudo"]
        packages = ["chromium", "fonts-noto-cjk"]
        install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
        return [[*as_root, "apt-get", "update", "-qq"], [*as_root, *install]]
    if shutil.which("brew"):
        return [["brew", "install", "--cask", "chromium"]]
    return []


def main() -> int:
    """Install Chromium if there is none; return 1 when that is not possible here."""
    if not find():
        for command in _install_commands():
            print("Installing Chromium:", " ".join(command), flush=True)
            subprocess.run(command, check=False, stdout=subprocess.DEVNULL)
    path = find()
    if not path:
        print("No Chromium found: install Chromium or Chrome, or set CHROMIUM.", file=sys.stderr)
        return 1
    print(f"Chromium: {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

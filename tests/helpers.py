"""What several tests need: where the shipped files are, a command as a process, edits of a file."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
SHIPPED = ROOT / "data"
SAMPLE = ROOT / "tests" / "sample"
"""The files as of February 2026: tests of behaviour hold when figures are added to the shipped."""

TOKEN = "secret-of-the-tests"
"""Of the servers that tests start, for whoever may write."""


def command(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `defector-stats` in a process of its own."""
    code = "import sys; from defector_stats.cli.main import entry; sys.exit(entry())"
    return subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True)


def edit(folder: Path, file: str, change: Callable[[bytes], bytes]) -> None:
    path = folder / file
    path.write_bytes(change(path.read_bytes()))


def replace_line(folder: Path, file: str, number: int, text: str) -> None:
    def change(content: bytes) -> bytes:
        lines = content.splitlines(keepends=True)
        lines[number - 1] = text.encode() + b"\n"
        return b"".join(lines)

    edit(folder, file, change)

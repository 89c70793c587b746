"""A command in a terminal of its own, for the tests."""

import os
import subprocess
import sys

import pytest


def in_a_terminal(*arguments: object, answers: list[str]) -> tuple[int, str]:
    """Run `defector-stats`, typing an answer to every question; return its code and its words."""
    pty = pytest.importorskip("pty")
    terminal, its_end = pty.openpty()
    code = "import sys; from defector_stats.cli.main import entry; sys.exit(entry())"
    command = [sys.executable, "-c", code, *map(str, arguments)]
    process = subprocess.Popen(command, stdin=its_end, stdout=its_end, stderr=its_end)
    os.close(its_end)
    shown, waiting = b"", list(answers)
    while True:
        try:
            shown += os.read(terminal, 4096)
        except OSError:  # the terminal closes when the command ends
            break
        if shown.endswith((b": ", b"[y/N] ")) and waiting:
            os.write(terminal, waiting.pop(0).encode())
    os.close(terminal)
    ended = process.wait()
    assert not waiting, shown.decode()
    return ended, shown.decode()

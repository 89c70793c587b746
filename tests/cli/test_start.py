"""What a command loads before it answers: nothing that it does not need."""

import json
import subprocess
import sys

import pytest

from tests.helpers import SAMPLE

LARGE = ["pandas", "plotly", "kaleido", "dash", "pydantic"]


def loaded(*arguments: str) -> set[str]:
    """Run a command in a process of its own and return which large libraries it has loaded."""
    code = f"""
import json, sys
from defector_stats.cli.main import main
try:
    main({list(arguments)!r})
except SystemExit:
    pass
print(json.dumps([name for name in {LARGE!r} if name in sys.modules]), file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(json.loads(done.stderr.splitlines()[-1]))


@pytest.mark.parametrize(
    "task",
    [
        ["--help"],
        ["--version"],
        ["add", "--help"],
        ["check", "--help"],
        ["changes", "--help"],
        ["cite", "--help"],
        ["edit", "--help"],
        ["history", "--help"],
        ["import", "--help"],
        ["inspect", "--help"],
        ["remove", "--help"],
        ["repair", "--help"],
        ["serve", "--help"],
        ["undo", "--help"],
    ],
    ids=" ".join,
)
def test_help_is_given_without_large_libraries(task: list[str]) -> None:
    assert not loaded(*task)


def test_the_files_are_checked_without_what_draws() -> None:
    assert loaded("check", "--data", str(SAMPLE)) == {"pandas", "pydantic"}


def test_a_mistake_is_reported_before_the_frames_are_loaded() -> None:
    assert "pandas" not in loaded("add", "2026", "x", "--source", "?", "--data", str(SAMPLE))


def test_a_command_looks_for_no_garbage_and_a_server_does_when_its_page_is_drawn() -> None:
    code = """
import gc, sys, threading
from defector_stats.cli.main import entry
print(entry(["check", "--data", sys.argv[1]]), gc.isenabled(), gc.get_freeze_count() > 0)
import werkzeug.serving
def when_the_page_is_drawn(_server):
    for thread in threading.enumerate()[1:]:
        thread.join()
    print(gc.isenabled())
werkzeug.serving.BaseWSGIServer.serve_forever = when_the_page_is_drawn
print(entry(["serve", "--no-browser", "--port", "0", "--data", sys.argv[1]]))
"""
    done = subprocess.run(
        [sys.executable, "-c", code, str(SAMPLE)], capture_output=True, text=True, check=True
    )
    lines = done.stdout.splitlines()
    assert "0 False True" in lines
    assert lines[-2:] == ["True", "0"]

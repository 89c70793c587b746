"""Time commands that load no more than they need beside what Python and pandas take by themselves.

Run: python benchmarks/commands.py [TURNS]. Every command is a process of its own, one after the
other in every turn; the medians of what each takes of a processor are printed, since that is the
same while others use the machine, too.
"""

import os
import resource
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
COMMAND = "from defector_stats.cli.main import entry; raise SystemExit(entry({arguments}))"
NOTHING, PANDAS = "python -c pass", "python -c 'import pandas'"
BESIDE = {
    "--help": NOTHING,
    "--version": NOTHING,
    "add --help": NOTHING,
    "check": PANDAS,
}
"""What each command is measured beside."""
TURNS = 7


def seconds(code: str) -> float:
    """Return the seconds of a processor that Python takes for some code."""
    # As for any user, modules are compiled once and not at every start.
    usual = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=usual, stdout=subprocess.DEVNULL, check=True
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Print the seconds of each command, and the ratio to what it is measured beside."""
    turns = int(sys.argv[1]) if len(sys.argv) > 1 else TURNS
    codes = {NOTHING: "pass", PANDAS: "import pandas"}
    codes |= {name: COMMAND.format(arguments=name.split()) for name in BESIDE}
    for code in codes.values():
        seconds(code)
    runs = [{name: seconds(code) for name, code in codes.items()} for _turn in range(turns)]
    median = {name: statistics.median(run[name] for run in runs) for name in codes}
    print(f"{'command':26}{'seconds':>9}   times")
    for name, taken in median.items():
        beside = f"{taken / median[BESIDE[name]]:8.1f} {BESIDE[name]}" if name in BESIDE else ""
        print(f"{name:26}{taken:9.2f}{beside}")


if __name__ == "__main__":
    main()

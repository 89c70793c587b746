"""Time 50 readers who click at once, under gunicorn with 2 workers.

Run: python benchmarks/serving.py. Every reader waits for an answer before the next click. The
clicks are changes of the years, of the day and of the split, in an order of their own for each
reader; 5,000 in all, after 500 that warm the workers up. The same again while 200 further readers
have the page open and do nothing: each page asks once a minute whether the files changed, since
this server cannot be edited.
"""

import os
import random
import statistics
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from page import ROOT, click_answer, click_requests, free_port, memory

READERS, CLICKS, WARMING = 50, 5000, 500
IDLE, EVERY = 200, 60
"""Readers who do nothing, and the seconds after which the page of each asks again."""


def choices() -> list[str]:
    """Return the views that the readers choose."""
    years = [
        f"?years={first}-{last}" for first in range(1998, 2012, 2) for last in range(2014, 2026, 2)
    ]
    days = [f"?as-of={day}" for day in ("article", "2012-01-11", "2014-06-01", "2024-10-31")]
    return [*years, *days, "?split=sex", "?events=off", "?as-of=article&compare=latest"]


def click(address: str, bodies: list[bytes], clicks: int, seed: int) -> list[float]:
    """Click as one reader; return the seconds of each answer."""
    order = random.Random(seed)
    return [click_answer(address, order.choice(bodies))[0] for _ in range(clicks)]


def run(address: str, bodies: list[bytes], clicks: int, seed: int) -> tuple[list[float], float]:
    """Let all readers click; return the seconds of each answer and of all together."""
    begun = time.perf_counter()
    with ThreadPoolExecutor(READERS) as readers:
        parts = [
            readers.submit(click, address, bodies, clicks // READERS, seed + place)
            for place in range(READERS)
        ]
        times = [each for part in parts for each in part.result()]
    return times, time.perf_counter() - begun


@contextmanager
def idle_readers(address: str) -> Iterator[list[float]]:
    """Ask what the pages of idle readers ask; yield the seconds of each answer."""
    times: list[float] = []
    ended = threading.Event()

    def ask() -> None:
        while not ended.wait(EVERY / IDLE):
            begun = time.perf_counter()
            urllib.request.urlopen(f"{address}version").close()
            times.append(time.perf_counter() - begun)

    asking = threading.Thread(target=ask)
    asking.start()
    try:
        yield times
    finally:
        ended.set()
        asking.join()


def said(times: list[float], whole: float) -> str:
    """Return how many answers there were in how many seconds, and how long they took."""
    ordered = sorted(times)
    return (
        f"{len(ordered) / whole:.0f} a second, median {statistics.median(ordered) * 1000:.0f} ms, "
        f"99 of 100 within {ordered[int(len(ordered) * 0.99)] * 1000:.0f} ms"
    )


def children(process: int) -> list[int]:
    """Return the processes that a process has started."""
    found = Path(f"/proc/{process}/task/{process}/children").read_text()
    return list(map(int, found.split()))


def main() -> None:
    """Print what the readers saw, and the memory of the workers before and after."""
    port = free_port()
    address = f"http://127.0.0.1:{port}/"
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "--workers",
        "2",
        "--threads",
        "4",
        "--bind",
        f"127.0.0.1:{port}",
        "app:server",
    ]
    log = subprocess.DEVNULL
    with subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log, env=os.environ) as server:
        try:
            while True:
                try:
                    urllib.request.urlopen(address).close()
                    break
                except OSError:
                    time.sleep(0.01)
            bodies = click_requests(address, choices())
            run(address, bodies, WARMING, 0)
            before = sum(map(memory, children(server.pid)))
            alone = run(address, bodies, CLICKS, 1000)
            with idle_readers(address) as asked:
                beside = run(address, bodies, CLICKS, 2000)
            after = sum(map(memory, children(server.pid)))
        finally:
            server.terminate()
    print(f"{CLICKS:,} clicks of {READERS} readers, no error: {said(*alone)}")
    print(f"beside {IDLE} idle readers: {said(*beside)}")
    print(f"the {len(asked)} questions of these: {said(asked, beside[1])}")
    print(f"memory of both workers: {before:.0f} MB before, {after:.0f} MB after")


if __name__ == "__main__":
    main()

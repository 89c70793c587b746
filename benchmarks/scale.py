"""Time the page with generated files of 10,000 and 100,000 figures beside the shipped one.

Run: python benchmarks/scale.py. Start is a new process to its first answer, first page is what the
browser asks for then, a click is a change of the years with everything that follows from it.
"""

import csv
import os
import shutil
import statistics
import tempfile
import time
import urllib.request
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from page import DATA, click_answer, click_requests, served

CLICKS = 5


def generate(folder: Path, figures: int) -> None:
    """Write files with that many figures of 1998-2025, of up to 5,000 invented publications."""
    shutil.copytree(DATA.parent, folder, ignore=shutil.ignore_patterns(".backup", "README.md"))
    random = np.random.default_rng(1)
    publications = min(5000, figures // 8)
    days = np.sort(random.integers(0, 10_000, publications))
    first = np.datetime64("1999-01-01")
    published = [str(first + np.timedelta64(int(day), "D")) for day in days]
    paper = {"publisher": "Paper", "language": "en"}
    append(
        folder / "sources.csv",
        (
            {**paper, "id": f"s{place}", "title": f"Title {place}", "published": day}
            for place, day in enumerate(published)
        ),
    )
    rows: set[tuple[int, int, int]] = set()
    while len(rows) < figures:
        place = int(random.integers(0, publications))
        year = int(random.integers(1998, 2026))
        through = int(random.choice([3, 6, 9, 11, 12, 12, 12]))
        if f"{year}-{through:02}-31" <= published[place]:
            rows.add((year, through, place))
    arrivals = [int(200 * through + random.integers(-3, 4)) for _, through, _ in sorted(rows)]
    append(
        folder / "arrivals.csv",
        (
            {
                "year": year,
                "through": through,
                "arrivals": count,
                "status": "published",
                "source": f"s{place}",
            }
            for (year, through, place), count in zip(sorted(rows), arrivals, strict=True)
        ),
    )


def append(path: Path, rows: Iterable[dict[str, object]]) -> None:
    """Add rows to a file; the columns that they do not name stay blank."""
    with path.open("r+", newline="", encoding="utf-8") as file:
        names = next(csv.reader(file))
        file.seek(0, os.SEEK_END)
        csv.DictWriter(file, names).writerows(rows)


def main() -> None:
    """Print a line for each size."""
    print(f"{'figures':>8}{'start, s':>10}{'first page, s':>15}{'kB':>7}{'click, ms':>11}{'kB':>7}")
    for figures in (0, 10_000, 100_000):
        with tempfile.TemporaryDirectory() as folder:
            data = Path(folder, "data")
            generate(data, figures)
            os.environ["DEFECTOR_STATS_DATA"] = str(data)
            with served("defector-stats") as (address, _, start):
                begun = time.perf_counter()
                request = urllib.request.Request(address, headers={"Accept-Encoding": "br"})
                with urllib.request.urlopen(request, timeout=600) as answer:
                    size = len(answer.read())
                first = time.perf_counter() - begun
                chosen = [f"?years={1999 + place}-2025" for place in range(CLICKS)]
                answers = [click_answer(address, body) for body in click_requests(address, chosen)]
                clicks, sizes = zip(*answers, strict=True)
            print(
                f"{figures:8,}{start:10.2f}{first:15.2f}{size / 1000:7.0f}"
                f"{statistics.median(clicks) * 1000:11.0f}{statistics.median(sizes) / 1000:7.0f}",
                flush=True,
            )


if __name__ == "__main__":
    main()

"""Time the model for the shipped file and for up to a million generated figures.

Run: python benchmarks/model.py. All sizes are measured in one run, in turns, best of five; memory
is the most that the work has at once, asked of Python in a turn that is not timed.
"""

import time
import tracemalloc
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from defector_stats import analysis
from defector_stats.storage import repository
from defector_stats.storage.schema import STATUSES, Figure, Source, Tables

DATA = Path(__file__).parents[1] / "data"
TODAY = date(2026, 12, 31)
TURNS = 5


def generated(rows: int) -> pd.DataFrame:
    """Return figures of 75 years and twelve ends of counting, twenty of each invented document."""
    random = np.random.default_rng(1)
    documents = rows // 20
    days = np.datetime64("1990-01-01") + random.integers(0, 13_000, documents)
    ids = [f"s{number}" for number in range(documents)]
    figures = zip(
        random.integers(1950, 2025, rows).tolist(),
        random.integers(1, 13, rows).tolist(),
        random.integers(0, 3000, rows).tolist(),
        random.choice(STATUSES, rows).tolist(),
        np.repeat(ids, 20).tolist(),
        strict=True,
    )
    blank: dict[str, Any] = {"male": None, "female": None, "note": ""}
    named = ("year", "through", "arrivals", "status", "source")
    of_paper: dict[str, Any] = {
        "title": "Title",
        "publisher": "Paper",
        "author": "",
        "url": "",
        "language": "en",
    }
    return analysis.figures(
        Tables(
            [
                Figure.model_construct(**blank, **dict(zip(named, row, strict=True)))
                for row in figures
            ],
            [
                Source.model_construct(**of_paper, id=id, published=str(day), note="")
                for id, day in zip(ids, days, strict=True)
            ],
            [],
            [],
        )
    )


def work(figures: pd.DataFrame) -> None:
    """Do what a change of the vintage asks of the model."""
    analysis.year_over_year(analysis.as_of(figures, TODAY))
    analysis.revisions(figures)


def seconds(figures: pd.DataFrame) -> float:
    """Return how long the work takes."""
    start = time.perf_counter()
    work(figures)
    return time.perf_counter() - start


def memory(figures: pd.DataFrame) -> float:
    """Return the most memory in MB that the work has at once."""
    tracemalloc.start()
    work(figures)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most / 1e6


def main() -> None:
    """Print a line for each size."""
    shipped = analysis.figures(repository.read(DATA))
    sizes = [shipped, *map(generated, (10_000, 100_000, 1_000_000))]
    turns = [[seconds(figures) for figures in sizes] for _ in range(TURNS)]
    best = [min(times) for times in zip(*turns, strict=True)]
    print("  figures   as_of + year_over_year + revisions     memory")
    for figures, taken in zip(sizes, best, strict=True):
        print(f"{len(figures):9,}   {taken * 1000:31.1f} ms   {memory(figures):5.0f} MB")
    print(f"10 times the figures take {best[3] / best[2]:.1f} times as long")


if __name__ == "__main__":
    main()

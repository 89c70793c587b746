"""Time the model for the shipped file and for 10,000 and 100,000 generated figures.

Run: python benchmarks/model.py. All sizes are measured in one run, in turns, best of five.
"""

import time
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
    """Return figures of 75 years and twelve ends of counting, from invented publications."""
    random = np.random.default_rng(1)
    days = np.datetime64("1990-01-01") + random.integers(0, 13_000, rows)
    ids = [f"s{number}" for number in range(rows)]
    figures = zip(
        random.integers(1950, 2025, rows).tolist(),
        random.integers(1, 13, rows).tolist(),
        random.integers(0, 3000, rows).tolist(),
        random.choice(STATUSES, rows).tolist(),
        ids,
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


def main() -> None:
    """Print a line for each size."""
    sizes = [analysis.figures(repository.read(DATA)), generated(10_000), generated(100_000)]
    turns = [[seconds(figures) for figures in sizes] for _ in range(TURNS)]
    best = [min(times) for times in zip(*turns, strict=True)]
    print("figures   as_of + year_over_year + revisions")
    for figures, taken in zip(sizes, best, strict=True):
        print(f"{len(figures):7,}   {taken * 1000:8.1f} ms")
    print(f"10 times the figures take {best[2] / best[1]:.1f} times as long")


if __name__ == "__main__":
    main()

"""Time the model for the shipped file and for 10,000 and 100,000 generated figures.

Run: python benchmarks/analysis.py. All sizes are measured in one run, in turns, best of five.
"""

import time
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from defector_stats import analysis
from defector_stats.storage import repository

DATA = Path(__file__).parents[1] / "data"
TODAY = date(2026, 12, 31)
TURNS = 5


def generated(rows: int) -> pd.DataFrame:
    """Return figures of 75 years and twelve ends of counting, from invented publications."""
    random = np.random.default_rng(1)
    days = pd.Timestamp("1990-01-01") + pd.to_timedelta(random.integers(0, 13_000, rows), unit="D")
    frame = pd.DataFrame(
        {
            "year": random.integers(1950, 2025, rows),
            "through": random.integers(1, 13, rows),
            "arrivals": random.integers(0, 3000, rows),
            "status": random.choice(["published", "provisional", "corrected"], rows),
            "source": [f"s{number}" for number in range(rows)],
            "known_on": days,
            "line": range(2, rows + 2),
        }
    )
    frame["corrected"] = frame["status"].eq("corrected")
    return frame.sort_values(["known_on", "corrected", "line"], ignore_index=True)


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

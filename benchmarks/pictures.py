"""Time exported pictures: for 1 and for 20, from a cold start and one after the other.

Run: python benchmarks/pictures.py. Cold is a new process, from its start to its last picture;
warm is the time from one finished picture to the next in the same browser.
"""

import itertools
import statistics
import subprocess
import sys
import time
from pathlib import Path

from defector_stats.analysis.dataset import Dataset
from defector_stats.charts.catalogue import CHARTS
from defector_stats.export import chromium
from defector_stats.export.chromium import render
from defector_stats.export.picture import Drawing
from defector_stats.export.sizes import SIZES
from defector_stats.storage import repository
from defector_stats.views.selection import Selection
from defector_stats.views.view import View

DATA = Path(__file__).parents[1] / "data"
VINTAGES = ["latest", "article", "2009-12-31", "2012-01-11", "2024-10-31"]
TURNS = 3


def draw(count: int) -> list[float]:
    """Draw pictures and return the seconds from the start to the end of each."""
    path = chromium.find()
    assert path, "Chromium or Chrome is needed"
    dataset = Dataset(repository.read(DATA))
    drawings = [
        Drawing(Selection(dataset, View(as_of)), name, SIZES["slide"])
        for as_of in VINTAGES
        for name in CHARTS
    ]
    start, ends = time.perf_counter(), []
    pictures = [(drawing, "png") for drawing in drawings[:count]]
    render(path, pictures, lambda *_: ends.append(time.perf_counter() - start))
    return ends


def main() -> None:
    """Print the table."""
    if len(sys.argv) > 1:
        print(*draw(int(sys.argv[1])))
        return
    print("pictures   cold, whole process   cold, each   warm, each")
    for count in (1, 20):
        whole, between = [], []
        for _ in range(TURNS):
            start = time.perf_counter()
            command = [sys.executable, __file__, str(count)]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            whole.append(time.perf_counter() - start)
            ends = list(map(float, done.stdout.split()))
            between += [later - earlier for earlier, later in itertools.pairwise(ends)]
        cold = statistics.median(whole)
        warm = f"{statistics.median(between):8.2f} s" if between else "       –"
        print(f"{count:8}   {cold:17.2f} s   {cold / count:8.2f} s   {warm}")


if __name__ == "__main__":
    main()

"""Time the page beside a plain Dash page of the same two charts, and beside a static one.

Run: python benchmarks/page.py [TURNS] [--also streamlit,panel,vizro]. Every page is measured in
every turn, one after the other, each time by a new server process and a new browser; the medians
are printed. The other frameworks are measured where they are installed.
"""

import argparse
import csv
import html
import itertools
import json
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import HTTPServer, SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any

import frameworks
from playwright.sync_api import BrowserContext, Page, sync_playwright

from defector_stats.export.chromium import POPUPS, find

ROOT = Path(__file__).parents[1]
DATA = ROOT / "data" / "arrivals.csv"
PLOTLY = next((ROOT / "src").rglob("plotly-basic-*.min.js"))
TURNS = 7
SETTLED = 1000
"""Milliseconds after the charts in which bytes still count; also the rest before the clicks."""
FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={POPUPS}",
]
# Notes the first frame that shows words (more than "Loading"), and the first in which the first two
# charts have all of their bars. Panel draws within shadow roots.
WATCH = """
(() => {
  const roots = (root) => [
    root,
    ...[...root.querySelectorAll("*")]
      .filter((each) => each.shadowRoot)
      .flatMap((each) => roots(each.shadowRoot)),
  ];
  const words = (root) => (root.body ?? root.firstElementChild)?.innerText ?? "";
  const charts = (root) => [...root.querySelectorAll(".js-plotly-plot")];
  const full = (chart) => chart.querySelectorAll(".point path").length > 20;
  const look = () => {
    const all = roots(document);
    const now = performance.now();
    if (all.map(words).join("").length > 100) window.readAt ??= now;
    if (all.flatMap(charts).filter(full).length >= 2) window.drawnAt = now;
    else requestAnimationFrame(look);
  };
  look();
})();
"""
CLICK = """
(place) => new Promise((resolve) => {
  const bars = () => {
    const chart = document.querySelectorAll(".js-plotly-plot")[1];
    return [...chart.querySelectorAll(".point path")].map((path) => path.getAttribute("d")).join();
  };
  const before = bars();
  const start = performance.now();
  document.querySelectorAll("#unit input")[place].click();
  const look = () => bars() !== before && bars() !== ""
    ? resolve(performance.now() - start) : requestAnimationFrame(look);
  look();
})
"""


def plain_dash(port: int) -> None:
    """Serve two charts and a table the usual way."""
    import pandas as pd
    import plotly.express as px
    from dash import Dash, Input, Output, dash_table, dcc
    from dash import html as tags

    published = pd.read_csv(DATA)
    rows = published[published["through"] == 12].drop_duplicates("year", keep="last")
    rows = rows.sort_values("year")
    rows["persons"] = rows["arrivals"].diff()
    rows["percent"] = rows["arrivals"].pct_change() * 100
    app = Dash()
    app.layout = tags.Div(
        [
            tags.H1("Arrivals"),
            dcc.RadioItems(["persons", "percent"], "persons", id="unit"),
            dcc.Graph(id="trend"),
            dcc.Graph(id="change"),
            dash_table.DataTable(rows.to_dict("records"), sort_action="native"),  # type: ignore[attr-defined]
        ]
    )

    @app.callback(Output("trend", "figure"), Output("change", "figure"), Input("unit", "value"))
    def draw(unit: str) -> tuple[Any, Any]:
        return px.bar(rows, x="year", y="arrivals"), px.bar(rows, x="year", y=unit)

    app.run(port=port)


def static_page(port: int) -> None:
    """Serve the same two charts as a page written by hand: the limit."""
    with DATA.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["through"] == "12"]
    newest = dict(sorted({int(row["year"]): int(row["arrivals"]) for row in rows}.items()))
    years, counts = list(newest), list(newest.values())
    persons = [None, *(b - a for a, b in itertools.pairwise(counts))]
    percent = [None, *(100 * (b - a) / a for a, b in itertools.pairwise(counts))]
    cells = "".join(f"<tr><td>{html.escape(str(y))}<td>{newest[y]}" for y in years)
    words = f"<h1>Arrivals</h1><nav>Arrivals Change</nav>{'<p>What the whole series says. ' * 12}"
    page = f"""<!doctype html><meta charset=utf-8><title>Arrivals</title>{words}
<div id=unit><input type=radio name=u checked onclick="draw(persons)">
<input type=radio name=u onclick="draw(percent)"></div>
<div id=a></div><div id=b></div><table>{cells}</table>
<script src=plotly-basic.min.js></script><script>
const x = {years}, persons = {json.dumps(persons)}, percent = {json.dumps(percent)};
Plotly.newPlot("a", [{{type: "bar", x, y: {counts}}}]);
const draw = (y) => Plotly.react("b", [{{type: "bar", x, y}}]);
draw(persons);
</script>"""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "index.html").write_text(page, "utf-8")
        Path(folder, "plotly-basic.min.js").write_bytes(PLOTLY.read_bytes())
        handler = partial(SimpleHTTPRequestHandler, directory=folder)
        HTTPServer(("127.0.0.1", port), handler).serve_forever()


HERE = {"plain-dash": plain_dash, "static": static_page}
WITH_UNIT = {*HERE, "defector-stats"}


def command(name: str, port: int) -> list[str]:
    """Return the command that serves a page."""
    if name == "defector-stats":
        return [sys.executable, str(ROOT / "app.py"), "--no-browser", "--port", str(port)]
    if name in frameworks.NAMES:
        return frameworks.command(name, port)
    return [sys.executable, __file__, "--serve", name, str(port)]


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(name: str) -> Iterator[tuple[str, int, float]]:
    """Start a server; yield its address, its process and the seconds until its first answer."""
    port = free_port()
    address = f"http://127.0.0.1:{port}/"
    start = time.perf_counter()
    # As for any user, modules are compiled once and not at every start.
    usual = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command(name, port), stdout=quiet, stderr=quiet, env=usual) as process:
        try:
            while True:
                try:
                    with urllib.request.urlopen(address) as answer:
                        answer.read()
                    break
                except urllib.error.URLError:
                    if process.poll() is not None:
                        raise RuntimeError(f"{name} did not start") from None
                    time.sleep(0.005)
            yield address, process.pid, time.perf_counter() - start
        finally:
            process.kill()


def click_requests(address: str, searches: list[str]) -> list[bytes]:
    """Return what the browser sends when the view of each of these addresses is asked for."""
    with urllib.request.urlopen(address, timeout=600) as answer:
        shown = re.search(r'id="shown">(.*?)</script>', answer.read().decode())
    assert shown
    asked = {"number": 1, "language": "en", "shown": json.loads(shown[1])}
    body = {
        "output": "view-answer.data",
        "outputs": {"id": "view-answer", "property": "data"},
        "changedPropIds": ["view.data"],
    }
    view = {"id": "view", "property": "data"}
    return [
        json.dumps({**body, "inputs": [{**view, "value": {**asked, "search": search}}]}).encode()
        for search in searches
    ]


def click_answer(address: str, body: bytes) -> tuple[float, int]:
    """Send what a click sends; return the seconds and bytes of the answer."""
    headers = {"Content-Type": "application/json", "Accept-Encoding": "br"}
    asked = urllib.request.Request(f"{address}_dash-update-component", body, headers)
    begun = time.perf_counter()
    with urllib.request.urlopen(asked, timeout=600) as answer:
        size = len(answer.read())
    return time.perf_counter() - begun, size


@dataclass(frozen=True)
class Visit:
    """An open page: milliseconds to its first words and its charts, kB and requests."""

    page: Page
    words: float
    charts: float
    received: float
    requests: int


def visit(context: BrowserContext, address: str) -> Visit:
    """Open a page and wait until its charts are drawn."""
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    received: list[float] = []
    devtools.on(
        "Network.loadingFinished", lambda event: received.append(event["encodedDataLength"])
    )
    page.add_init_script(WATCH)
    page.goto(address)
    page.wait_for_function("window.drawnAt && window.readAt")
    read, drawn = page.evaluate("[window.readAt, window.drawnAt]")
    page.wait_for_timeout(SETTLED)
    return Visit(page, read, drawn, sum(received) / 1000, len(received))


def clicked(page: Page, place: int) -> float:
    """Choose the unit at a place; return the milliseconds until the bars are different."""
    page.wait_for_timeout(SETTLED / 2)
    return float(page.evaluate(CLICK, place))


def memory(process: int) -> float:
    """Return the resident memory in MB of a process, or of what it started in its place."""
    started = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    status = Path(f"/proc/{process}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return max([int(line.split()[1]) / 1024, *map(memory, map(int, started))])


def measure(name: str, browser_path: str) -> dict[str, float]:
    """Return what one start of a page and one browser give."""
    with served(name) as (address, process, start), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=FLAGS)
        context = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True)
        first = visit(context, address)
        clicks = (
            [clicked(first.page, place % 2) for place in range(1, 7)]
            if name in WITH_UNIT
            else [0.0]
        )
        first.page.close()
        second = visit(context, address)
        result = {
            "start, s": start,
            "first words, ms": first.words,
            "charts, ms": first.charts,
            "requests": first.requests,
            "kB": first.received,
            "click, ms": statistics.median(clicks),
            "first click, ms": clicks[0],
            "again, ms": second.charts,
            "again, kB": second.received,
            "memory, MB": memory(process),
        }
        browser.close()
        return result


def main() -> None:
    """Print the table, and the ratios to the plain Dash page and to the static one."""
    parser = argparse.ArgumentParser()
    parser.add_argument("turns", nargs="?", type=int, default=TURNS)
    parser.add_argument("--also", default="", metavar=",".join(frameworks.NAMES))
    parser.add_argument("--serve", nargs=2, metavar=("NAME", "PORT"))
    options = parser.parse_args()
    if options.serve:
        HERE[options.serve[0]](int(options.serve[1]))
        return
    browser_path = find()
    assert browser_path, "Chromium or Chrome is needed"
    names = ["plain-dash", "static", "defector-stats", *filter(None, options.also.split(","))]
    measured: dict[str, list[dict[str, float]]] = {name: [] for name in names}
    for _ in range(options.turns):
        for name in names:
            measured[name].append(measure(name, browser_path))
    medians = {
        name: {key: statistics.median(one[key] for one in results) for key in results[0]}
        for name, results in measured.items()
    }
    print(f"{'':18}" + "".join(f"{name:>16}" for name in [*names, "by Dash", "by static"]))
    for key, of_dash in medians["plain-dash"].items():
        values = [medians[name][key] for name in names]
        ratios = [values[2] / of_dash, values[2] / values[1]]
        print(f"{key:18}" + "".join(f"{value:16,.2f}" for value in [*values, *ratios]))


if __name__ == "__main__":
    main()

"""What a browser makes of a figure: the boxes of its words and bars, as they are on the screen."""

import json
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from pathlib import Path

import plotly.graph_objects as go
from playwright.sync_api import Browser, Page
from plotly import package_data

PLOTLY_JS = Path(package_data.__path__[0]) / "plotly.min.js"


SCRIPT = """
async ({json, width, height}) => {
  const figure = JSON.parse(json);
  const place = document.getElementById("place");
  Object.assign(place.style, {width: `${width}px`, height: `${height}px`});
  Plotly.purge(place);
  await Plotly.newPlot(place, figure.data, figure.layout);
  const origin = place.getBoundingClientRect();
  const box = (element) => {
    const {left, top, right, bottom} = element.getBoundingClientRect();
    return {
      left: left - origin.left,
      right: right - origin.left,
      top: top - origin.top,
      bottom: bottom - origin.top,
    };
  };
  const lines = [...place.querySelectorAll("svg text")].flatMap((text) => {
    const parts = text.querySelectorAll("tspan.line");
    return parts.length ? [...parts] : [text];
  });
  const bars = [...place.querySelectorAll(".barlayer .point path")];
  const shown = bars.filter((bar) => Number(getComputedStyle(bar).opacity) > 0);
  return JSON.stringify({
    lines: lines.filter((line) => line.textContent.trim()).map((line) => {
      const {a, b} = line.getScreenCTM();
      const size = parseFloat(getComputedStyle(line).fontSize) * Math.hypot(a, b);
      return {text: line.textContent, ...box(line), size, turned: Math.abs(b) > 0.01};
    }),
    bars: shown.map(box),
  });
}
"""


@dataclass(frozen=True)
class Box:
    """A box in pixels from the upper left corner of the figure."""

    left: float
    right: float
    top: float
    bottom: float

    def covers(self, other: "Box") -> bool:
        """Say whether two boxes have more than an edge in common."""
        beside = self.right <= other.left + 1 or other.right <= self.left + 1
        above = self.bottom <= other.top + 1 or other.bottom <= self.top + 1
        return not beside and not above


@dataclass(frozen=True)
class Line(Box):
    """A line of words, the size of its type, and whether it stands upright."""

    text: str
    size: float
    turned: bool

    @cached_property
    def letters(self) -> Box:
        """The box of its letters, which is lower than that of the line."""
        spare = 0.2 * self.size
        return Box(self.left, self.right, self.top + spare, self.bottom - spare)


@dataclass(frozen=True)
class Drawn:
    """What is on the screen of a figure of a size."""

    width: float
    height: float
    lines: list[Line]
    bars: list[Box]

    def faults(self, least: float) -> list[str]:
        """Say which words are outside, turned, under `least` pixels, or over words or bars."""
        sheet = Box(-1, self.width + 1, -1, self.height + 1)
        return [
            *(f"outside: {line}" for line in self.lines if not _holds(sheet, line)),
            *(f"turned: {line}" for line in self.lines if line.turned),
            *(f"small: {line}" for line in self.lines if line.size < least - 0.1),
            *(
                f"over words: {one}, {other}"
                for one, other in combinations(self.lines, 2)
                if one.letters.covers(other.letters)
            ),
            *(
                f"over a bar: {line}, {bar}"
                for line in self.lines
                for bar in self.bars
                if line.letters.covers(bar)
            ),
        ]


def _holds(sheet: Box, line: Line) -> bool:
    return (
        sheet.left <= line.left
        and line.right <= sheet.right
        and sheet.top <= line.top
        and line.bottom <= sheet.bottom
    )


def blank(browser: Browser) -> Page:
    """Return a page that can draw figures."""
    page = browser.new_page()
    page.set_content('<body style="margin: 0"><div id="place"></div></body>')
    page.add_script_tag(path=PLOTLY_JS)
    return page


def drawn(page: Page, figure: go.Figure, width: float, height: float) -> Drawn:
    """Draw a figure on a `blank` page and measure it."""
    # As a text, which Playwright hands over whole: it takes long for a value of so many parts.
    asked = {"json": figure.to_json(), "width": width, "height": height}
    found = json.loads(page.evaluate(SCRIPT, asked))
    lines = [Line(**line) for line in found["lines"]]
    return Drawn(width, height, lines, [Box(**bar) for bar in found["bars"]])

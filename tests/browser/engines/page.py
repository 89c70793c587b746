"""What the page has and how a reader uses it: every id and every control stands here."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl

from tests.browser.engines.engine import Engine

DRAWN = {
    "chart of arrivals": "#trend-plot .trace path",
    "chart of changes": "#change-plot .trace path",
    "chart of women and men": "#sex-plot .trace path",
    "chart of revisions": "#revised-plot .trace path",
    "chart of totals": "#total-plot .trace path",
    "table of arrivals": "#table tbody tr",
    "documents": "#sources li",
}
"""Each part of the page, and what is in it when it is drawn."""
SENTENCES = ["h1", "#trend-finding", "#change-finding", "#revised-finding", "#total-finding"]
"""The heading, and what each chart says."""
ROWS = DRAWN["table of arrivals"]
PLOT = "#trend-plot"
KNOWN_DOCUMENT = "segye-2026-02"
FIGURE = {
    "#figure-1-year": "2026",
    "#figure-1-through": "1",
    "#figure-1-arrivals": "54",
    "#figure-1-note": "확인",
}
"""A figure that the document does not state, for the form."""
HANGUL = re.compile("[가-힣]")


@dataclass(frozen=True)
class Control:
    """One control: how it is used, what the address says then, and where the page changes."""

    operate: Callable[[Engine], None]
    parameter: str
    value: str
    changes: str


def _choose(selector: str, value: str) -> Callable[[Engine], None]:
    return lambda engine: engine.choose(selector, value)


def _click(selector: str) -> Callable[[Engine], None]:
    return lambda engine: engine.click(selector)


def _radio(name: str, value: str) -> Callable[[Engine], None]:
    return _click(f'label:has(input[name="{name}"][value="{value}"])')


CONTROLS = [
    Control(_click('[data-control="events"]'), "events", "off", PLOT),
    Control(_radio("change", "percent"), "change", "percent", "#change-finding"),
    Control(_radio("split", "sex"), "split", "sex", "#trend-title"),
    Control(_click('#table [data-choose="sort=-arrivals"]'), "sort", "-arrivals", ROWS),
    Control(_choose("#revised-year", "2009"), "revised", "2009", "#revised-finding"),
    Control(_choose("#first-year", "1999"), "years", "1999-2025", PLOT),
    Control(_choose("#as-of", "2010-02-01"), "as-of", "2010-02-01", "#trend-finding"),
    Control(_choose("#as-of", "article"), "as-of", "article", "#trend-finding"),
    Control(_choose("#compare", "latest"), "compare", "latest", "#trend-finding"),
]
"""Each of them has something to do in the view that those before it leave."""


class Page:
    """The dashboard at an address, in an engine."""

    def __init__(self, engine: Engine, address: str) -> None:
        self.engine = engine
        self.address = address

    def open(self, view: str = "") -> None:
        """Open a view, and wait until all of it is drawn without being scrolled to."""
        self.engine.open(f"{self.address}?{view}")
        self.becomes_drawn()

    def becomes_drawn(self) -> None:
        self.engine.becomes(self._missing, [])

    def _missing(self) -> list[str]:
        unseen = self.engine.unseen(DRAWN.values())
        return [name for name, selector in DRAWN.items() if selector in unseen]

    def asked(self, parameter: str) -> str | None:
        """Return what the address asks for."""
        search = str(self.engine.evaluate("() => location.search"))
        return dict(parse_qsl(search[1:])).get(parameter)

    def _of_document(self, attribute: str) -> str:
        look = "(attribute) => document.documentElement.getAttribute(attribute)"
        return str(self.engine.evaluate(look, attribute))

    def use(self, control: Control) -> None:
        """Use a control; fail if the address or its part of the page stays as it was."""
        before = self.engine.text(control.changes)
        control.operate(self.engine)
        self.engine.becomes(lambda: self.asked(control.parameter), control.value)
        self.engine.becomes(lambda: self.engine.text(control.changes) == before, False)

    def language(self) -> str:
        """Return the language that the page says it has."""
        return self._of_document("lang")

    def spoken(self) -> list[str]:
        """Return the language that the heading and the sentences have."""
        texts = [self.engine.text(selector) for selector in SENTENCES]
        return ["ko" if HANGUL.search(text) else "en" if text else "" for text in texts]

    def change_language(self) -> None:
        self.engine.click("a.language")

    def theme(self) -> str:
        return self._of_document("data-theme")

    def other_theme(self) -> str:
        """Return the name on the button that changes the theme."""
        return self.engine.text("#theme")

    def change_theme(self) -> None:
        self.engine.click("#theme")

    def open_history(self, year: int) -> None:
        self.engine.click('[data-all="figures"]')
        self.engine.click(f'#table [data-choose="year={year}"]')

    def history(self) -> list[str]:
        """Return the lines of the history that is open."""
        return self.engine.texts("#history tbody tr")

    def picture(self) -> Path:
        """Return the saved picture of the chart of arrivals."""
        self.engine.click("#trend .share summary")
        return self.engine.download('[data-picture="trend"][data-format="png"]')

    def copy_description(self) -> None:
        self.engine.click("#trend .share summary")
        self.engine.click('[data-copy-of="trend-alt"]')

    def show_table(self, chart: str) -> list[str]:
        """Show the table of a chart in its place; return what is then missing of it."""
        _radio(f"{chart}-as", "table")(self.engine)
        return self.engine.unseen([f"#{chart}-table tbody tr"])

    def description(self) -> str:
        """Return the alternative text of the chart of arrivals, which is not shown."""
        look = "() => document.getElementById('trend-alt').textContent"
        return str(self.engine.evaluate(look))

    def rows(self) -> int:
        """Return how many counts the table of arrivals has."""
        look = "(rows) => document.querySelectorAll(rows).length"
        return int(str(self.engine.evaluate(look, ROWS)))

    def fill_form(self) -> None:
        self.engine.click("#data summary")
        self.engine.click('[data-open="add"]')
        self.engine.becomes(lambda: self.engine.unseen(FIGURE), [])
        self.engine.choose("#document-source", KNOWN_DOCUMENT)
        for selector, text in FIGURE.items():
            self.engine.click(selector)
            self.engine.type(selector, text)

    def preview(self) -> str:
        """Return what the form would add, with its consequences."""
        return self.engine.text("#add .told")

    def save(self) -> None:
        self.engine.click("#add .primary")

    def undo(self) -> None:
        self.engine.click("#add .undo")

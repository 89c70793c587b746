"""What the tests ask of a browser engine, whichever it is."""

import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import ClassVar, TypeVar

from selenium.webdriver.common.keys import Keys

LIMIT = 20.0
"""Seconds after which what did not happen counts as missing."""
PACE = 0.05
"""Seconds between two looks."""
UNFINISHED = {".part", ".wkdownload", ".crdownload"}

# The centre of the element is on the screen, and nothing lies over it.
REACHABLE = """(selector) => {
    const element = document.querySelector(selector);
    if (!element?.checkVisibility()) return false;
    element.scrollIntoView({ block: "center", behavior: "instant" });
    const { left, top, width, height } = element.getBoundingClientRect();
    const hit = document.elementFromPoint(left + width / 2, top + height / 2);
    return element.contains(hit);
}"""
FOCUS = """(selector) => {
    const element = document.querySelector(selector);
    element.focus();
    element.select?.();
}"""
CHOOSE = """(selector, value) => {
    const element = document.querySelector(selector);
    element.value = value;
    for (const name of ["input", "change"]) {
        element.dispatchEvent(new Event(name, { bubbles: true }));
    }
    return element.value === value;
}"""
VISIBLE = "(element) => element.checkVisibility() && element.getClientRects().length > 0"
TEXTS = f"""(selector) => [...document.querySelectorAll(selector)]
    .filter({VISIBLE})
    .map((element) => element.textContent.trim())"""
UNSEEN = f"""(selectors) => selectors.filter(
    (selector) => ![...document.querySelectorAll(selector)].some({VISIBLE}))"""
SCRATCH = """() => {
    document.getElementById("scratch")?.remove();
    const area = document.createElement("textarea");
    area.id = "scratch";
    area.style = "position: fixed; top: 0; left: 0";
    document.body.append(area);
    area.focus();
}"""
TAKE_SCRATCH = """() => {
    const area = document.getElementById("scratch");
    area.remove();
    return area.value;
}"""

Found = TypeVar("Found")


def until(look: Callable[[], Found | None], *ignored: type[Exception]) -> Found:
    """Return what `look` finds as soon as it finds something; give up after LIMIT."""
    end = time.monotonic() + LIMIT
    while time.monotonic() < end:
        with suppress(*ignored):
            if found := look():
                return found
        time.sleep(PACE)
    raise TimeoutError


def saved(folder: Path, press: Callable[[], None]) -> Path:
    """Return the file that `press` brings into `folder`, when it is complete."""
    before = set(folder.iterdir())

    def complete() -> Path | None:
        new = set(folder.iterdir()) - before
        if any(file.suffix in UNFINISHED or not file.stat().st_size for file in new):
            return None
        return next(iter(new), None)

    press()
    return until(complete)


class Engine(ABC):
    """A running browser with one reader after the other."""

    errors: ClassVar[tuple[type[Exception], ...]]
    """What it raises while the page is between two documents."""

    @abstractmethod
    def enter(self) -> None:
        """Begin as a reader who has never been here."""

    @abstractmethod
    def leave(self) -> None:
        """Close the page, so that it asks its server for nothing any more."""

    @abstractmethod
    def open(self, address: str) -> None:
        """Go to `address` and wait until it is loaded."""

    @abstractmethod
    def evaluate(self, function: str, *arguments: object) -> object:
        """Return the JSON value of a JavaScript function, or of its promise, in the page."""

    @abstractmethod
    def press_mouse(self, selector: str) -> None:
        """Press the mouse on an element that is in sight."""

    @abstractmethod
    def press(self, *keys: str) -> None:
        """Press keys together, the last one last; the names are those of `Keys`."""

    @abstractmethod
    def write(self, text: str) -> None:
        """Type `text` where the focus is."""

    @abstractmethod
    def download(self, selector: str) -> Path:
        """Press a button and return the file that is saved."""

    def becomes(self, look: Callable[[], object], wanted: object) -> None:
        """Wait until `look` sees what is wanted; fail with what it sees instead."""
        with suppress(TimeoutError):
            until(lambda: look() == wanted, *self.errors)
        found = look()
        assert found == wanted, f"found {found!r}, expected {wanted!r}"

    def click(self, selector: str) -> None:
        self.becomes(lambda: self.evaluate(REACHABLE, selector), True)
        self.press_mouse(selector)

    def focus(self, selector: str) -> None:
        self.evaluate(FOCUS, selector)

    def type(self, selector: str, text: str) -> None:
        """Write `text` into a field in place of what is there."""
        self.focus(selector)
        self.write(text)

    def choose(self, selector: str, value: str) -> None:
        """Choose from a list or a calendar, which engines draw outside of the page."""
        assert self.evaluate(CHOOSE, selector, value), f"{selector} does not take {value}"

    def unseen(self, selectors: Iterable[str]) -> list[str]:
        """Return the selectors for which nothing is visible."""
        found = self.evaluate(UNSEEN, list(selectors))
        assert isinstance(found, list)
        return found

    def texts(self, selector: str) -> list[str]:
        """Return the text of each visible element."""
        found = self.evaluate(TEXTS, selector)
        assert isinstance(found, list)
        return found

    def text(self, selector: str) -> str:
        """Return the text of the visible elements, a blank between two."""
        return " ".join(self.texts(selector))

    def pasted(self) -> str:
        """Return the text of the clipboard, as a reader gets it into a field."""
        self.evaluate(SCRATCH)
        self.press(Keys.CONTROL, "v")
        return str(self.evaluate(TAKE_SCRATCH))

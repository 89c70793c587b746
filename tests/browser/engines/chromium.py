"""Chromium, by Playwright."""

from pathlib import Path
from typing import ClassVar

from playwright.sync_api import Error, Page
from selenium.webdriver.common.keys import Keys

from defector_stats.export.chromium import find
from tests.browser.engines.engine import Engine
from tests.browser.tabs import Tab, Tabs

PACKAGES = ["chromium", "fonts-noto-cjk"]
NAMES = {
    Keys.CONTROL: "Control",
    Keys.ESCAPE: "Escape",
    Keys.ARROW_RIGHT: "ArrowRight",
}


def missing() -> str | None:
    """Return why Chromium cannot be started here, None if it can."""
    return None if find() else "No Chromium: install Chromium or Chrome, or set CHROMIUM."


class Chromium(Engine):
    errors: ClassVar = (Error,)
    tab: Tab
    page: Page

    def __init__(self, tabs: Tabs, home: Path) -> None:
        self.tabs = tabs
        self.home = home

    def enter(self) -> None:
        self.tab = self.tabs.take()
        self.tab.begin()
        self.page = self.tab.page

    def leave(self) -> None:
        assert self.tabs.give_back(self.tab) == []

    def open(self, address: str) -> None:
        self.page.goto(address)

    def evaluate(self, function: str, *arguments: object) -> object:
        return self.page.evaluate(f"(given) => ({function})(...given)", list(arguments))

    def press_mouse(self, selector: str) -> None:
        self.page.locator(selector).first.click()

    def press(self, *keys: str) -> None:
        self.page.keyboard.press("+".join(NAMES.get(key, key) for key in keys))

    def write(self, text: str) -> None:
        self.page.keyboard.type(text)

    def download(self, selector: str) -> Path:
        with self.page.expect_download() as download:
            self.click(selector)
        path = self.home / download.value.suggested_filename
        download.value.save_as(path)
        return path

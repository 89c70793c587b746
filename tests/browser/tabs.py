"""Tabs of Chromium that go from test to test, each time as those of a reader who was never here.

A tab keeps its process and the scripts that were compiled in it, which is half of opening a page.
"""

import re
from typing import Literal

from playwright.sync_api import Browser, ConsoleMessage, Error

Theme = Literal["light", "dark"]
NOTHING = "(?!)"
"""The pattern of what the console may say of a page with which all is well."""
FORGET = "() => { localStorage.clear(); sessionStorage.clear(); }"


class Tab:
    """A tab with cookies and storage of its own, and what was wrong in it."""

    def __init__(self, browser: Browser) -> None:
        self.expected = NOTHING
        self.complaints: list[str] = []
        context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
        self.page = context.new_page()
        self.page.set_default_timeout(20_000)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._note_message)
        self._devtools = context.new_cdp_session(self.page)

    def begin(self, width: int = 1280, theme: Theme = "light", expected: str = NOTHING) -> None:
        """Become the tab of a reader with these preferences."""
        self.expected, self.complaints = expected, []
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.emulate_media(color_scheme=theme)

    def end(self) -> bool:
        """Leave the page, and forget what its reader did; say whether that was possible."""
        page = self.page
        try:
            page.unroute_all(behavior="ignoreErrors")
            page.evaluate(FORGET)
            complaints = self.complaints  # what breaks off now is of no interest
            page.goto("about:blank")
            page.context.clear_cookies()
            page.mouse.move(0, 0)
            page.emulate_media(media="null", color_scheme="null", reduced_motion="null")
            self._devtools.send("Page.resetNavigationHistory")
        except Error:
            return False
        self.complaints = complaints
        return len(page.context.pages) == 1

    def _note_message(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not re.search(self.expected, message.text):
            self.complaints.append(message.text)


class Tabs:
    """The tabs that no test has at the moment."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._free: list[Tab] = []

    def take(self, alone: bool = False) -> Tab:
        """Return a tab; one that nobody had before for who wants to be `alone`."""
        return Tab(self._browser) if alone or not self._free else self._free.pop()

    def give_back(self, tab: Tab, alone: bool = False) -> list[str]:
        """Keep a tab for the next test; return what was wrong in it."""
        if tab.end() and not alone:
            self._free.append(tab)
        else:
            tab.page.context.close()
        return tab.complaints

"""A dashboard of its own for every test that asks for one, and a Chromium to look at it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect, sync_playwright
from werkzeug.serving import BaseWSGIServer, make_server

from defector_stats.dashboard import create_app
from defector_stats.dashboard.kept import Kept
from defector_stats.export.chromium import find
from tests.browser.helpers import (
    EDITED,
    FLAGS,
    READ_ONLY,
    Open,
    address_of,
    drawn,
    enter,
    running,
    serve,
)
from tests.browser.tabs import NOTHING, Tab, Tabs, Theme
from tests.helpers import SAMPLE, SHIPPED

expect.set_options(timeout=20_000)  # a shared machine is slow at times


# Of the package: Playwright's event loop must have ended when other tests start their own.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    path = find()
    assert path, "run `make test`, which installs Chromium"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="package")
def dashboard() -> Iterator[str]:
    """The dashboard of the shipped files, which no test may change."""
    yield from serve(SAMPLE, READ_ONLY)


@pytest.fixture(scope="package")
def shipped_dashboard() -> Iterator[str]:
    """The dashboard of all figures that are shipped, on which the page is longest."""
    yield from serve(SHIPPED, READ_ONLY)


@pytest.fixture(scope="package")
def editable(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The dashboard of an editor, who looks at the forms and saves nothing."""
    folder = tmp_path_factory.mktemp("editable") / "data"
    shutil.copytree(SAMPLE, folder)
    yield from serve(folder)


@pytest.fixture(scope="package")
def own_server() -> Iterator[BaseWSGIServer]:
    """The server of a dashboard that a test has for itself: one address, whose scripts a tab keeps.

    At another address Chromium compiles them anew, which is half of opening a page.
    """
    server = make_server("127.0.0.1", 0, Flask(__name__), threaded=True)
    for _address in running(server):
        yield server


@pytest.fixture(scope="package")
def kept() -> Kept:
    """What the dashboards that tests have for themselves drew: most begin with the same figures."""
    return Kept()


@pytest.fixture
def own_dashboard(own_server: BaseWSGIServer, kept: Kept, folder: Path) -> str:
    """The dashboard of `folder`, a copy that the test may change."""
    app = create_app(folder, EDITED)
    app.live.kept = kept
    own_server.app = app.server
    return address_of(own_server)


@pytest.fixture(scope="package")
def tabs(browser: Browser) -> Tabs:
    return Tabs(browser)


@pytest.fixture
def tab(tabs: Tabs) -> Iterator[Open]:
    """Open empty pages; afterwards fail for an error in the console.

    A request to another host is one. `expected` is a pattern of what the console may say. Who adds
    scripts for every page, a clock or listeners, which nobody takes away again, is `alone` in a
    tab of its own.
    """
    taken: list[tuple[Tab, bool]] = []

    def tab(
        width: int = 1280, theme: Theme = "light", expected: str = NOTHING, alone: bool = False
    ) -> Page:
        new = tabs.take(alone)
        taken.append((new, alone))
        new.begin(width, theme, expected)
        return new.page

    yield tab
    complaints = [each for tab, alone in taken for each in tabs.give_back(tab, alone)]
    assert not complaints


@pytest.fixture
def visit(tab: Open) -> Open:
    """Open pages as an editor, in tabs as above, and wait until they are drawn or `ready`."""

    def visit(address: str, width: int = 1280, ready: str = "", **reader: object) -> Page:
        page = tab(width, **reader)
        enter(page.context, address)
        page.goto(address)
        if ready:
            page.wait_for_selector(ready)
        else:
            drawn(page)
        return page

    return visit

"""A dashboard of its own for every test that asks for one, and a Chromium to look at it."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Request,
    ViewportSize,
    expect,
    sync_playwright,
)
from werkzeug.serving import make_server

from defector_stats.dashboard import create_app, editors
from defector_stats.dashboard.guard import Editors
from defector_stats.export.chromium import find
from tests.browser.chromium import FLAGS
from tests.conftest import DATA


# Of the package: Playwright's event loop must have ended when other tests start their own.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    path = find()
    assert path, "run `make test`, which installs Chromium"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


def serve(folder: Path, may_edit: Editors | None) -> Iterator[str]:
    app = create_app(folder, may_edit)
    server = make_server("127.0.0.1", 0, app.server, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="package")
def dashboard() -> Iterator[str]:
    """The dashboard of the shipped files, which no test may change."""
    yield from serve(DATA, None)


@pytest.fixture
def own_dashboard(folder: Path) -> Iterator[str]:
    """The dashboard of `folder`, a copy that the test may change."""
    yield from serve(folder, editors("127.0.0.1", None))


@contextmanager
def own_context(
    browser: Browser, width: int = 1280, theme: str = "light", locale: str = "en-GB"
) -> Iterator[BrowserContext]:
    """A browser of a reader with these preferences, closed before the server stops."""
    scheme: Literal["light", "dark"] = "dark" if theme == "dark" else "light"
    size: ViewportSize = {"width": width, "height": 900}
    context = browser.new_context(viewport=size, color_scheme=scheme, locale=locale)
    context.set_default_timeout(20_000)
    yield context
    context.close()


Open = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser) -> Iterator[Open]:
    """Open pages; afterwards fail for an error in the console or a request to another host."""
    complaints: list[str] = []
    contexts: list[BrowserContext] = []

    def note_request(request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob") and parts.hostname != "127.0.0.1":
            complaints.append(f"request to {request.url}")

    def visit(address: str, width: int = 1280, ready: str = "#change .main-svg") -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            permissions=["clipboard-read", "clipboard-write"],
        )
        contexts.append(context)
        context.on("request", note_request)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda message: complaints.append(message.text) if message.type == "error" else None,
        )
        page.goto(address)
        page.wait_for_selector(ready)
        return page

    yield visit
    for context in contexts:
        context.close()
    assert not complaints


def hover_bar(page: Page, chart: str, place: int) -> None:
    """Point at a bar of a chart and wait until it says what it is."""
    bar = page.locator(f"#{chart} .bars .point path").nth(place)
    bar.scroll_into_view_if_needed()
    box = bar.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator(f"#{chart} .hoverlayer .hovertext")).to_have_count(1)

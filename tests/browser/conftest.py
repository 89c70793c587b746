"""A dashboard of its own for every test that asks for one, and a Chromium to look at it."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Request,
    expect,
    sync_playwright,
)

from defector_stats.export.chromium import find
from tests.browser.helpers import FLAGS, READ_ONLY, Open, drawn, enter, serve
from tests.helpers import SAMPLE

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
def editable(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The dashboard of an editor, who looks at the forms and saves nothing."""
    folder = tmp_path_factory.mktemp("editable") / "data"
    shutil.copytree(SAMPLE, folder)
    yield from serve(folder)


@pytest.fixture
def own_dashboard(folder: Path) -> Iterator[str]:
    """The dashboard of `folder`, a copy that the test may change."""
    yield from serve(folder)


@pytest.fixture
def visit(browser: Browser) -> Iterator[Open]:
    """Open pages; afterwards fail for an error in the console or a request to another host.

    `expected` is a pattern of what the console may say.
    """
    complaints: list[str] = []
    contexts: list[BrowserContext] = []

    def note_request(request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob") and parts.hostname != "127.0.0.1":
            complaints.append(f"request to {request.url}")

    def visit(address: str, width: int = 1280, ready: str = "", expected: str = "(?!)") -> Page:
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
            lambda message: (
                complaints.append(message.text)
                if message.type == "error" and not re.search(expected, message.text)
                else None
            ),
        )
        enter(context, address)
        page.goto(address)
        if ready:
            page.wait_for_selector(ready)
        else:
            drawn(page)
        return page

    yield visit
    for context in contexts:
        context.close()
    assert not complaints

"""What several tests of the page need: a server, a reader's browser, a bar to point at."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import HTTPServer
from pathlib import Path
from typing import Literal
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    FrameLocator,
    Locator,
    Page,
    Route,
    ViewportSize,
    expect,
)
from werkzeug.serving import make_server

from defector_stats.dashboard import create_app
from defector_stats.dashboard.permissions import Access, access
from defector_stats.export.chromium import POPUPS
from tests.helpers import TOKEN

FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A request to another host fails, and the console says so.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    # A second list replaces Playwright's: what it leaves out for pages in frames and for pictures.
    f"--disable-features=PaintHolding,ThirdPartyStoragePartitioning,MediaRouter,{POPUPS}",
]

# What is seen: over it lies what a reader hits, in the whole height of a year.
BARS = ".bars .point path:not([style*=' opacity: 0;'])"

Open = Callable[..., Page]
EDITED = access("127.0.0.1", TOKEN)
READ_ONLY = access("127.0.0.1")


def of_editor(address: str) -> dict[str, str]:
    """Return the headers of a request that an editor's page sends."""
    parts = urlsplit(address)
    return {
        "Origin": f"{parts.scheme}://{parts.netloc}",
        "Cookie": f"editor-{parts.port}={TOKEN}",
    }


def enter(context: BrowserContext, address: str) -> None:
    """Make a browser that of an editor, by the address that a terminal prints."""
    context.request.get(urljoin(address, f"/?token={TOKEN}"), max_redirects=0)


def serve(folder: Path, access: Access = EDITED) -> Iterator[str]:
    app = create_app(folder, access)
    yield from running(make_server("127.0.0.1", 0, app.server, threaded=True))


def address_of(server: HTTPServer) -> str:
    return f"http://127.0.0.1:{server.server_port}/"


def running(server: HTTPServer) -> Iterator[str]:
    """Run a server in a thread of its own, and yield its address, until the test ends."""
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield address_of(server)
    server.shutdown()
    thread.join()
    server.server_close()


@contextmanager
def own_context(
    browser: Browser,
    width: int = 1280,
    theme: str = "light",
    locale: str = "en-GB",
    touch: bool = False,
) -> Iterator[BrowserContext]:
    """A browser of a reader with these preferences, closed before the server stops."""
    scheme: Literal["light", "dark"] = "dark" if theme == "dark" else "light"
    size: ViewportSize = {"width": width, "height": 900}
    context = browser.new_context(
        viewport=size, color_scheme=scheme, locale=locale, has_touch=touch
    )
    context.set_default_timeout(20_000)
    yield context
    context.close()


class Gate:
    """Holds back the requests of a page or context to a pattern until it is opened."""

    def __init__(self, where: Page | BrowserContext, pattern: str) -> None:
        self.held: list[Route] = []
        self._open = False
        where.route(pattern, self._pass)

    def _pass(self, route: Route) -> None:
        if self._open:
            route.continue_()
        else:
            self.held.append(route)

    def open(self) -> None:
        self._open = True
        for route in self.held:
            route.continue_()


def until(page: Page, condition: str, given: object = None) -> None:
    """Wait until a condition holds; Playwright's own way needs a page that may evaluate texts."""
    end = time.monotonic() + 20
    while not page.evaluate(condition, given):
        assert time.monotonic() < end, condition
        page.wait_for_timeout(20)


def drawn(page: Page) -> None:
    """Wait until every chart that is not empty is drawn."""
    until(
        page,
        """[...document.querySelectorAll("section:not([data-empty]) .plot")]
            .every((plot) => plot.querySelector(".main-svg"))""",
    )


def ready(page: Page) -> Page:
    """Wait until questions are answered without a new page."""
    until(page, "window.page?.ready")
    return page


def as_of(where: Page | FrameLocator, day: str) -> None:
    """Choose a vintage: a document of the list, its word in addresses, or a day."""
    field = where.locator("#as-of")
    field.fill(day)
    field.press("Enter")


def menu(page: Page, chart: str = "") -> Locator:
    """Open the menu of a chart, or that of the data, and return it."""
    found = page.locator(f"#{chart} .share" if chart else "#data")
    if found.get_attribute("open") is None:
        found.locator("summary").click()
    return found


def show_table(page: Page, chart: str) -> None:
    """Show the table of a chart in its place."""
    page.locator(f'#{chart} [value="table"]').check(force=True)


def open_form(page: Page) -> None:
    """Open the form that adds a document."""
    menu(page).locator('[data-open="add"]').click()
    expect(page.locator("#add .primary")).to_be_visible()


def hover_bar(page: Page, chart: str, place: int) -> None:
    """Point at a bar of a chart and wait until it says what it is."""
    bar = page.locator(f"#{chart} {BARS}").nth(place)
    bar.scroll_into_view_if_needed()
    box = bar.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator(f"#{chart} .hoverlayer .hovertext")).to_have_count(1)

"""Browsers and places that give less: no storage, no idle time, a frame, plain http, large text."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import product
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from defector_stats.dashboard import access
from defector_stats.export.chromium import find
from defector_stats.i18n.languages import LANGUAGES
from tests.browser.helpers import BARS, FLAGS, Open, as_of, menu, running, serve, until
from tests.helpers import SAMPLE

PARTS = [
    "#table tbody tr",
    "#sources li",
    "#total-table tbody tr",
    "#revised-table tbody tr",
    "#revised-plot .main-svg",
    "#total-plot .main-svg",
]


def expect_everything(page: Page) -> None:
    for part in PARTS:
        expect(page.locator(part)).not_to_have_count(0)


def test_the_page_needs_no_idle_callback(dashboard: str, tab: Open) -> None:
    """Safari has none."""
    page = tab(alone=True)
    page.add_init_script("delete window.requestIdleCallback; delete window.cancelIdleCallback;")
    page.goto(dashboard)
    expect_everything(page)
    expect(page.locator("#theme")).to_have_text("Dark")


@pytest.fixture
def without_storage(tmp_path: Path, browser: Browser) -> Iterator[BrowserContext]:
    """A Chromium of a reader who blocks all cookies; with them, it blocks every storage."""
    profile = tmp_path / "profile"
    (profile / "Default").mkdir(parents=True)
    blocked = {"profile": {"default_content_setting_values": {"cookies": 2}}}
    (profile / "Default" / "Preferences").write_text(json.dumps(blocked))
    playwright = browser.browser_type
    context = playwright.launch_persistent_context(
        str(profile), executable_path=find(), args=FLAGS, viewport={"width": 1280, "height": 900}
    )
    yield context
    context.close()


def test_a_page_that_was_changed_on_its_way_is_read_as_without_scripts(
    dashboard: str, tab: Open
) -> None:
    """The policy names the script within the page by its digest."""

    def changed(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("localStorage", "sessionStorage"))

    page = tab(expected="Content Security Policy")
    page.route(dashboard, changed)
    page.goto(dashboard)
    expect(page.locator("html[data-search]")).to_have_count(0)
    expect(page.locator("#trend-table tbody tr").last).to_be_visible()
    until(page, "() => !!window.dash_clientside?.set_props")
    assert page.evaluate("performance.getEntriesByType('navigation')[0].type") == "navigate"


def test_the_page_needs_no_storage(own_dashboard: str, without_storage: BrowserContext) -> None:
    page = without_storage.new_page()
    page.goto(own_dashboard)
    with pytest.raises(Exception, match="denied"):
        page.evaluate("localStorage.length")
    expect_everything(page)
    page.get_by_role("button", name="Dark").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    as_of(page, "article")
    expect(page.locator("#trend-finding")).to_contain_text("highest in 2009 (2,927)")
    # Without a cookie nobody is known to be an editor.
    expect(page.locator("#read-only")).to_have_count(1)


class Outside(BaseHTTPRequestHandler):
    """Another site, whose pages show an address in a frame."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        query = parse_qs(urlsplit(self.path).query, keep_blank_values=True)
        address, sandbox = query["address"][0], query["sandbox"][0]
        frame = f'<iframe sandbox="{sandbox}" src="{address}" width="1200" height="800"></iframe>'
        self.wfile.write(f"<!doctype html>{frame}".encode())

    def log_message(self, format: str, *arguments: object) -> None: ...


@pytest.fixture(scope="module")
def outside() -> Iterator[str]:
    yield from running(ThreadingHTTPServer(("127.0.0.1", 0), Outside))


def embed(page: Page, outside: str, address: str, sandbox: str) -> None:
    """Open a page of another site that shows an address in a frame."""
    page.goto(f"{outside}?{urlencode({'address': address, 'sandbox': sandbox})}")


def test_no_other_site_shows_the_page_in_a_frame(dashboard: str, outside: str, tab: Open) -> None:
    page = tab(expected="frame-ancestors")
    with page.expect_console_message(lambda said: "frame-ancestors" in said.text):
        embed(page, outside, dashboard, "allow-scripts allow-same-origin")
    expect(page.frame_locator("iframe").locator("#trend")).to_have_count(0)


@pytest.fixture(scope="module")
def for_frames(outside: str) -> Iterator[str]:
    """A dashboard that a site may show in a frame."""
    yield from serve(SAMPLE, access("127.0.0.1", embedders=[outside.rstrip("/")]))


@pytest.mark.parametrize("sandbox", ["allow-scripts", "allow-scripts allow-same-origin", ""])
def test_the_page_is_readable_in_a_sandboxed_frame(
    for_frames: str, outside: str, tab: Open, sandbox: str
) -> None:
    page = tab(expected="")  # of what it may not do, the console says a lot
    embed(page, outside, for_frames, sandbox)
    frame = page.frame_locator("iframe")
    expect(frame.locator("#trend-finding")).to_contain_text("2,914 in 2009")
    expect(frame.locator("#table tbody tr")).to_have_count(28)
    expect(frame.locator("#sources li")).not_to_have_count(0)
    if sandbox:
        expect(frame.locator(f"#trend {BARS}")).to_have_count(28)
        as_of(frame, "article")
        expect(frame.locator("#trend-finding")).to_contain_text("highest in 2009 (2,927)")
        expect(frame.locator(f"#trend {BARS}")).to_have_count(6)
    else:
        expect(frame.locator("#trend-alt")).to_be_visible()
    expect(frame.locator("#connection")).to_be_empty()


def test_the_page_is_readable_without_scripts(dashboard: str, browser: Browser) -> None:
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": 1280, "height": 900}
    )
    page = context.new_page()
    page.goto(f"{dashboard}?as-of=article&year=2009")
    expect(page.locator("#trend-finding")).to_contain_text("highest in 2009 (2,927)")
    for chart in ("trend", "change", "revised", "total"):
        expect(page.locator(f"#{chart}-alt")).to_be_visible()
        expect(page.locator(f"#{chart} .share")).to_be_hidden()
    expect(page.locator("#history")).to_contain_text("2009")
    expect(page.locator("#choices")).to_be_hidden()
    context.close()


def test_copying_needs_no_https(dashboard: str, browser: Browser) -> None:
    """Under a name that is not this computer's, a browser has no clipboard for a page."""
    context = browser.new_context()
    page = context.new_page()

    def under_a_name(route: Route) -> None:
        address = route.request.url.replace("http://stats.test/", dashboard)
        route.fulfill(response=route.fetch(url=address))

    page.route("http://stats.test/**", under_a_name)
    page.goto("http://stats.test/?as-of=article")
    page.wait_for_selector("#trend-plot .main-svg")
    assert page.evaluate("navigator.clipboard") is None
    button = menu(page, "trend").locator('[data-copy-link="view"]')
    button.click()
    expect(button).to_have_text("Copied")
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('textarea'), { id: 'paste' }))"
    )
    page.locator("#paste").focus()
    page.keyboard.press("Control+V")
    expect(page.locator("#paste")).to_have_value("http://stats.test/?as-of=article&lang=en#trend")
    page.evaluate("document.execCommand = () => false")
    button.click()
    expect(button).to_have_text("Not copied: the browser does not allow it here")
    context.close()


def test_a_copy_button_pressed_twice_gets_its_own_words_back(dashboard: str, visit: Open) -> None:
    page = visit(dashboard, alone=True)
    page.clock.install()
    button = menu(page, "trend").locator('[data-copy-link="view"]')
    for wait in (700, 700, 100):
        button.click()
        expect(button).to_have_text("Copied")
        page.clock.run_for(wait)
    expect(button).to_have_text("Copied")
    page.clock.run_for(1600)
    expect(button).to_have_text("Copy link to this view")


OVERLAPPING = """() => {
    const kinds = "button, a[href], select, input, summary, legend, label, h1, h2";
    const seen = [...document.querySelectorAll(kinds)].filter((each) =>
        each.checkVisibility() && !each.closest(".hidden, .skip, dialog, table"));
    const boxes = seen.flatMap((each) => [...each.getClientRects()].map((box) => [each, box]));
    const found = [];
    for (const [one, a] of boxes) for (const [two, b] of boxes) {
        if (one === two || one.contains(two) || two.contains(one)) continue;
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (wide > 2 && high > 4) found.push([one.outerHTML, two.outerHTML]);
    }
    return found;
}"""


def test_with_text_twice_as_large_nothing_overlaps(
    editable: str, tab: Open, subtests: pytest.Subtests
) -> None:
    page = tab()
    for width, language in product((1280, 390), LANGUAGES):
        with subtests.test(f"{width}, {language}"):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(f"{editable}?lang={language}")
            page.add_style_tag(content=":root { font-size: 200% }")
            page.wait_for_selector("#trend-plot .main-svg")
            assert page.evaluate(OVERLAPPING) == []
            assert page.evaluate("document.documentElement.scrollWidth") == width

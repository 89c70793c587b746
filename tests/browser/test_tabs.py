"""A test finds nothing in its tab of what the test before did there."""

import pytest
from playwright.sync_api import Browser, Route

from tests.browser.helpers import drawn, enter, hover_bar, open_form, ready
from tests.browser.tabs import NOTHING, Tab, Tabs


def test_what_a_reader_leaves_behind_is_not_there_for_the_next(
    editable: str, browser: Browser
) -> None:
    tabs = Tabs(browser)
    first = tabs.take(alone=False)
    first.begin(390, "dark", NOTHING)
    page = first.page
    enter(page.context, editable)
    page.goto(editable)
    ready(page).get_by_role("button", name="Light").click()
    open_form(page)
    page.locator("#figure-1-year").fill("2026")
    page.keyboard.press("Escape")
    hover_bar(page, "trend", 11)
    page.goto(f"{editable}?lang=ko")
    page.emulate_media(media="print", reduced_motion="reduce")
    asked: list[str] = []

    def refuse(route: Route) -> None:
        asked.append(route.request.url)
        route.abort()

    page.route("**/version", refuse)
    left = page.evaluate("[localStorage.length, sessionStorage.length, history.length]")
    assert min(left) > 0
    assert page.context.cookies()
    assert tabs.give_back(first, alone=False) == []

    again = tabs.take(alone=False)
    assert again is first
    again.begin(1280, "light", NOTHING)
    assert page.context.cookies() == []
    page.goto(editable)
    drawn(ready(page))
    assert page.evaluate("[localStorage.length, sessionStorage.length, history.length]") == [
        0,
        0,
        fresh_history(browser, editable),
    ]
    assert page.evaluate("[innerWidth, document.documentElement.dataset.theme]") == [1280, "light"]
    assert page.evaluate("document.documentElement.lang") == "en"
    for media in ("(prefers-color-scheme: dark)", "print", "(prefers-reduced-motion: reduce)"):
        assert not page.evaluate("(media) => matchMedia(media).matches", media), media
    assert page.locator("#trend .hovertext").count() == 0
    page.evaluate("fetch('version')")
    assert asked == []
    assert tabs.give_back(again, alone=True) == []


@pytest.mark.parametrize(
    "asked",
    [
        "fetch('http://example.org/').catch(() => null)",
        "fetch('http://192.0.2.1/', { mode: 'no-cors' }).catch(() => null)",
        "Object.assign(new Image(), { src: 'http://example.org/' }).decode().catch(() => null)",
        "import('http://example.org/x.js').catch(() => null)",
    ],
)
def test_a_request_to_another_host_is_a_complaint(browser: Browser, asked: str) -> None:
    tab = Tab(browser)
    tab.begin()
    tab.page.evaluate(f"() => {asked}")
    tab.page.evaluate("1")
    assert ["ERR_NAME_NOT_RESOLVED" in each for each in tab.complaints] == [True]
    tab.page.context.close()


def fresh_history(browser: Browser, address: str) -> int:
    """Return how long the way back is in a tab that was never used."""
    new = Tab(browser)
    new.page.goto(address)
    length: int = new.page.evaluate("history.length")
    new.page.context.close()
    return length

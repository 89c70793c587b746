"""The page for everyone: by axe, by keyboard, at any width, in both languages and themes."""

import io
import re

import pypdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from defector_stats.i18n.languages import LANGUAGES
from tests.browser.helpers import Open, drawn, menu, open_form, own_context

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # what passes is not described, which takes half of the time
}
VIEWS = [
    "as-of=article&compare=latest",
    "split=sex&change=percent&year=2009",
    "years=1900-1901",  # the usual view, and a notice
]
LAST = "#sources li"


def violations(page: Page, known: str = "") -> list[tuple[str, list[str]]]:
    """Return what breaks a rule on a page, without what is `known` to break none."""
    context = {"exclude": [[known]]} if known else None
    found = Axe().run(page, context, RULES).response["violations"]
    return [(each["id"], [node["html"] for node in each["nodes"]]) for each in found]


# Each two of width, theme and language meet.
@pytest.mark.parametrize(
    ("width", "theme", "language"),
    [(1280, "light", "en"), (1280, "dark", "ko"), (390, "light", "ko"), (390, "dark", "en")],
)
def test_axe_finds_nothing(
    editable: str, visit: Open, language: str, theme: str, width: int, subtests: pytest.Subtests
) -> None:
    page = visit(editable, width=width, theme=theme)
    for view in VIEWS:
        with subtests.test(view):
            page.goto(f"{editable}?{view}&lang={language}")
            expect(page.locator(LAST)).not_to_have_count(0)
            drawn(page)
            assert page.locator("html").get_attribute("data-theme") == theme
            assert page.locator("html").get_attribute("lang") == language
            assert violations(page) == []
    with subtests.test("the form over the last view"):
        open_form(page)
        page.locator("#figure-1-year").fill("2026")
        page.locator("#figure-1-arrivals").fill("5 4")
        expect(page.locator("#figure-1-arrivals-error")).not_to_be_empty()
        assert violations(page, known="main") == []


def test_320_pixels_need_no_sideways_scrolling(editable: str, visit: Open) -> None:
    """320 pixels are also a page of 1,280 at 400 % zoom."""
    page = visit(editable, width=320)
    for language in LANGUAGES:
        page.goto(f"{editable}?lang={language}")
        expect(page.locator(LAST)).not_to_have_count(0)
        open_form(page)
        assert page.evaluate("document.documentElement.scrollWidth") == 320, language


def test_everything_is_reached_by_keyboard(editable: str, visit: Open) -> None:
    page = visit(editable)
    expect(page.locator(LAST)).not_to_have_count(0)
    wanted = page.evaluate(
        """() => {
            const kinds = "a[href], button, select, input, summary, [tabindex='0']";
            return [...document.querySelectorAll(kinds)]
                .filter((each) => each.checkVisibility() && each.type !== "radio").length;
        }"""
    )
    seen: set[int] = set()
    for _ in range(wanted + 60):
        page.keyboard.press("Tab")
        # Where the focus is, and that it shows.
        place, outline, what = page.evaluate(
            """() => {
                const here = document.activeElement;
                const all = [...document.querySelectorAll("*")];
                return [all.indexOf(here), getComputedStyle(here).outlineStyle, here.outerHTML];
            }"""
        )
        if place in seen and len(seen) >= wanted:
            break
        seen.add(place)
        assert outline != "none" or what.startswith("<body"), what
    assert len(seen) >= wanted


def test_a_year_is_chosen_in_a_chart_by_keyboard(dashboard: str, visit: Open) -> None:
    page = visit(dashboard)
    chart = page.locator("#trend-plot")
    chart.focus()
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    expect(page.locator("#said")).to_contain_text("1999")
    expect(page.locator("#said")).to_contain_text("148")
    page.keyboard.press("End")
    expect(page.locator("#said")).to_contain_text("223")
    page.keyboard.press("Enter")
    history = page.locator("#history")
    expect(history.locator("h2")).to_have_text("2025")
    assert page.evaluate("document.activeElement.closest('dialog') !== null")
    page.keyboard.press("Escape")
    expect(history).to_be_hidden()
    expect(chart).to_be_focused()


def test_the_language_follows_the_browser_and_is_remembered(
    dashboard: str, browser: Browser
) -> None:
    with own_context(browser, locale="ko-KR") as context:
        page = context.new_page()
        page.goto(f"{dashboard}?as-of=article")
        expect(page.locator("h1")).to_have_text("북한이탈주민 입국 현황")
        expect(page.locator("#trend-finding")).to_contain_text("2009년에 2,927명")
        expect(page.locator("#trend-source")).to_contain_text("자료: 통일부(2011년 10월 기준)")
        page.locator("#unit").get_by_label("%", exact=True).check(force=True)
        expect(page.locator("#change-finding")).to_contain_text("최대 증가: 2006년 +45.9%")
        expect(page).to_have_url(re.compile("lang=ko"))
        page.get_by_role("link", name="English").click()
        expect(page.locator("h1")).to_have_text("North Korean defectors arriving in South Korea")
        expect(page.locator("#change-finding")).to_contain_text("Largest rise: +45.9% in 2006")
        expect(page).to_have_url(re.compile("as-of=article.*lang=en"))
        page.goto(dashboard)
        expect(page.locator("html")).to_have_attribute("lang", "en")
        assert "plotly-locale" not in page.content()
    with own_context(browser, locale="de-DE") as context:
        page = context.new_page()
        page.goto(f"{dashboard}?lang=fr")
        expect(page.locator("#link-notice")).to_contain_text("lang=fr")


def background(page: Page, selector: str) -> str:
    return str(page.locator(selector).evaluate("each => getComputedStyle(each).backgroundColor"))


def test_the_theme_follows_the_system_and_is_remembered(dashboard: str, visit: Open) -> None:
    dark, light = "rgb(21, 24, 28)", "rgb(255, 255, 255)"
    page = visit(dashboard, theme="dark")
    assert background(page, "html") == dark
    drawn = page.locator("#trend-plot .main-svg").first
    assert drawn.evaluate("each => each.style.background") == dark
    page.get_by_role("button", name="Light").click()
    expect(drawn).to_have_css("background-color", light)
    assert background(page, "html") == light
    page.reload()
    page.wait_for_selector("#total .main-svg")
    assert background(page, "html") == light
    page.get_by_role("button", name="Dark").click()
    expect(drawn).to_have_css("background-color", dark)
    assert page.evaluate("localStorage.getItem('theme')") is None
    page.emulate_media(color_scheme="light")
    expect(drawn).to_have_css("background-color", light)
    with page.expect_download() as download:
        menu(page, "trend").get_by_role("button", name="PNG").click()
    assert not download.value.suggested_filename.endswith("_dark.png")


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_report_is_printed_with_all_sources(dashboard: str, visit: Open, language: str) -> None:
    page = visit(f"{dashboard}?lang={language}", theme="dark")
    expect(page.locator(LAST)).not_to_have_count(0)
    rows = ["".join(row.split()) for row in page.locator("#table tbody tr").all_text_contents()]
    addresses = page.locator("#sources a").evaluate_all(
        "all => all.map((each) => each.getAttribute('href') || '')"
    )
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    content = page.pdf(format="A4", print_background=True)
    printed = pypdf.PdfReader(io.BytesIO(content))
    assert 2 <= len(printed.pages) <= 12
    assert [float(side) for side in printed.pages[0].mediabox[2:]] == pytest.approx(
        [595, 842], abs=2
    )
    text = "".join("".join(page.extract_text() for page in printed.pages).split())
    assert len(addresses) > 2 and len(rows) > 3, "more than the page shows at first"
    assert [address for address in addresses if address not in text] == []
    assert "34,537" in text
    assert [row for row in rows if row not in text] == []
    assert "PNG" not in text


def test_reduced_motion_is_respected(dashboard: str, tab: Open) -> None:
    page = tab()
    page.emulate_media(reduced_motion="reduce")
    page.goto(dashboard)
    page.wait_for_selector("#change .main-svg")
    moving = page.evaluate(
        """() => [...document.querySelectorAll("body *")].filter((each) =>
            parseFloat(getComputedStyle(each).transitionDuration) > 0
            || parseFloat(getComputedStyle(each).animationDuration) > 0).length"""
    )
    assert moving == 0

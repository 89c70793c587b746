"""The page as a reader meets it: what is in sight first, how long it is, what is offered."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from defector_stats.charts.catalogue import CHARTS
from defector_stats.i18n.languages import LANGUAGES
from tests.browser.helpers import (
    BARS,
    Gate,
    Open,
    as_of,
    drawn,
    menu,
    ready,
    show_table,
)


def box(place: Locator) -> Any:  # noqa: ANN401
    return place.evaluate("each => each.getBoundingClientRect().toJSON()")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_chart_of_arrivals_begins_on_the_first_screen(
    shipped_dashboard: str, tab: Open, language: str, subtests: pytest.Subtests
) -> None:
    page = tab()
    for width, most in ((1280, 200), (390, 400)):
        with subtests.test(f"{width} px"):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(f"{shipped_dashboard}?lang={language}")
            drawn(page)
            assert box(page.locator("#trend-plot"))["top"] <= most
            for part in (".headline", "#numbers", ".sources"):
                assert 0 < box(page.locator(part))["bottom"] <= most
            expect(page.locator("#numbers .value")).to_have_count(3)
            # The headline of that day is a long one, and the band stands above the chart.
            page.goto(f"{shipped_dashboard}?lang={language}&as-of=2016-08-01&compare=latest")
            expect(page.locator("#band p")).to_be_visible()
            assert box(page.locator("#trend-plot"))["top"] <= most


def test_on_a_desktop_title_numbers_and_controls_have_a_row_each(
    shipped_dashboard: str, visit: Open
) -> None:
    page = visit(shipped_dashboard)
    for row in (".top > *", "#numbers > li", "#sections > li, .edition", "#trend .head > *"):
        middles = page.locator(row).evaluate_all(
            """all => all.map((each) => {
                const { top, bottom } = each.getBoundingClientRect();
                return (top + bottom) / 2;
            })"""
        )
        assert max(middles) - min(middles) < 8, row
    first_screen = page.locator("#trend .head, #trend-source")
    assert max(box(each)["bottom"] for each in first_screen.all()) <= 800


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_at_most_four_screens_long(
    shipped_dashboard: str, tab: Open, language: str
) -> None:
    page = tab()
    for view in (
        "",
        "&split=sex",
        "&split=sex&compare=article",
        "&as-of=article",
        "&as-of=2012-06-30&compare=latest",
        "&years=2010-2025&change=percent",
        "&revised=2009",
    ):
        page.goto(f"{shipped_dashboard}?lang={language}{view}")
        drawn(page)
        assert page.evaluate("document.documentElement.scrollHeight") <= 3200, view
        assert box(page.locator("#trend-plot"))["top"] <= 200, view


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_out_of_sight_and_nothing_scrolls_within(
    shipped_dashboard: str, tab: Open, language: str, subtests: pytest.Subtests
) -> None:
    page = tab()
    for width in (390, 1280):
        with subtests.test(f"{width} px"):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(f"{shipped_dashboard}?lang={language}")
            drawn(page)
            for chart in CHARTS:
                menu(page, chart)
                assert out_of_sight(page) == []
                page.keyboard.press("Escape")
            show_tables_in_sight(page)
            # Counts of months have the longest names.
            page.goto(f"{shipped_dashboard}?lang={language}&as-of=2012-06-30")
            show_tables_in_sight(page)


def show_tables_in_sight(page: Page) -> None:
    for chart in CHARTS:
        show_table(page, chart)
    assert out_of_sight(page) == []


def out_of_sight(page: Page) -> list[str]:
    """Return what is shown beside the window, or scrolls within its place."""
    hidden: list[str] = page.evaluate(
        """() => [...document.querySelectorAll("body *")]
            .filter((each) => each.checkVisibility() && !each.closest(".hidden, .alt, svg"))
            .filter((each) => {
                const { left, right } = each.getBoundingClientRect();
                const { scrollHeight, clientHeight, scrollWidth, clientWidth } = each;
                const more = scrollHeight > clientHeight + 1 || scrollWidth > clientWidth + 1;
                const scrolls = each.matches(".table, .sheet, table") && more;
                const outside = left < -0.5 || right > window.innerWidth + 0.5;
                return scrolls || (outside && !each.matches(".skip"));
            })
            .map((each) => each.outerHTML.slice(0, 120))"""
    )
    return hidden


def test_the_section_in_sight_is_marked_and_stays_reachable(
    shipped_dashboard: str, visit: Open
) -> None:
    page = visit(shipped_dashboard)
    current = page.locator("#sections [aria-current]")
    expect(current).to_have_text("Arrivals")
    page.get_by_role("link", name="Revisions", exact=True).click()
    expect(current).to_have_text("Revisions")
    expect(page.locator("#revised-title")).to_be_in_viewport()
    assert box(page.locator("nav"))["top"] == 0
    assert box(page.locator("#revised-title"))["top"] >= box(page.locator("nav"))["bottom"]
    page.get_by_role("link", name="Documents", exact=True).click()
    expect(current).to_have_text("Documents")


def test_on_a_phone_sections_and_controls_are_behind_a_button_each(
    dashboard: str, visit: Open
) -> None:
    page = visit(dashboard, width=390)
    expect(page.locator("#choices")).to_be_hidden()
    page.get_by_role("button", name="View").click()
    page.locator("#split").get_by_label("by sex").check(force=True)
    expect(page.locator("#trend-title")).to_contain_text("by year and sex")
    page.get_by_role("button", name="Sections").click()
    expect(page.locator("#choices")).to_be_hidden()
    page.get_by_role("link", name="Total", exact=True).click()
    expect(page.locator("#sections")).to_be_hidden()
    expect(page.locator("#total-title")).to_be_in_viewport()
    page.get_by_role("button", name="View").click()
    page.keyboard.press("Escape")
    expect(page.locator("#choices")).to_be_hidden()
    expect(page.get_by_role("button", name="View")).to_be_focused()


def test_chart_and_table_are_in_one_place(dashboard: str, visit: Open) -> None:
    page = visit(dashboard)
    for chart in CHARTS:
        plot, table = page.locator(f"#{chart}-plot"), page.locator(f"#{chart}-table")
        expect(plot).to_be_visible()
        expect(table).to_be_hidden()
        show_table(page, chart)
        expect(plot).to_be_hidden()
        expect(table).to_be_visible()
    page.locator("#trend").get_by_label("Chart", exact=True).check(force=True)
    expect(page.locator(f"#trend {BARS}")).to_have_count(28)


def test_the_table_of_figures_begins_with_the_newest_and_has_all(
    dashboard: str, visit: Open
) -> None:
    page = visit(dashboard)
    expect(page.locator("#table tbody tr:visible")).to_have_count(3)
    page.get_by_role("button", name="All rows").click()
    expect(page.locator("#table tbody tr:visible")).to_have_count(28)
    page.get_by_role("button", name="Only the first rows").click()
    expect(page.locator("#table tbody tr:visible")).to_have_count(3)
    expect(page.locator("#sources > li:visible")).to_have_count(2)
    page.get_by_role("button", name="All documents").click()
    expect(page.locator("#sources > li:visible")).to_have_count(
        page.locator("#sources > li").count()
    )


def test_without_data_a_chart_is_its_sentence(dashboard: str, visit: Open) -> None:
    page = visit(f"{dashboard}?as-of=article")
    for chart in ("revised", "total"):
        expect(page.locator(f"#{chart}-finding")).to_be_visible()
        for part in (".wide-plot", ".segments", ".table"):
            expect(page.locator(f"#{chart} {part}").first).to_be_hidden()
        expect(menu(page, chart).get_by_role("button", name="PNG")).to_be_hidden()
        page.keyboard.press("Escape")
    as_of(page, "latest")
    expect(page.locator("#total-plot .main-svg").first).to_be_visible()


def test_a_control_that_can_do_nothing_is_not_offered(dashboard: str, visit: Open) -> None:
    page = visit(f"{dashboard}?as-of=article")
    expect(page.locator("#split")).to_be_hidden()
    expect(page.locator("#revised-year")).to_be_hidden()
    expect(page.locator("#first-year option")).to_have_count(6)
    as_of(page, "latest")
    expect(page.locator("#split")).to_be_visible()
    expect(page.locator("#first-year option")).to_have_count(28)
    offered = page.locator("#compare option")
    expect(offered.nth(1)).to_have_text("Compared with the article")
    expect(offered.nth(2)).to_have_text("Compared with 20 January 2026")


def test_old_figures_are_named_above_the_chart(dashboard: str, visit: Open) -> None:
    page = visit(f"{dashboard}?as-of=2011-10-31")
    expect(page.locator("#band")).to_contain_text(
        "As of 31 October 2011: what this collection had then."
    )
    page.get_by_role("link", name="Back to the newest.").click()
    expect(page.locator("#band")).to_be_empty()
    expect(page.locator("#trend-finding")).to_contain_text("in 2025 there were 223")


def test_a_day_may_be_written_as_one_likes(dashboard: str, visit: Open) -> None:
    page = visit(dashboard)
    for typed, asked in (
        ("2010", "2010-12-31"),
        ("2012-02", "2012-02-29"),
        ("2011. 10. 31.", "2011-10-31"),
    ):
        as_of(page, typed)
        expect(page, typed).to_have_url(re.compile(f"as-of={asked}$"))


def test_a_day_that_is_none_changes_nothing(dashboard: str, visit: Open) -> None:
    page = visit(dashboard)
    as_of(page, "soon")
    day = page.locator("#as-of")
    assert "2011-10-31" in day.evaluate("each => each.validationMessage")
    page.locator("#first-year").focus()
    expect(day).to_have_value("4 February 2026: newest")
    assert page.url == dashboard


def test_years_do_not_fill_the_way_back_and_no_press_is_lost(dashboard: str, visit: Open) -> None:
    page = ready(visit(dashboard))
    before = page.evaluate("history.length")
    gate = Gate(page, "**/_dash-update-component*")
    as_of(page, "2012-01-11")
    for year in ("2001", "2004", "2006"):
        page.locator("#first-year").select_option(year)
    page.locator("#last-year").select_option("2009")
    gate.open()
    expect(page).to_have_url(re.compile("as-of=2012-01-11&years=2006-2009$"))
    expect(page.locator(f"#trend {BARS}")).to_have_count(4)
    assert page.evaluate("history.length") == before + 1
    page.locator("#first-year").select_option("1998")
    page.locator("#last-year").select_option("2011")
    expect(page).to_have_url(re.compile("as-of=2012-01-11$"))
    page.go_back()
    expect(page).to_have_url(dashboard)
    expect(page.locator(f"#trend {BARS}")).to_have_count(28)


def test_a_link_is_of_this_day_or_of_the_newest(dashboard: str, visit: Open) -> None:
    page = ready(visit(f"{dashboard}?change=percent", alone=True))
    page.clock.install()
    links = {}
    for kind in ("view", "newest", "relative"):
        menu(page, "change").locator(f'[data-copy-link="{kind}"]').click()
        expect(page.get_by_role("button", name="Copied")).to_have_count(1)
        links[kind] = page.evaluate("navigator.clipboard.readText()")
        page.clock.run_for(2000)
        expect(page.get_by_role("button", name="Copied")).to_have_count(0)
    assert links == {
        "view": f"{dashboard}?change=percent&lang=en&as-of=2026-02-04#change",
        "newest": f"{dashboard}?change=percent&lang=en#change",
        "relative": "?change=percent&lang=en&as-of=2026-02-04#change",
    }


def test_a_picture_a_table_and_an_svg_are_taken_from_the_menu(dashboard: str, visit: Open) -> None:
    page = ready(visit(dashboard))
    opened = menu(page, "change")
    opened.locator(".size").select_option("square")
    with page.expect_download() as download:
        opened.get_by_role("button", name="SVG").click()
    assert download.value.suggested_filename.endswith("_1080x1080.svg")
    svg = download.value.path().read_text("utf-8")
    assert svg.startswith("<svg")
    assert '<title id="title">Change in arrivals' in svg
    assert "2,914" not in svg.split("</desc>")[1]
    opened.get_by_role("button", name="Copy table").click()
    expect(opened.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "2025\t223\t−13\t−5.5%" in copied
    expect(opened.get_by_role("button", name="Copied")).to_have_count(0)
    opened.get_by_role("button", name="Copy picture").click()
    expect(opened.get_by_role("button", name="Copied")).to_have_count(1)
    kinds = page.evaluate("navigator.clipboard.read().then((items) => items[0].types)")
    assert "image/png" in kinds


def test_a_pdf_is_drawn_where_the_server_has_a_browser(dashboard: str, visit: Open) -> None:
    page = ready(visit(dashboard))
    with page.expect_download(timeout=60_000) as download:
        menu(page, "trend").get_by_role("button", name="PDF").click()
    assert download.value.path().read_bytes().startswith(b"%PDF")


def test_at_twice_the_size_of_text_all_is_there(dashboard: str, visit: Open) -> None:
    page = visit(dashboard)
    page.add_style_tag(content="html { font-size: 200% }")
    assert page.evaluate("document.documentElement.scrollWidth") == 1280
    for part in (".headline", "#numbers", "#sections", "#choices", "#change-title"):
        expect(page.locator(part)).to_be_visible()


def test_without_scripts_all_words_and_tables_are_there(dashboard: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 900})
    page = context.new_page()
    page.goto(dashboard)
    for chart in CHARTS:
        for part in ("finding", "source", "table", "alt"):
            expect(page.locator(f"#{chart}-{part}")).to_be_visible()
    expect(page.locator("#table tbody tr:visible")).to_have_count(28)
    expect(page.locator("#sections")).to_be_visible()
    expect(page.locator("#numbers")).to_be_visible()
    context.close()


def test_the_sign_of_a_note_ends_no_line(shipped_dashboard: str, visit: Open) -> None:
    page = visit(shipped_dashboard, width=390)
    signed = page.locator("section:not([data-empty]) .signed")
    assert signed.count() >= 4
    for width in range(320, 400, 20):
        page.set_viewport_size({"width": width, "height": 900})
        lines = signed.evaluate_all("all => all.map((each) => each.getClientRects().length)")
        assert set(lines) == {1}, width

"""Chart and words are of one view, however the page is opened and whenever a control is used."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.helpers import BARS, Gate, Open, as_of, ready, until

ARTICLE = {
    "trend": (
        "Between 2005 and 2010 arrivals were highest in 2009 (2,927); in 2010 there were 2,423, "
        "504 fewer."
    ),
    "change": "Largest rise: +635 in 2006; largest fall: −504 in 2010.",
    "revised": "No count in this view was published with more than one value.",
    "total": "No full year in this view can be added up from 1998 on.",
}


def expect_the_article(page: Page) -> None:
    expect(page.locator(f"#trend {BARS}")).to_have_count(6)
    for chart, finding in ARTICLE.items():
        expect(page.locator(f"#{chart}-finding")).to_have_text(finding)
    for word in ("source", "alt", "citation"):
        expect(page.locator(f"#trend-{word}")).to_contain_text(
            re.compile("The Korea Herald.*October 2011")
        )
    expect(page.locator("#as-of")).to_have_value(re.compile("the article"))
    expect(page.locator("#table tbody tr")).to_have_count(6)


@pytest.mark.parametrize("policy", ["no-referrer", "strict-origin"])
def test_opening_a_view_needs_no_referrer(dashboard: str, tab: Open, policy: str) -> None:
    def hardened(route: Route) -> None:
        answer = route.fetch()
        headers = {**answer.headers, "referrer-policy": policy}
        route.fulfill(response=answer, headers=headers)

    page = tab()
    page.route("**/*", hardened)
    page.goto(f"{dashboard}?as-of=article")
    expect_the_article(page)


def test_back_shows_the_view_that_was_left(dashboard: str, visit: Open) -> None:
    page = visit(f"{dashboard}?lang=en")
    as_of(page, "article")
    expect_the_article(page)
    page.goto("data:text/html,away")
    page.go_back()
    expect_the_article(page)
    page.reload()
    expect_the_article(page)
    page.go_back()
    expect(page.locator(f"#trend {BARS}")).to_have_count(28)
    expect(page.locator("#trend-finding")).to_contain_text("2,914 in 2009")
    expect(page.locator("#as-of")).to_have_value("4 February 2026: newest")
    page.go_forward()
    expect_the_article(page)


@pytest.mark.parametrize("late", ["**/static/dash-renderer*", "**/static/p*"])
def test_back_is_followed_before_everything_is_there(
    dashboard: str, visit: Open, late: str
) -> None:
    page = visit(f"{dashboard}?lang=en")
    as_of(page, "article")
    expect_the_article(page)
    gate = Gate(page, late)
    page.reload(wait_until="commit")
    page.wait_for_selector("#trend-finding")
    page.evaluate("history.back()")
    page.wait_for_url(re.compile(r"lang=en$"), wait_until="commit")
    gate.open()
    expect(page.locator(f"#trend {BARS}")).to_have_count(28)
    expect(page.locator("#as-of")).to_have_value("4 February 2026: newest")


def test_a_control_may_be_used_before_everything_is_there(dashboard: str, tab: Open) -> None:
    """On a slow line: the controls are there long before Dash is."""
    page = tab()
    gate = Gate(page, "**/static/dash-renderer*")
    page.goto(dashboard, wait_until="commit")
    page.wait_for_selector("#trend-plot .main-svg")
    as_of(page, "article")
    page.wait_for_url(re.compile("as-of=article"), wait_until="commit")
    gate.open()
    expect_the_article(page)


def test_a_control_may_be_used_before_the_scripts_are_there(dashboard: str, tab: Open) -> None:
    page = tab()
    gate = Gate(page, "**/static/p*")
    page.goto(dashboard, wait_until="commit")
    page.locator("#as-of").fill("article")
    gate.open()
    page.wait_for_url(re.compile("as-of=article"))
    expect_the_article(page)


def test_an_answer_that_comes_late_changes_nothing(dashboard: str, visit: Open) -> None:
    page = ready(visit(dashboard))
    held: list[Route] = []

    def hold_the_first(route: Route) -> None:
        if held:
            route.continue_()
        else:
            held.append(route)

    page.route("**/_dash-update-component*", hold_the_first)
    with page.expect_request("**/_dash-update-component*"):
        as_of(page, "2012-01-11")
    as_of(page, "article")
    expect_the_article(page)
    with page.expect_response("**/_dash-update-component*"):
        held[0].continue_()
    page.locator("#compare").select_option("latest")
    expect(page.locator("#trend-finding")).to_contain_text("as of 4 February 2026")
    expect(page).to_have_url(re.compile(r"as-of=article&compare=latest$"))


def test_two_choices_at_once_are_both_kept(dashboard: str, visit: Open) -> None:
    page = visit(dashboard)
    page.evaluate(
        """() => {
            for (const input of document.querySelectorAll('[value="sex"], [value="percent"]')) {
                input.click();
            }
        }"""
    )
    expect(page).to_have_url(re.compile("change=percent&split=sex$"))
    expect(page.locator("#trend-title")).to_contain_text("by year and sex")
    expect(page.locator("#change-title")).to_contain_text("percent")


def test_a_chart_is_as_high_as_its_rows(dashboard: str, visit: Open) -> None:
    page = visit(dashboard)
    plot = page.locator("#revised-plot")
    drawn = plot.locator(".main-svg").first
    expect(drawn).to_be_attached()
    for vintage, year in (("latest", ""), ("latest", "2009"), ("2012-01-11", "")):
        as_of(page, vintage)
        page.locator("#revised-year").select_option(year)
        expect(page.locator("#revised-year")).to_have_value(year)
        until(
            page,
            """() => {
                const plot = document.getElementById("revised-plot");
                const height = Number(plot.querySelector(".main-svg").getAttribute("height"));
                return height === plot.clientHeight;
            }""",
        )
        page.locator("#revised-year").select_option("")


def test_an_older_vintage_is_drawn_lower(dashboard: str, visit: Open) -> None:
    page = visit(dashboard)
    height = "() => document.getElementById('revised-plot').clientHeight"
    expect(page.locator("#revised-plot .main-svg").first).to_be_attached()
    before = page.evaluate(height)
    as_of(page, "2012-01-11")
    expect(page.locator("#revised-finding")).not_to_contain_text("15 counts")
    assert page.evaluate(height) <= before
    as_of(page, "latest")
    expect(page.locator("#revised-finding")).to_contain_text("15 counts")
    assert page.evaluate(height) == before

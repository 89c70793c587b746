"""What was published when, on the page."""

import re

from playwright.sync_api import Browser, expect

from tests.browser.helpers import Open, as_of, drawn, hover_bar, own_context, ready, show_table

# A slow phone has the finger down again before Plotly reports the second click of the first tap.
LATE_CLICK = """(plot, [before, now]) => {
    const { left } = plot.getBoundingClientRect();
    const down = { bubbles: true, pointerType: "touch", clientX: left + now };
    plot.dispatchEvent(new PointerEvent("pointerdown", down));
    const event = new MouseEvent("mousedown", { clientX: left + before });
    plot.emit("plotly_click", { event, points: plot._hoverdata });
}"""


def test_a_bar_opens_the_history_of_its_year(dashboard: str, visit: Open) -> None:
    page = visit(dashboard)
    history = page.locator("#history")
    for _ in range(2):  # the same bar opens again after it was closed
        hover_bar(page, "trend", 11)
        page.mouse.down()
        page.mouse.up()
        expect(history.locator("h2")).to_have_text("2009")
        expect(page).to_have_url(re.compile(r"\?year=2009$"))
        expect(history.locator("table").first.locator("tbody tr")).to_have_count(4)
        expect(history).to_contain_text("January–November")
        for value in ("2,952", "2,927", "2,929", "2,914"):
            expect(history).to_contain_text(value)
        page.keyboard.press("Escape")
        expect(history).to_be_empty()


def test_a_finger_shows_a_year_by_its_first_tap_and_opens_it_by_the_second(
    dashboard: str, browser: Browser
) -> None:
    with own_context(browser, 390, touch=True) as context:
        page = context.new_page()
        page.goto(dashboard)
        drawn(ready(page))
        said = page.locator("#trend-plot .hoverlayer")

        plot = page.locator("#trend-plot")

        def across(year: int) -> float:
            where = "({ _fullLayout: { xaxis, _size } }, year) => _size.l + xaxis.d2p(year)"
            at: float = plot.evaluate(where, year)
            return at

        def tap(year: int) -> None:
            plot.tap(position={"x": across(year), "y": 300})

        tap(2009)
        expect(said).to_contain_text("Press for the history of 2009.")
        plot.evaluate(LATE_CLICK, [across(2009), across(2020)])
        tap(2020)
        expect(said).to_contain_text("Press for the history of 2020.")
        expect(page.locator("#history")).to_be_empty()
        tap(2020)
        expect(page.locator("#history h2")).to_have_text("2020")


def test_a_row_opens_the_history_with_quarters(dashboard: str, visit: Open) -> None:
    page = visit(dashboard)
    page.locator("#table").get_by_role("link", name="2024", exact=True).click()
    history = page.locator("#history")
    expect(history.locator("table").last.locator("tbody tr")).to_have_text(
        [
            re.compile(r"^\s*January–March\s+43\s+published"),
            re.compile(r"^\s*April–June\s+62\s+derived: 105 − 43"),
            re.compile(r"^\s*July–September\s+76\s+derived: 181 − 105"),
            re.compile(r"^\s*October–December\s+55\s+derived: 236 − 181"),
        ]
    )
    bars = history.locator(".quarters svg > rect")
    heights = bars.evaluate_all("all => all.map((each) => +each.getAttribute('height'))")
    assert [round(height / 90 * 76) for height in heights] == [43, 62, 76, 55]
    history.get_by_role("link", name="Close").click()
    expect(history).to_be_empty()


def test_the_history_of_a_year_fits_a_phone_in_korean(dashboard: str, visit: Open) -> None:
    page = visit(f"{dashboard}?lang=ko&year=2024", width=390)
    outside = page.locator("#history *").evaluate_all(
        """all => all.filter((each) => each.checkVisibility() && !each.closest(".hidden"))
            .filter((each) => {
                const { left, right } = each.getBoundingClientRect();
                return left < 0 || right > window.innerWidth + 0.5;
            })
            .map((each) => each.outerHTML.slice(0, 120))"""
    )
    assert outside == []
    expect(page.locator(".quarters svg text")).to_have_text(
        ["43", "1분기", "62", "2분기", "76", "3분기", "55", "4분기"]
    )


def test_the_table_of_revisions_and_its_filter(dashboard: str, visit: Open) -> None:
    page = visit(dashboard)
    expect(page.locator("#revised-finding")).to_have_text(
        "15 counts were published with more than one value. "
        "From the first value to the newest, 2009 (−38) changed most."
    )
    expect(page.locator("#revised-table tr.first")).to_have_count(15)
    page.locator("#revised-year").select_option("2009")
    expect(page.locator("#revised-finding")).to_have_text("2009: 2,952 → 2,927 → 2,929 → 2,914.")
    expect(page.locator("#revised-table tbody tr")).to_have_count(4)
    expect(page.locator("#revised-table tbody tr").nth(1)).to_contain_text(
        "Daily NK, May 2011; The Korea Herald, October 2011; "
        "Ministry of Unification, 11 January 2012"
    )
    expect(page).to_have_url(re.compile("revised=2009$"))
    show_table(page, "revised")
    page.locator("#revised-table").get_by_role("link", name="2009").click()
    expect(page.locator("#history h2")).to_contain_text("2009")


def test_the_date_picker_shows_what_was_known_that_day(dashboard: str, visit: Open) -> None:
    page = visit(dashboard)
    as_of(page, "2010-02-01")
    expect(page.locator("#trend-finding")).to_contain_text("2,952 people arrived in 2009")
    expect(page).to_have_url(re.compile("as-of=2010-02-01$"))
    expect(page.locator("#band")).to_contain_text("As of 1 February 2010")
    page.keyboard.press("Tab")
    expect(page.locator("#as-of")).to_have_value("1 February 2010")
    expect(page.locator("#table tbody tr").first).to_contain_text("provisional")


def test_any_two_vintages_are_compared(dashboard: str, visit: Open) -> None:
    page = visit(dashboard + "?as-of=2013-06-30")
    page.locator("#compare").select_option(label="Compared with 6 January 2010")
    expect(page.locator("#trend-finding")).to_contain_text(
        "differs from the one as of 6 January 2010: 2009 (+23)."
    )
    expect(page.locator("#trend .annotation-text", has_text="less those")).to_have_text(
        "Figures as of 6 January 2010 less those as of 30 June 2013, persons"
    )


def test_compare_with_the_latest_figures(dashboard: str, visit: Open) -> None:
    page = visit(dashboard + "?as-of=article")
    expect(page.locator("#table tbody tr")).to_have_count(6)
    page.locator("#compare").select_option("latest")
    expect(page.locator("#trend-finding")).to_contain_text(
        "All 6 figures shown differ from those as of 4 February 2026: 2005 (+1), 2006 (+10), "
        "2007 (+10), 2008 (−6), 2009 (−13) and 2010 (−21)."
    )
    panel = page.locator("#trend .annotation-text", has_text="less those")
    expect(panel).to_have_text(
        "Figures as of 4 February 2026 less those of The Korea Herald, October 2011, alone, persons"
    )
    expect(page).to_have_url(re.compile("compare=latest"))


def test_part_of_a_year_is_compared_with_the_same_months(dashboard: str, visit: Open) -> None:
    page = visit(dashboard + "?as-of=2024-10-31")
    expect(page.locator("#trend-finding")).to_contain_text(
        "January–September 2024: 181, 42 more than in the same months of 2023."
    )
    expect(page.locator("#change-notes")).to_contain_text("2024 counts January–September only")


def test_published_totals_and_what_does_not_agree(dashboard: str, visit: Open) -> None:
    page = visit(dashboard)
    expect(page.locator("#total-table tbody tr")).to_have_count(20)
    newest = page.locator("#total-table tbody tr").first
    expect(newest).to_contain_text("34,537")
    expect(newest).to_contain_text("agrees")
    expect(page.locator("#total-table")).to_contain_text("34 fewer than published")
    expect(page.locator("#total-finding")).to_contain_text("34,537 people had arrived")
    page.locator("#quality summary").click()
    expect(page.locator("#quality li")).to_have_count(4)


def test_the_history_of_an_address_opens_on_a_page_that_has_the_keyboard(
    dashboard: str, visit: Open
) -> None:
    """Its first link hears of that before the last script is read; `visit` fails for an error."""
    page = visit(dashboard)
    page.goto(f"{dashboard}?year=2009")
    ready(page)
    expect(page.get_by_role("link", name="Close")).to_be_focused()

"""On paper every chart is whole and on white, from any window and in any theme."""

import io

import pypdf
import pytest
from playwright.sync_api import expect

from tests.browser.helpers import Open, ready

PAPER = 681
"""Pixels between the margins of A4."""
NOTE = """
window.printed = [];
matchMedia("print").addEventListener("change", ({ matches }) => matches && window.printed.push(
  ...[...document.querySelectorAll(".js-plotly-plot")].map((plot) => {
    const svg = plot.querySelector(".main-svg");
    const bars = [...plot.querySelectorAll(".point path, .scatterlayer .point")];
    return {
      width: Number(svg.getAttribute("width")),
      paper: getComputedStyle(svg).backgroundColor,
      right: Math.max(...bars.map((bar) => bar.getBoundingClientRect().right)
        .map((right) => right - plot.getBoundingClientRect().left)),
    };
  })));
"""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_chart_is_whole_while_the_browser_prints(
    dashboard: str, tab: Open, theme: str, subtests: pytest.Subtests
) -> None:
    page = tab(theme=theme)
    for width in (1280, 1440, 390):
        with subtests.test(f"{width} px"):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(dashboard)
            page.wait_for_selector("#total .main-svg")
            on_screen = page.locator("#trend .main-svg").first.get_attribute("width")
            page.evaluate(NOTE)
            page.pdf(format="A4", print_background=True)
            printed = page.evaluate("window.printed")
            assert len(printed) >= 4
            for chart in printed:
                assert chart["width"] <= PAPER
                assert chart["right"] <= chart["width"]
                assert chart["paper"] == "rgb(255, 255, 255)"
            shown = page.locator("#trend .main-svg").first
            expect(shown).to_have_attribute("width", on_screen or "")


def test_charts_that_were_not_reached_yet_are_printed(dashboard: str, tab: Open) -> None:
    page = tab(alone=True)
    page.add_init_script("window.requestIdleCallback = () => 0;")
    page.goto(dashboard)
    page.wait_for_selector("#trend-plot .main-svg")
    expect(page.locator("#total-plot .main-svg")).to_have_count(0)
    page.evaluate(NOTE)
    page.pdf(format="A4")
    assert len(page.evaluate("window.printed")) >= 4


def test_the_first_two_charts_share_a_sheet_with_their_sources(dashboard: str, tab: Open) -> None:
    page = tab()
    for language, source in (("en", "Source:Ministry"), ("ko", "자료:통일부(")):
        page.goto(f"{dashboard}?lang={language}")
        page.wait_for_selector("#total .main-svg")
        paper = page.pdf(format="A4")
        first = pypdf.PdfReader(io.BytesIO(paper)).pages[0].extract_text()
        assert "".join(first.split()).count(source) == 2, language


def test_tables_on_paper_have_each_heading_over_its_column(dashboard: str, visit: Open) -> None:
    page = ready(visit(f"{dashboard}?lang=ko", width=680))
    page.emulate_media(media="print")
    for table in ("#table", "#revised-table", "#total-table"):
        left = "all => all.map((each) => Math.round(each.getBoundingClientRect().left))"
        columns = page.locator(f"{table} thead th").evaluate_all(left)
        cells = page.locator(f"{table} tbody tr").first.locator("th, td").evaluate_all(left)
        assert columns == cells == sorted(set(cells)), table
    assert page.evaluate("document.documentElement.scrollWidth") <= 680

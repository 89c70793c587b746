"""How the lines of the Korean page break: no word in two, and no sign alone at either end."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.helpers import Open, menu

BROKEN = r"""() => {
    const all = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const blockOf = (each) => (each.matches(".whole") || (!each.matches("li")
        && getComputedStyle(each).display === "inline") ? blockOf(each.parentElement) : each);
    const wrong = [];
    let last = null;
    while (all.nextNode()) {
        const { data, parentElement: of } = all.currentNode;
        if (!of.checkVisibility() || of.closest("svg, select, .hidden, script")) continue;
        const block = blockOf(of);
        [...data].forEach((letter, place) => {
            const range = document.createRange();
            range.setStart(all.currentNode, place);
            range.setEnd(all.currentNode, place + 1);
            const box = [...range.getClientRects()].at(-1);
            if (!box || !letter.trim()) {
                if (last) last.ends = true;
                return;
            }
            const tooLong = of.matches(".whole") && of === last?.of;
            const newLine = last?.block === block && box.top > last.box.bottom - 4 && !tooLong;
            if (newLine && (!last.ends || /[~)\]」』,.;:%]/.test(letter)))
                wrong.push(`${data.slice(0, place).slice(-20)}|${data.slice(place, place + 20)}`);
            last = { block, box, of, ends: false };
        });
    }
    return wrong.filter((line) => /[가-힣]/.test(line) && !/:\/\/|%[0-9A-F]{2}/.test(line));
}"""
"""The lines that begin within a word, unless it is an address or longer than a line."""


def broken(page: Page) -> list[str]:
    lines: list[str] = page.evaluate(BROKEN)
    return lines


@pytest.mark.parametrize("width", [390, 1280])
def test_no_line_begins_within_a_word(shipped_dashboard: str, visit: Open, width: int) -> None:
    page = visit(f"{shipped_dashboard}?lang=ko&compare=article", width=width)
    page.evaluate(
        "document.querySelectorAll('main details:not(.menu)').forEach((d) => (d.open = true))"
    )
    for rest in page.locator("button.all").all():
        rest.click()
    assert broken(page) == []
    page.goto(f"{shipped_dashboard}?lang=ko&year=2009")
    expect(page.locator("#history")).to_be_visible()
    assert broken(page) == []


def test_a_menu_of_a_chart_is_in_sight_on_a_phone(shipped_dashboard: str, visit: Open) -> None:
    page = visit(f"{shipped_dashboard}?lang=ko", width=390)
    for chart in ("trend", "change", "revised"):
        sheet = menu(page, chart).locator(".sheet")
        expect(sheet).to_be_visible()
        assert sheet.evaluate("each => each.getBoundingClientRect().right") <= 390
        page.keyboard.press("Escape")

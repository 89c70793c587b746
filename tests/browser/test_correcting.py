"""Correcting, removing and taking back on the page."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from defector_stats.storage import repository
from tests.browser.helpers import Open, menu

WORDS = {
    "en": ("Correct or remove", "Save", "Remove …", "Remove", "Recent changes"),
    "ko": ("정정·삭제", "저장", "삭제…", "삭제", "최근 변경 내역"),
}


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("ko", 390)])
def test_a_figure_is_corrected_removed_and_everything_taken_back(
    folder: Path, own_dashboard: str, visit: Open, language: str, width: int
) -> None:
    old = repository.contents(folder)
    summary, save, remove, removed, recent = WORDS[language]
    page = visit(f"{own_dashboard}?year=2009&lang={language}", width=width)
    article = '[data-row="figure"][data-words*="korea-herald-2011-10"]'
    write = page.locator("#edit-write")

    page.get_by_text(summary, exact=True).click()
    page.locator(article).click()
    for name in ("male", "female"):
        page.locator(f"#row-{name}").fill("9")
    expect(page.locator("#row-sexes-error")).to_contain_text("9 + ")
    expect(write).to_be_hidden()
    for name in ("male", "female"):
        page.locator(f"#row-{name}").fill("")
    page.locator("#row-arrivals").fill("2928")
    expect(write).to_have_text(save)
    expect(page.locator("#row-sexes-error")).to_be_empty()
    for each in (page.locator("#edit-preview"), write):
        expect(each).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert repository.contents(folder) == old
    write.click()
    expect(write).to_be_hidden()
    expect(page.locator("#edit-preview")).to_contain_text("2927 → 2928")
    expect(page.locator("#history")).to_contain_text("2,928")
    page.keyboard.press("Escape")

    page.get_by_text(summary, exact=True).click()
    page.locator(article).click()
    page.get_by_role("button", name=remove, exact=True).click()
    expect(write).to_have_text(removed)
    write.click()
    expect(write).to_be_hidden()
    expect(page.locator("#history")).not_to_contain_text("2,928")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")

    for left in (2, 1):
        menu(page).get_by_role("button", name=recent).click()
        steps = page.locator(".steps [data-consider]")
        expect(steps.first).to_be_visible()
        page.locator(".steps [data-consider]").nth(2 - left).click()
        expect(write).to_be_visible()
        write.click()
        expect(write).to_be_hidden()
        page.keyboard.press("Escape")
    assert repository.contents(folder) == old

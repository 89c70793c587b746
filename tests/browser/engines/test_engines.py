"""What every reader can do, in each of the three engines that browsers are made of."""

from functools import partial
from pathlib import Path

import pytest
from PIL import Image
from selenium.webdriver.common.keys import Keys

from defector_stats.charts.catalogue import CHARTS
from tests.browser.engines.page import CONTROLS, SENTENCES, Page


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*.csv")}


def test_everything_is_drawn_in_both_languages(page: Page) -> None:
    page.open("split=sex&lang=en")
    assert page.language() == "en"
    assert page.spoken() == ["en"] * len(SENTENCES)
    page.change_language()
    page.engine.becomes(page.language, "ko")
    page.becomes_drawn()
    assert page.spoken() == ["ko"] * len(SENTENCES)
    assert page.asked("split") == "sex"
    page.open()
    assert page.language() == "ko", "the language is forgotten"


def test_each_control_changes_the_page_and_the_address(
    page: Page, subtests: pytest.Subtests
) -> None:
    page.open("lang=en")
    for control in CONTROLS:
        with subtests.test(control.parameter):
            page.use(control)


def test_each_table_stands_in_the_place_of_its_chart(page: Page) -> None:
    page.open("lang=en")
    for chart in CHARTS:
        page.engine.becomes(partial(page.show_table, chart), [])


def test_the_theme_is_changed_and_remembered(page: Page) -> None:
    page.open("lang=en")
    assert page.theme() == "light"
    page.engine.becomes(page.other_theme, "Dark")
    page.change_theme()
    page.engine.becomes(page.theme, "dark")
    page.engine.becomes(page.other_theme, "Light")
    page.open("lang=en")
    assert page.theme() == "dark"


def test_the_history_of_a_year_opens_and_closes(page: Page) -> None:
    page.open("lang=en")
    page.open_history(2009)
    page.engine.becomes(lambda: "2,952" in " ".join(page.history()), True)
    page.engine.press(Keys.ESCAPE)
    page.engine.becomes(page.history, [])


def test_a_picture_is_saved(page: Page) -> None:
    page.open("lang=en")
    path = page.picture()
    assert path.suffix == ".png"
    with Image.open(path) as picture:
        assert picture.format == "PNG"
        assert picture.size == (2400, 1350)
        colours = picture.convert("RGB").getcolors(picture.width * picture.height)
    assert colours
    background = max(count for count, _colour in colours) / sum(count for count, _ in colours)
    assert 0.5 < background < 0.95, "the picture is blank"


def test_a_text_is_copied(page: Page) -> None:
    page.open("lang=en")
    page.copy_description()
    page.engine.becomes(page.engine.pasted, page.description())


def test_a_figure_is_added_by_the_form_and_taken_back(folder: Path, own_page: Page) -> None:
    page, old = own_page, contents(folder)
    page.open("lang=en")
    rows = page.rows()
    page.fill_form()
    page.engine.becomes(lambda: "2026,1,54" in page.preview(), True)
    assert contents(folder) == old
    page.save()
    page.engine.becomes(page.rows, rows + 1)
    added = (folder / "arrivals.csv").read_text("utf-8").splitlines()[-1]
    assert added.startswith("2026,1,54,")
    assert added.endswith(",확인")
    page.undo()
    page.engine.becomes(page.rows, rows)
    assert contents(folder) == old

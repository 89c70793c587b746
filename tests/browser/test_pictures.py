"""What a browser draws of charts and pictures, measured: words that read, and cover nothing."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from defector_stats.analysis.dataset import Dataset
from defector_stats.charts.canvas import NARROW, WIDE
from defector_stats.charts.catalogue import CHARTS
from defector_stats.charts.typesetting import width
from defector_stats.export.framing import SMALLEST, picture, type_size
from defector_stats.export.sizes import SIZES, Size
from defector_stats.i18n.languages import LANGUAGES
from defector_stats.i18n.messages import speaking
from defector_stats.storage.schema import Tables
from tests.browser.measuring import blank, drawn
from tests.charts.drawings import chart

VIEWS: dict[str, dict[str, Any]] = {
    "newest": {},
    "article": {"as_of": "article"},
    "one year": {"years": (2010, 2010)},
    "compared": {"as_of": "2012-01-11", "compare": "latest", "percent": True},
    "by sex": {"as_of": "2024-10-31", "compare": "latest", "by_sex": True, "revised": 2009},
}
PICTURES = {**SIZES, "small": Size(*SMALLEST), "wide": Size(2000, 360), "high": Size(480, 2000)}


@pytest.fixture(scope="module")
def paper(browser: Browser) -> Iterator[Page]:
    page = blank(browser)
    yield page
    page.close()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
@pytest.mark.parametrize("name", CHARTS)
def test_words_of_a_picture_read_and_cover_neither_words_nor_bars(
    paper: Page, dataset: Dataset, name: str, view: dict[str, Any], language: str
) -> None:
    with speaking(language):
        shown = chart(dataset, name, language=language, **view)
        for size in [] if shown.empty else PICTURES.values():
            found = drawn(paper, picture(shown, size), size.width, size.height)
            assert found.faults(type_size(size)) == [], size


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
@pytest.mark.parametrize("name", CHARTS)
def test_words_on_a_page_cover_nothing_where_there_is_more_room_too(
    paper: Page, dataset: Dataset, name: str, view: dict[str, Any], language: str
) -> None:
    with speaking(language):
        shown = chart(dataset, name, language=language, **view)
        if shown.empty:
            return
        for width_, figure, height in (
            (WIDE, shown.wide(), shown.height),
            (WIDE + 300, shown.wide(), shown.height + 80),
            (NARROW, shown.narrow(), shown.narrow_height),
            (NARROW + 300, shown.narrow(), shown.narrow_height + 80),
        ):
            assert drawn(paper, figure, width_, height).faults(12) == [], width_


def test_27_more_events_leave_the_bars_their_place(paper: Page, tables: Tables) -> None:
    wanted = "An event that a researcher wants to see over the bars of the chart, number "
    more = [
        tables.events[0].model_copy(update={"date": f"{year}-05-01", "label": f"{wanted}{year}"})
        for year in range(1999, 2026)
    ]
    crowded = Dataset(Tables(tables.figures, tables.sources, tables.totals, more))
    for size in PICTURES.values():
        found = drawn(paper, picture(chart(crowded, "trend"), size), size.width, size.height)
        assert found.faults(type_size(size)) == []
        assert max(bar.bottom - bar.top for bar in found.bars) > 0.2 * size.height


def test_computed_widths_are_those_of_the_browser(paper: Page, dataset: Dataset) -> None:
    measured = drawn(paper, picture(chart(dataset, "trend"), SIZES["square"]), 1080, 1080)
    for line in measured.lines:
        if line.size < 40:  # the title is bold
            assert width(line.text, line.size) == pytest.approx(line.right - line.left, rel=0.03)

import json
import re
from html import escape

import pytest

from defector_stats.analysis.dataset import Dataset
from defector_stats.charts.catalogue import CHARTS
from defector_stats.export.picture import Drawing
from defector_stats.export.web_page import embedding, frame, report
from defector_stats.storage.schema import Tables
from defector_stats.text import findings
from defector_stats.views.selection import Selection
from defector_stats.views.view import View

EVIL = '</script><script>alert(1)</script><img src=x onerror="alert(2)">'


@pytest.fixture
def hostile(tables: Tables) -> Selection:
    """The newest view of files in which every text is hostile."""
    figures = [row.model_copy(update={"note": EVIL}) for row in tables.figures]
    change = {"title": EVIL, "publisher": EVIL, "author": EVIL, "url": f"javascript:{EVIL}"}
    sources = [row.model_copy(update=change) for row in tables.sources]
    events = [row.model_copy(update={"label": EVIL, "description": EVIL}) for row in tables.events]
    return Selection(Dataset(Tables(figures, sources, tables.totals, events)), View())


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_pages_hold_no_markup_of_the_files(hostile: Selection, theme: str) -> None:
    for page in (report(hostile, theme), frame(Drawing(hostile, "trend", theme=theme))):
        text = page.decode()
        assert "<script>alert(1)" not in text
        assert "<img src=x" not in text
        assert 'href="javascript:' not in text
    assert "&lt;/script&gt;" in report(hostile, theme).decode()


def test_pages_are_small_enough_for_the_mail(dataset: Dataset) -> None:
    selection = Selection(dataset, View())
    assert len(report(selection)) < 1_500_000
    assert len(frame(Drawing(selection, "trend"))) < 1_500_000


@pytest.mark.parametrize("chart", CHARTS)
def test_the_page_of_a_chart_has_its_picture_and_its_day(dataset: Dataset, chart: str) -> None:
    drawing = Drawing(Selection(dataset, View()), chart)
    page = frame(drawing).decode()
    found = re.search(r'id="drawing-1">(.*?)</script>', page, re.DOTALL)
    assert found
    drawn = json.loads(found[1])
    assert drawn["picture"] == json.loads(drawing.figure.to_json())
    assert drawn["name"] == drawing.file_name
    caption = page.partition("<figcaption>")[2].partition("</figcaption>")[0]
    assert caption.count("4 February 2026") == 1


def test_the_report_begins_with_the_headline_and_the_key_numbers(dataset: Dataset) -> None:
    selection = Selection(dataset, View())
    head = report(selection).decode().partition("</header>")[0]
    assert escape(findings.headline(selection), quote=False) in head
    for number in findings.key_numbers(selection):
        assert f'<dd class="value">{number.value}</dd>' in head
        assert number.source in head


def test_the_line_that_embeds_a_page_is_escaped(dataset: Dataset) -> None:
    chart = Drawing(Selection(dataset, View()), "trend").chart
    assert 'src="a&quot;&lt;b.html"' in embedding('a"<b.html', chart)

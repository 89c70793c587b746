"""What leaves the program names its day, in every format and language."""

import io
import re
import zipfile
from collections.abc import Iterator

import pytest

from defector_stats.analysis.dataset import Dataset
from defector_stats.charts.catalogue import CHARTS
from defector_stats.export.formats import FORMATS, Request
from defector_stats.export.picture import Drawing
from defector_stats.i18n.messages import speaking
from defector_stats.storage.schema import Tables
from defector_stats.text import citations
from defector_stats.views.selection import Selection
from defector_stats.views.view import View

DAY = {"en": "October 2026", "ko": "2026년 10월"}
OF_DATA_SET = {"en": "2026, October", "ko": "2026. 10."}
LATEST = re.compile(r"latest|최신(?! 공표치| 대비)", re.IGNORECASE)
"""Said of a view; the newest of several values of one count may be called so."""


@pytest.fixture(scope="module")
def of_shipped(shipped: Tables) -> Dataset:
    return Dataset(shipped)


def words(name: str, content: bytes) -> Iterator[str]:
    """Yield what a file says, without what documents are called and what programs read."""
    if name.endswith(".xlsx"):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            text = "".join(parts.read(each).decode() for each in parts.namelist())
    else:
        text = re.sub(r"<script>.*?</script>", "", content.decode(), flags=re.DOTALL)
    yield re.sub(r"Latest data reveal|/latest-data-reveal", "", text)


def written(selection: Selection) -> Iterator[tuple[str, str]]:
    """Yield the name and the words of each file of a view that needs no browser."""
    for format in FORMATS.values():
        for charts in (None, tuple(CHARTS)) if format.name == "html" else (None,):
            for file in format.files(Request(selection, charts)) if format.files else ():
                yield file.name, "".join((file.said, *words(file.name, file.content)))


def pictured(drawing: Drawing) -> Iterator[str]:
    """Yield what a picture says of itself and in itself, and what is copied of it."""
    # The recipe is what the program is asked, not what the picture says.
    yield from (text for key, text in drawing.texts.items() if key != "Recipe")
    yield drawing.file_name
    yield citations.chart(drawing.chart.title, drawing.chart.source)
    yield " ".join(str(each.text) for each in drawing.figure.layout.annotations)


@pytest.mark.slow
@pytest.mark.parametrize("language", DAY)
def test_what_leaves_the_newest_view_names_its_day_and_never_the_latest(
    of_shipped: Dataset, language: str
) -> None:
    day = DAY[language]
    with speaking(language):
        selection = Selection(of_shipped, View(language=language))
        for name, said in written(selection):
            assert "as-of-2026-10" in name
            assert name.endswith(".csv") or day in said or OF_DATA_SET[language] in said, name
            assert not LATEST.search(said), (name, LATEST.search(said))
        for drawing in (Drawing(selection, chart) for chart in CHARTS):
            texts = list(pictured(drawing))
            assert not LATEST.search(" ".join(texts))
            assert "as-of-2026-10" in drawing.file_name
            for text in (drawing.texts["Source"], drawing.chart.alt, *texts[-2:]):
                assert day in text.replace("<br>", " ")


@pytest.mark.parametrize("language", DAY)
def test_what_is_compared_with_the_newest_names_both_days(
    of_shipped: Dataset, language: str
) -> None:
    with speaking(language):
        view = View("2012-01-11", compare="latest", by_sex=True, language=language)
        drawing = Drawing(Selection(of_shipped, view), "trend")
        said = " ".join(pictured(drawing))
        assert not LATEST.search(said)
        assert "as-of-2012-01-11" in drawing.file_name
        assert "compare-2026-10" in drawing.file_name
        drawn = " ".join(str(each.text) for each in drawing.figure.layout.annotations)
        for name in (drawing.selection.as_of_label, drawing.selection.compared_name):
            assert name in drawn.replace("<br>", " ")

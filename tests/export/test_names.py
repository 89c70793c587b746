from dataclasses import replace
from itertools import product

import pytest

from defector_stats.analysis.dataset import Dataset
from defector_stats.charts.catalogue import CHARTS
from defector_stats.export.names import day, file_name
from defector_stats.export.picture import Drawing
from defector_stats.export.sizes import Size
from defector_stats.i18n.messages import speaking
from defector_stats.views.selection import Selection
from defector_stats.views.view import View

CHANGES: dict[str, list[object]] = {
    "as_of": ["latest", "article", "2012-01-11"],
    "years": [None, (2005, 2010)],
    "percent": [False, True],
    "by_sex": [False, True],
    "events": [True, False],
    "compare": ["", "latest", "article"],
    "revised": [None, 2009],
    "language": ["en", "ko"],
}


def test_files_of_different_views_have_different_names(dataset: Dataset) -> None:
    views = [View(**dict(zip(CHANGES, each, strict=True))) for each in product(*CHANGES.values())]  # type: ignore[arg-type]
    names = {file_name("arrivals", Selection(dataset, view)) for view in views}
    assert len(names) == len(views)
    assert all(name.isascii() and "/" not in name and " " not in name for name in names)


@pytest.mark.parametrize(
    ("view", "name"),
    [
        (View(), "a_as-of-2026-02-04"),
        (View(as_of="article", percent=True), "a_as-of-article_percent"),
        (View(as_of="2012-01-11", years=(2005, 2010)), "a_as-of-2012-01-11_2005-2010"),
        (View(compare="latest", language="ko"), "a_as-of-2026-02-04_compare-2026-02-04_ko"),
        (View(events=False, revised=2009), "a_as-of-2026-02-04_no-events_revised-2009"),
        (View(sort="arrivals", year=2009), "a_as-of-2026-02-04"),
    ],
)
def test_a_name_says_the_day_and_what_is_not_usual(dataset: Dataset, view: View, name: str) -> None:
    assert file_name("a", Selection(dataset, view)) == name


@pytest.mark.slow
@pytest.mark.parametrize("chart", CHARTS)
def test_pictures_that_look_different_have_different_names(dataset: Dataset, chart: str) -> None:
    view = View()
    drawn: dict[str, str] = {}
    for field, values in CHANGES.items():
        for value in values:
            changed = replace(view, **{field: value})  # type: ignore[arg-type]
            with speaking(changed.language):
                drawing = Drawing(Selection(dataset, changed), chart)
                assert drawn.setdefault(drawing.file_name, drawing.digest) == drawing.digest


def test_sizes_scales_and_themes_are_named(dataset: Dataset) -> None:
    selection = Selection(dataset, View())
    usual = Drawing(selection, "trend").file_name
    assert Drawing(selection, "trend", Size(640, 800)).file_name == f"{usual}_640x800"
    assert Drawing(selection, "trend", Size(scale=3)).file_name == f"{usual}_3x"
    assert Drawing(selection, "trend", theme="dark").file_name == f"{usual}_dark"


def test_the_day_of_the_newest_view_is_that_of_its_newest_document(dataset: Dataset) -> None:
    assert day(Selection(dataset, View())) == "4 February 2026"
    assert day(Selection(dataset, View("2012-01-11"))) == "11 January 2012"

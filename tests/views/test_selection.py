"""What follows from a view: its frames, its names, and all that is drawn of them."""

import pytest
from hypothesis import given

from defector_stats.analysis.dataset import Dataset
from defector_stats.charts.catalogue import CHARTS
from defector_stats.export.framing import picture
from defector_stats.export.sizes import Size
from defector_stats.storage.schema import Tables
from defector_stats.views.selection import Selection
from defector_stats.views.view import View
from tests.strategies import OF_A_VIEW, TABLES
from tests.text.findings.reading import VIEWS, drawn


@pytest.mark.slow
@OF_A_VIEW
@given(TABLES, VIEWS)
def test_every_chart_of_every_view_can_be_drawn_and_says_something(
    tables: Tables, view: View
) -> None:
    selection = Selection(Dataset(tables), view)
    for chart in (entry.draw(selection) for entry in CHARTS.values()):
        assert chart.finding.endswith(".")
        assert "nan" not in chart.finding.lower()
        assert picture(chart, Size()).to_json()


def test_a_vintage_is_named_by_its_day(dataset: Dataset) -> None:
    named = {
        view.as_of: (selection.vintage_name, selection.as_of_label, selection.day)
        for view in (View(), View(as_of="2011-10-31"), View(as_of="article"))
        for selection in [Selection(dataset, view)]
    }
    assert named == {
        "latest": ("4 February 2026", "as of 4 February 2026", "2026-02-04"),
        "2011-10-31": ("31 October 2011", "as of 31 October 2011", "2011-10-31"),
        "article": (
            "The Korea Herald, October 2011, alone",
            "of The Korea Herald, October 2011, alone",
            "2011-10",
        ),
    }


def test_any_two_vintages_are_compared(dataset: Dataset) -> None:
    said = drawn(dataset, View(as_of="2012-02-01", compare="2010-02-01"))
    assert "differs from the one as of 1 February 2010: 2009 (+25)." in said
    compared = Selection(dataset, View(as_of="2012-02-01", compare="2010-02-01")).compared
    assert compared is not None
    of_2009 = compared[compared["year"] == 2009].iloc[0]
    assert (of_2009["arrivals"], of_2009["newest"], of_2009["difference"]) == (2927, 2952, 25)

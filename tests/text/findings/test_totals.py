"""The sentences of findings.totals, against a plain reading of the rows."""

from defector_stats.analysis.dataset import Dataset
from defector_stats.charts.catalogue import CHARTS
from defector_stats.views.selection import Selection
from defector_stats.views.view import View


def test_years_that_cannot_be_added_up(dataset: Dataset) -> None:
    for view in (View(as_of="article"), View(as_of="2024-10-31", years=(2024, 2024))):
        chart = CHARTS["total"].draw(Selection(dataset, view))
        assert chart.finding == "No full year in this view can be added up from 1998 on."
        assert chart.notes == []


def test_a_corrected_total_is_told(dataset: Dataset) -> None:
    said = CHARTS["total"].draw(Selection(dataset, View())).finding
    assert said.endswith("The total to 31 December 2025, 34,537, is corrected from 34,538.")

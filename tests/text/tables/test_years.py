"""The tables beside the charts of the years: each number that a chart shows, newest first."""

import pytest

from defector_stats.analysis.dataset import Dataset
from defector_stats.text.tables import years
from defector_stats.views.selection import Selection
from defector_stats.views.view import View

ROWS = {
    "arrivals": ["2025", "223", "corrected from 224", "Segye Ilbo, 4 February 2026"],
    "changes": ["2025", "223", "−13", "−5.5%"],
    "sexes": ["2025", "223", "25", "198", "88.8%"],
}


@pytest.mark.parametrize("name", ROWS)
def test_a_row_has_what_the_chart_shows_of_a_year(dataset: Dataset, name: str) -> None:
    table = getattr(years, name)(Selection(dataset, View()))
    texts = [[cell.text for cell in row] for row in table.rows]
    assert texts[0] == ROWS[name]
    assert len(table.headings) == len(texts[0])
    assert [row[0] for row in texts] == [str(year) for year in range(2025, 1997, -1)]


def test_a_year_without_a_value_has_a_dash(dataset: Dataset) -> None:
    first = years.sexes(Selection(dataset, View())).rows[-1]
    assert [cell.text for cell in first] == ["1998", "71", "–", "–", "–"]

"""What the history of a year lets an editor correct: its figures, totals and events."""

import re

from defector_stats.analysis.dataset import Dataset
from defector_stats.dashboard.page.history import of_year
from defector_stats.views.selection import Selection
from defector_stats.views.view import View


def rows(dataset: Dataset, year: int) -> list[tuple[str, str]]:
    """Return the kinds and words of the rows of a year that can be corrected."""
    html = str(of_year(Selection(dataset, View(year=year)))).replace("&#34;", "'")
    return re.findall(r'data-row="(figure|total|event)" data-words="([^"]+)"', html)


def test_figures_totals_and_events_of_the_year_can_be_corrected(dataset: Dataset) -> None:
    assert ("figure", "['2011-12', 'mou-2012-01']") in rows(dataset, 2011)
    assert ("total", "['2011-12-31', 'mou-2012-01']") in rows(dataset, 2011)
    (event,) = [words for what, words in rows(dataset, 2011) if what == "event"]
    assert event.startswith("['2011-09-26', ")
    assert {words.split("'")[1][:4] for _what, words in rows(dataset, 2010)} == {"2010"}

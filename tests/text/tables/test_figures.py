import pandas as pd

from defector_stats.analysis.dataset import Dataset
from defector_stats.storage.schema import Tables
from defector_stats.text import tables
from defector_stats.text.tables import Table
from defector_stats.views.selection import Selection
from defector_stats.views.values import SORTABLE
from defector_stats.views.view import View


def column(table: Table, key: str) -> list[object]:
    place = [heading.key for heading in table.headings].index(key)
    return [row[place].value for row in table.rows]


def test_the_figures_in_view_are_sorted_as_asked_and_name_their_documents(dataset: Dataset) -> None:
    table = tables.figures_in_view(Selection(dataset, View(sort="arrivals", years=(2005, 2010))))
    assert pd.Series(column(table, "arrivals")).is_monotonic_increasing
    assert [heading.key for heading in table.headings] == SORTABLE
    first = table.rows[0]
    assert (first[0].text, first[0].year) == ("2005", 2005)
    assert first[-1].url.startswith("http")


def test_the_first_value_of_a_revised_count_opens_its_history(dataset: Dataset) -> None:
    table = tables.revisions(Selection(dataset, View(revised=2009)))
    full = [row for row in table.rows if row[0].text == "2009"]
    assert [row[1].text for row in full] == ["2,952", "2,927", "2,929", "2,914"]
    assert [row[0].year for row in full] == [2009, None, None, None]
    assert full[1][-1].more


def test_an_ordinary_figure_has_no_status(dataset: Dataset) -> None:
    table = tables.figures_in_view(Selection(dataset, View(years=(2024, 2025))))
    places = [heading.key for heading in table.headings]
    said = [row[places.index("status")].text for row in table.rows]
    assert said == ["corrected from 224", ""]


def test_what_the_ministry_did_not_confirm_says_so(shipped: Tables) -> None:
    view = View("2013-06-30", years=(2009, 2012))
    table = tables.figures_in_view(Selection(Dataset(shipped), view))
    place = [heading.key for heading in table.headings].index("status")
    said = {row[0].text: row[place].text for row in table.rows}
    assert said["2009"] == "not confirmed by the Ministry"
    assert said["2012"] == ""


def test_a_value_that_is_missing_is_a_dash_without_a_value(dataset: Dataset) -> None:
    table = tables.figures_in_view(Selection(dataset, View(years=(1998, 1998))))
    assert table.rows[0][2] == tables.Cell("–")

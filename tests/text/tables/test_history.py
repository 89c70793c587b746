import pytest

from defector_stats.analysis.dataset import Dataset
from defector_stats.i18n.messages import speaking
from defector_stats.storage.schema import Tables
from defector_stats.text import tables
from defector_stats.views.selection import Selection
from defector_stats.views.view import View


@pytest.fixture(scope="module")
def of_shipped(shipped: Tables) -> Dataset:
    return Dataset(shipped)


def test_each_value_of_a_year_is_a_row_with_its_document(of_shipped: Dataset) -> None:
    history = tables.history(Selection(of_shipped, View(year=2009)))
    assert history.title == "2009"
    assert [[cell.text for cell in row] for row in history.rows] == [
        [
            "2,914",
            "14 November 2016, again",
            "Ministry of Unification, October 2020",
            "662",
            "2,252",
        ],
        ["2,929", "2 January 2013", "The Korea Herald / Yonhap, 2 January 2013", "–", "–"],
        ["2,914", "28 October 2012", "Yonhap News Agency, 28 October 2012", "662", "2,252"],
        ["2,927", "6 October 2010", "Ministry of Unification, 11 January 2012", "666", "2,261"],
        [
            "2,952",
            "6 January 2010",
            "Voice of America Korean Service, 6 January 2010",
            "679",
            "2,273",
        ],
    ]


def test_who_confirms_a_value_is_folded_away_and_notes_are_shown(of_shipped: Dataset) -> None:
    newest, press, *_older = tables.history(Selection(of_shipped, View(year=2009))).rows
    assert newest[2].folded == "confirmed by 5 documents"
    assert [each.text for each in newest[2].more][-1] == "Ministry of Unification, October 2026"
    assert press[2].notes == ("not confirmed by the Ministry",)
    assert "Misprints the cumulative total as 1만6124." in press[2].more[-1].notes[0]


def test_a_corrected_value_says_from_which_one(of_shipped: Dataset) -> None:
    newest = tables.history(Selection(of_shipped, View(year=2025))).rows[0]
    assert newest[0].text == "223"
    assert newest[2].notes[:2] == ("provisional", "corrected from 224")
    with speaking("ko"):
        newest = tables.history(Selection(of_shipped, View(year=2025, language="ko"))).rows[0]
        assert newest[2].text == "통일부(2026. 10.)"


def test_an_old_vintage_has_what_was_there_then(of_shipped: Dataset) -> None:
    history = tables.history(Selection(of_shipped, View("2011-10-31", year=2010)))
    assert [row[0].text for row in history.rows] == ["2,423", "2,376", "2,423"]
    assert history.rows[0][1].text.endswith(", again")


def test_parts_of_a_year_are_told_with_their_split(of_shipped: Dataset) -> None:
    parts = tables.parts(Selection(of_shipped, View(year=2024)))
    months, arrivals, document = parts.rows[-1]
    assert (months.text, arrivals.text) == ("January–September", "181")
    assert document.notes[0] == "22 October 2024"
    assert " men, " in document.notes[1]


def test_a_quarter_that_nobody_published_is_marked(of_shipped: Dataset) -> None:
    rows = tables.quarters(Selection(of_shipped, View(year=2024))).rows
    assert [[cell.text for cell in row] for row in rows] == [
        ["January–March", "43", "published"],
        ["April–June", "62", "derived: 105 − 43"],
        ["July–September", "76", "derived: 181 − 105"],
        ["October–December", "55", "derived: 236 − 181"],
    ]


def test_a_quarter_is_provisional_where_a_figure_is_that_it_follows_from(
    of_shipped: Dataset,
) -> None:
    rows = tables.quarters(Selection(of_shipped, View(year=2024))).rows
    assert [row[2].notes for row in rows] == [(), (), ("provisional",), ("provisional",)]

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from defector_stats.analysis.dataset import Dataset
from defector_stats.views.selection import Selection
from defector_stats.views.view import ARTICLE_SOURCE, SORTABLE, View, from_address, to_address
from tests.strategies import DAYS

VIEWS = st.builds(
    View,
    as_of=st.sampled_from(["latest", "article"]) | DAYS.map(date.isoformat),
    years=st.none()
    | st.tuples(st.integers(1000, 9999), st.integers(1000, 9999)).map(
        lambda years: (min(years), max(years))
    ),
    percent=st.booleans(),
    by_sex=st.booleans(),
    events=st.booleans(),
    sort=st.sampled_from([*SORTABLE, *(f"-{column}" for column in SORTABLE)]),
)


@given(VIEWS)
def test_an_address_reopens_the_same_view(view: View) -> None:
    assert from_address(to_address(view)) == view


def test_the_default_view_has_a_plain_address() -> None:
    assert to_address(View()) == ""


@pytest.mark.parametrize(
    "search",
    [
        "?as-of=yesterday", "?as-of=2024", "?as-of=2024-13-01", "?years=2010", "?years=2012-2010",
        "?years=a-b", "?years=²²²²-2010", "?change=x", "?split=x", "?sort=<script>", "?&&=",
        "?events=", "?unknown=1",
    ],
)  # fmt: skip
def test_what_cannot_be_read_keeps_its_default(search: str) -> None:
    assert from_address(search) == View()


@given(st.text())
def test_any_address_gives_a_view(search: str) -> None:
    assert isinstance(from_address(search), View)


def test_the_article_shows_its_own_figures_alone(dataset: Dataset) -> None:
    selection = Selection(dataset, View(as_of="article"))
    assert set(selection.known["source"]) == {ARTICLE_SOURCE}
    assert len(selection.vintage) == 6


def test_another_day_shows_all_that_was_known(dataset: Dataset) -> None:
    selection = Selection(dataset, View(as_of="2011-10-31"))
    assert selection.vintage["source"].nunique() > 1
    assert (selection.known["known_on"] <= "2011-10-31").all()
    assert (selection.events["day"] <= "2011-10-31").all()


def test_a_change_at_the_edge_of_the_range_is_kept(dataset: Dataset) -> None:
    selection = Selection(dataset, View(as_of="article", years=(2006, 2010)))
    assert list(selection.changes["change"]) == [635, 526, 265, 118, -504]


def test_the_table_is_sorted_with_blanks_last(dataset: Dataset) -> None:
    years = list(Selection(dataset, View(sort="arrivals")).table["year"])
    assert years[:3] == [2021, 2022, 1998]
    assert list(Selection(dataset, View(sort="-change")).table["year"])[-1] == 1998

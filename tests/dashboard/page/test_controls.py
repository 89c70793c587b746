import pytest

from defector_stats.analysis.dataset import Dataset
from defector_stats.dashboard.page import controls
from defector_stats.i18n.messages import speaking
from defector_stats.storage.schema import Tables
from defector_stats.views.selection import Selection
from defector_stats.views.view import View


@pytest.fixture(scope="module")
def of_shipped(shipped: Tables) -> Dataset:
    return Dataset(shipped)


@pytest.mark.slow
@pytest.mark.parametrize(
    "view",
    [View(), View("2013-06-30"), View("article"), View("2026-01-20"), View(years=(2019, 2025))],
)
def test_a_comparison_is_offered_where_something_differs_and_only_there(
    of_shipped: Dataset, view: View
) -> None:
    offered = {each.value for each in controls.comparisons(Selection(of_shipped, view))} - {"off"}
    days = of_shipped.by_day.index
    newest = days[-1].date().isoformat()
    assert newest not in offered, "it is called the newest"
    every = {each.value for each in controls.vintages(Selection(of_shipped, view))} - {newest}
    for other in sorted(every)[:: 1 if view == View() else 5]:
        compared = Selection(of_shipped, View(view.as_of, view.years, compare=other)).compared
        assert compared is not None
        assert bool(compared["difference"].fillna(0).any()) == (other in offered), other


def test_the_comparison_that_is_chosen_stays_a_choice(of_shipped: Dataset) -> None:
    selection = Selection(of_shipped, View(compare="2026-10-31"))
    chosen = [each.label for each in controls.comparisons(selection) if each.chosen]
    assert chosen == ["Compared with October 2026"]
    assert "compare" not in controls.idle(selection)


def test_where_nothing_differs_no_comparison_is_offered(of_shipped: Dataset) -> None:
    assert "compare" in controls.idle(Selection(of_shipped, View("2002-02-17")))


def test_documents_are_chosen_by_their_publishers_own_names(of_shipped: Dataset) -> None:
    with speaking("ko"):
        labels = [each.label for each in controls.vintages(Selection(of_shipped, View()))]
    assert "2012년 1월 11일: 통일부" in labels


def test_revised_years_are_named_in_the_language_of_the_reader(of_shipped: Dataset) -> None:
    with speaking("ko"):
        offered = controls.revised_years(Selection(of_shipped, View(language="ko")))
    assert ("2009", "2009년") in [(each.value, each.label) for each in offered]

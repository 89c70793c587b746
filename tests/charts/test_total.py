from defector_stats.analysis.dataset import Dataset
from defector_stats.views.selection import Selection
from defector_stats.views.view import View
from tests.charts.drawings import bars, chart, hit, numbers


def test_the_differences_are_what_is_drawn(dataset: Dataset) -> None:
    sums = Selection(dataset, View()).sums
    expected = sums.loc[(sums["difference"] != 0).fillna(False), "difference"].to_list()
    drawn = chart(dataset, "total")
    assert list(bars(drawn.figure)[0].x) == expected != []
    assert {"31 December 2012", "24,613", "+34"} <= set(numbers(drawn.figure))


def test_a_row_names_the_day_and_says_the_sum_and_the_document(dataset: Dataset) -> None:
    figure = chart(dataset, "total").figure
    assert hit(figure)["2012"].split("<br>")[:2] == [
        "<b>31 December 2012: 24,613</b>",
        "sum of the years: 24,579",
    ]


def test_totals_that_all_agree_are_their_sentence(dataset: Dataset) -> None:
    drawn = chart(dataset, "total", years=(2005, 2005))
    assert drawn.empty
    assert drawn.finding

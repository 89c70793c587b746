import pytest

from defector_stats.analysis.dataset import Dataset
from defector_stats.charts.palette import PALETTES
from defector_stats.views.selection import Selection
from defector_stats.views.view import View
from tests.charts.drawings import bars, chart, numbers, words

LIGHT = PALETTES["light"]
VIEWS = [{}, {"as_of": "2012-01-11"}, {"as_of": "2024-10-31"}, {"years": (2005, 2010)}]


@pytest.mark.parametrize("view", VIEWS)
def test_it_has_the_years_and_totals_of_the_chart_of_arrivals(
    dataset: Dataset, view: dict[str, object]
) -> None:
    stacked = bars(chart(dataset, "sex", **view).figure)
    heights: dict[int, int] = {}
    for trace in stacked:
        for year, count in zip(trace.x, trace.y, strict=True):
            heights[year] = heights.get(year, 0) + (count or 0)
    (total,) = bars(chart(dataset, "trend", **view).figure)
    assert heights == dict(zip(total.x, total.y, strict=True))


def test_it_has_the_event_marks_of_the_chart_of_arrivals(dataset: Dataset) -> None:
    marked = [words(chart(dataset, name).figure, "event") for name in ("sex", "trend")]
    assert marked[0] == marked[1] != []


def test_a_year_without_split_is_a_grey_bar_and_the_key_says_so(dataset: Dataset) -> None:
    figure = chart(dataset, "trend", as_of="article", by_sex=True).figure
    (unsplit,) = bars(figure)
    assert set(unsplit.marker.color) == {LIGHT.grey}
    assert list(unsplit.y) == [1383, 2018, 2544, 2809, 2927, 2423]
    (key,) = words(figure)[-1:]
    assert "Not split by sex" in key
    assert "Women" not in key


def test_without_any_split_it_is_its_sentence(dataset: Dataset) -> None:
    drawn = chart(dataset, "sex", as_of="article")
    assert drawn.empty
    assert drawn.finding == "No split by sex is in this collection for this view."
    assert not drawn.notes


def test_part_of_a_year_has_its_split_hatched(dataset: Dataset) -> None:
    selection = Selection(dataset, View(as_of="2024-10-31"))
    last = selection.changes.iloc[-1]
    women, men = bars(chart(dataset, "sex", as_of="2024-10-31").figure)[:2]
    assert (women.x[-1], men.x[-1]) == (2024, 2024)
    assert (women.y[-1], men.y[-1]) == (last["female"], last["male"])
    assert women.marker.pattern.shape[-1] == men.marker.pattern.shape[-1] == "/"


def test_the_share_of_women_is_a_line_with_gaps_and_its_numbers_are_named(
    dataset: Dataset,
) -> None:
    figure = chart(dataset, "sex").figure
    (share,) = figure.select_traces({"mode": "lines+markers"})
    changes = Selection(dataset, View()).changes.set_index("year")
    known = dict(zip(share.x, share.y, strict=True))
    assert known[2025] == pytest.approx(100 * 198 / 223)
    assert [year for year, value in known.items() if value is None] == [
        year for year in known if changes["female"].isna()[year]
    ]
    values = [value for value in known.values() if value is not None]
    first, last, *extremes = values[0], values[-1], min(values), max(values)
    assert {f"{value:.1f}%" for value in (first, last, *extremes)} <= set(numbers(figure))
    assert figure.layout.yaxis2.domain[1] < figure.layout.yaxis.domain[0]
    assert "Share of women" in words(figure)


def test_the_key_stands_in_words_and_there_is_no_legend(dataset: Dataset) -> None:
    figure = chart(dataset, "sex").figure
    assert not figure.layout.showlegend
    (key,) = (text for text in words(figure) if "Women" in text)
    for color in (LIGHT.blue, LIGHT.light_blue, LIGHT.grey):
        assert f'<span style="color:{color}">■</span>' in key


def test_the_choice_by_sex_splits_the_bars_of_the_chart_of_arrivals(dataset: Dataset) -> None:
    split, own = chart(dataset, "trend", by_sex=True), chart(dataset, "sex")
    assert [list(trace.y) for trace in bars(split.figure)] == [
        list(trace.y) for trace in bars(own.figure)
    ]
    assert not list(split.figure.select_traces({"mode": "lines+markers"}))
    assert split.title != own.title, "two sections of a page have two names"
    assert split.name != own.name, "two files have two names"


def test_the_first_share_does_not_reach_into_the_axis(dataset: Dataset) -> None:
    figure = chart(dataset, "sex", years=(2010, 2025)).narrow()
    assert figure.layout.yaxis2.ticktext == ("0%", "100%")
    (named,) = (trace for trace in figure.data if trace.yaxis == "y2" and trace.mode == "text")
    sides = dict(zip(named.x, named.textposition, strict=True))
    assert sides[2010] == "top right"
    assert sides[2021].endswith("center")


def test_a_comparison_is_drawn_once_at_the_arrivals(dataset: Dataset) -> None:
    compared, alone = (
        chart(dataset, "sex", as_of="2012-01-11", compare=compare) for compare in ("latest", "")
    )
    assert compared.finding == alone.finding
    assert compared.height == alone.height
    assert compared.figure == alone.figure
    assert "yaxis2" in chart(dataset, "trend", as_of="2012-01-11", compare="latest").figure.layout

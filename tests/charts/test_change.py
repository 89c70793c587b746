import re

import pytest

from defector_stats.analysis.dataset import Dataset
from defector_stats.charts.palette import PALETTES
from tests.charts.drawings import bars, chart, hit, numbers

LIGHT = PALETTES["light"]


def test_bars_go_up_in_blue_and_down_in_orange(dataset: Dataset) -> None:
    (drawn,) = bars(chart(dataset, "change").figure)
    values = dict(zip(drawn.x, drawn.y, strict=True))
    assert values[2012] == -1204
    for value, color in zip(drawn.y, drawn.marker.color, strict=True):
        assert color == (LIGHT.orange if value < 0 else LIGHT.blue)


@pytest.mark.parametrize("percent", [False, True])
def test_a_year_without_comparison_has_no_bar_no_legend_and_a_reason(
    dataset: Dataset, percent: bool
) -> None:
    drawn = chart(dataset, "change", percent=percent)
    (figures,) = bars(drawn.figure)
    assert 1998 not in figures.x
    assert "1998" not in hit(drawn.figure)
    assert drawn.figure.layout.xaxis.range == (1998.5, 2025.5)
    assert not drawn.figure.layout.showlegend
    assert drawn.notes[-1] == "Not compared: no full-year figure for 1997 is in this collection."


def test_a_phone_has_the_largest_rise_and_both_large_falls(dataset: Dataset) -> None:
    named = numbers(chart(dataset, "change").narrow())
    assert {"+644", "−1,204", "−818"} <= set(named)
    assert len(named) < 10


def test_a_percentage_has_the_decimals_of_the_sentence(dataset: Dataset) -> None:
    drawn = chart(dataset, "change", percent=True, years=(2003, 2012))
    shown = {text.strip("*†‡°") for text in numbers(drawn.figure)}
    told = set(re.findall(r"[+−][\d.]+%", drawn.finding))
    assert len(told) == 2
    assert told <= shown
    assert all(re.fullmatch(r"[+−]\d+\.\d%", text) for text in shown)


def test_a_percentage_of_fewer_than_100_people_is_marked(dataset: Dataset) -> None:
    drawn = chart(dataset, "change", percent=True, years=(2018, 2025))
    assert [text for text in numbers(drawn.figure) if "°" in text] == ["+6.3%°", "+192.5%°"]
    assert "° On fewer than 100 people the year before: 2022 and 2023." in drawn.notes
    in_persons = chart(dataset, "change", years=(2018, 2025))
    assert not [text for text in [*numbers(in_persons.figure), *in_persons.notes] if "°" in text]


def test_a_wide_chart_of_persons_has_every_number(dataset: Dataset) -> None:
    figure = chart(dataset, "change", years=(2000, 2025)).wide()
    assert len(numbers(figure)) == 26
    assert not figure.layout.yaxis.showticklabels


def test_the_newest_change_is_named_on_a_phone_and_stands_at_its_bar(dataset: Dataset) -> None:
    figure = chart(dataset, "change", percent=True).narrow()
    assert "−5.5%*" in numbers(figure)
    assert {"+192.5%°", "−78.1%"} <= set(numbers(figure))
    trace = next(figure.select_traces({"mode": "text"}))
    at = list(trace.text).index("−5.5%*")
    assert -30 < trace.y[at] < 0


def test_one_year_in_view_has_one_bar(dataset: Dataset) -> None:
    (drawn,) = bars(chart(dataset, "change", years=(2010, 2010)).figure)
    assert (list(drawn.x), list(drawn.y)) == ([2010], [-512])


def test_a_first_year_alone_is_its_sentence(dataset: Dataset) -> None:
    assert chart(dataset, "change", years=(1998, 1998)).empty

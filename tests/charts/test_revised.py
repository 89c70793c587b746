import pytest

from defector_stats.analysis.dataset import Dataset
from defector_stats.charts.canvas import Canvas
from defector_stats.charts.palette import PALETTES
from defector_stats.storage.schema import Tables
from tests.charts.drawings import bars, chart, hit, numbers

LIGHT = PALETTES["light"]


def test_a_row_shows_how_far_a_count_moved_and_which_way(dataset: Dataset) -> None:
    figure = chart(dataset, "revised").figure
    (drawn,) = bars(figure)
    labels = list(next(figure.select_traces({"mode": "text"})).text)
    moved = dict(zip(labels, drawn.x, strict=True))
    colors = dict(zip(labels, drawn.marker.color, strict=True))
    assert (moved["2009"], colors["2009"]) == (-38, LIGHT.orange)
    assert (moved["2007"], colors["2007"]) == (10, LIGHT.blue)
    assert {"2,952 → 2,914", "−38", "+10"} <= set(numbers(figure))
    assert not figure.layout.xaxis.visible
    assert not figure.layout.yaxis.visible


def test_full_years_come_first(dataset: Dataset) -> None:
    figure = chart(dataset, "revised").figure
    labels = list(next(figure.select_traces({"mode": "text"})).text)
    parts = ["–" in label for label in labels]
    assert parts == sorted(parts)
    years = [label for label in labels if "–" not in label]
    assert years == sorted(years)


def test_the_height_follows_the_rows(dataset: Dataset) -> None:
    every, one = chart(dataset, "revised"), chart(dataset, "revised", revised=2009)
    older = chart(dataset, "revised", as_of="2013-06-30")
    rows = len(bars(every.figure)[0].x)
    assert len(bars(older.figure)[0].x) < rows
    assert one.height < every.height
    assert older.height < every.height
    assert every.height / rows == pytest.approx(
        older.height / len(bars(older.figure)[0].x), rel=0.1
    )
    assert every.narrow_height > every.height


def test_a_row_says_every_value_with_its_document(dataset: Dataset) -> None:
    assert hit(chart(dataset, "revised").figure)["2009"].split("<br>")[:2] == [
        "<b>2009</b>",
        "2,952: Voice of America Korean Service, 6 January 2010",
    ]


def test_one_count_is_drawn_with_its_values_and_days_and_no_axis_of_values(
    dataset: Dataset,
) -> None:
    drawn = chart(dataset, "revised", revised=2009)
    assert numbers(drawn.figure) == ["2,952", "2,927<br>−25", "2,929<br>+2", "2,914<br>−15"]
    assert [day.replace("<br>", " ") for day in drawn.figure.layout.xaxis.ticktext] == [
        "6 January 2010",
        "May 2011",
        "2 January 2013",
        "14 November 2016",
    ]
    assert not drawn.figure.layout.yaxis.visible
    assert drawn.title == "Values of 2009, in the order in which they were published"


def test_a_return_to_an_earlier_value_is_neither_a_rise_nor_a_fall(shipped: Tables) -> None:
    figure = chart(Dataset(shipped), "revised", revised=2010).figure
    assert numbers(figure)[:4] == ["2,423", "2,376<br>−47", "2,423<br>again", "2,379<br>−44"]
    ways = [trace.line.color for trace in figure.select_traces({"mode": "lines"})]
    assert ways[:3] == [LIGHT.orange, LIGHT.grey, LIGHT.orange]


def test_values_stand_at_the_day_on_which_they_were_first_stated(shipped: Tables) -> None:
    figure = chart(Dataset(shipped), "revised", revised=2009).figure
    assert figure.layout.xaxis.ticktext[-1].replace("<br>", " ") == "14 November 2016"


def test_a_revision_by_one_has_no_axis_with_the_same_number_again(dataset: Dataset) -> None:
    drawn = chart(dataset, "revised", revised=2025)
    assert numbers(drawn.figure) == ["224", "223<br>−1"]
    assert not drawn.figure.layout.yaxis.visible


def test_one_person_does_not_look_like_many(dataset: Dataset) -> None:
    figure = chart(dataset, "revised", years=(2013, 2016)).figure
    assert max(map(abs, bars(figure)[0].x)) == 2
    low, high = figure.layout.xaxis.range
    assert high - low > 10


def test_a_phone_has_the_values_of_one_count_too(dataset: Dataset) -> None:
    figure = chart(dataset, "revised", revised=2009).narrow()
    assert len(numbers(figure)) == 4


def test_a_view_without_revisions_is_its_sentence(dataset: Dataset) -> None:
    drawn = chart(dataset, "revised", as_of="article")
    assert drawn.empty
    assert drawn.finding == "No count in this view was published with more than one value."


def test_the_rows_that_have_no_room_are_counted(tables: Tables) -> None:
    newer = tables.sources[0].model_copy(update={"id": "again", "published": "2026-03-01"})
    again = [
        figure.model_copy(
            update={
                "arrivals": figure.arrivals + 7,
                "male": None,
                "female": None,
                "source": "again",
                "line": figure.line + 1000,
            }
        )
        for figure in {figure.year: figure for figure in tables.figures}.values()
        if figure.through == 12
    ]
    more = Tables([*tables.figures, *again], [*tables.sources, newer], tables.totals, [])
    drawn = chart(Dataset(more), "revised")
    every = len(bars(drawn.figure)[0].x)
    assert every > 25
    low = drawn.on(Canvas(height=300))
    shown = len(bars(low)[0].x)
    assert 10 < shown < every
    assert any(text.startswith(f"and {every - shown} more, by at most ") for text in numbers(low))

import re

import pytest

from defector_stats.analysis.dataset import Dataset
from defector_stats.charts.canvas import NARROW
from defector_stats.charts.palette import PALETTES
from defector_stats.charts.trend import trend
from defector_stats.charts.typesetting import width
from defector_stats.i18n.messages import speaking
from defector_stats.storage.schema import Tables
from defector_stats.views.selection import Selection
from defector_stats.views.view import View
from tests.charts.drawings import bars, chart, hit, numbers, words

LIGHT = PALETTES["light"]


def test_the_bars_are_the_figures(dataset: Dataset) -> None:
    vintage = Selection(dataset, View()).vintage
    (drawn,) = bars(chart(dataset, "trend").figure)
    assert dict(zip(drawn.x, drawn.y, strict=True)) == dict(
        zip(vintage["year"], vintage["arrivals"], strict=True)
    )


def test_a_wide_chart_has_every_number_and_no_axis_that_repeats_them(dataset: Dataset) -> None:
    figure = chart(dataset, "trend").wide()
    assert len(numbers(figure)) == 28
    assert not figure.layout.yaxis.showticklabels
    assert not figure.layout.showlegend
    assert figure.layout.xaxis.ticktext == ("2000", "2005", "2010", "2015", "2020", "2025")


def test_a_phone_has_first_peak_largest_fall_newest_and_lowest(dataset: Dataset) -> None:
    figure = chart(dataset, "trend").narrow()
    assert set(numbers(figure)) == {"71", "2,914", "1,502", "63", "223*"}
    assert figure.layout.yaxis.ticktext == ("0", "500", "1,000", "1,500", "2,000", "2,500")


def test_a_corrected_value_says_what_it_was_corrected_from(dataset: Dataset) -> None:
    drawn = chart(dataset, "trend")
    assert numbers(drawn.figure)[-1] == "223*"
    assert drawn.notes == ["* Corrected: 2025 (from 224)."]


def test_part_of_a_year_is_grey_and_hatched_and_the_note_says_so(dataset: Dataset) -> None:
    drawn = chart(dataset, "trend", as_of="2024-10-31")
    (figures,) = bars(drawn.figure)
    assert (figures.x[-1], figures.marker.pattern.shape[-1]) == (2024, "/")
    assert figures.marker.color[-1] == LIGHT.grey
    assert figures.marker.color[0] == LIGHT.blue
    assert numbers(drawn.figure)[-1] == "181†"
    assert "† Part of a year only: January–September 2024." in drawn.notes


def test_a_provisional_value_is_grey_and_dotted_and_the_note_says_so(dataset: Dataset) -> None:
    drawn = chart(dataset, "trend", as_of="2012-01-11")
    (figures,) = bars(drawn.figure)
    assert (figures.x[-1], figures.marker.pattern.shape[-1]) == (2011, ".")
    assert figures.marker.color[-1] == LIGHT.grey
    assert numbers(drawn.figure)[-1] == "2,737‡"
    assert "‡ Provisional: 2011." in drawn.notes


def test_a_value_that_was_corrected_and_is_still_provisional_says_both(shipped: Tables) -> None:
    drawn = chart(Dataset(shipped), "trend")
    assert numbers(drawn.figure)[-1] == "223*‡"
    assert drawn.notes == ["* Corrected: 2025 (from 224).", "‡ Provisional: 2025."]
    head = hit(drawn.figure)["2025"].partition("<br>")[0]
    assert head == "<b>2025: 223</b> (provisional and corrected from 224)"


def test_a_value_that_the_ministry_did_not_confirm_is_marked(dataset: Dataset) -> None:
    selection = Selection(dataset, View())
    selection.all_changes = selection.all_changes.assign(
        unconfirmed=selection.all_changes["year"].between(2005, 2009)
    )
    drawn = trend(selection)
    assert "2,914§" in numbers(drawn.figure)
    assert "§ Not confirmed by the Ministry: 2005–2009." in drawn.notes


def test_events_stand_as_words_at_the_line(dataset: Dataset) -> None:
    figure = chart(dataset, "trend").figure
    assert set(words(figure, "event")) == {
        "China sends seven refugees back",
        "Crackdowns in the border areas",
        "Arrests in Shenyang, Weihai and Yanji",
    }
    assert len(figure.layout.shapes) == 3
    arrests = next(mark for mark in figure.layout.annotations if "Shenyang" in mark.text)
    assert arrests.hovertext.startswith("<b>26 September 2011: Arrests in Shenyang")
    assert "claims 35 arrests" in arrests.hovertext
    assert arrests.hovertext.endswith("The Korea Herald, October 2011")
    assert arrests.x == pytest.approx(2011.24, abs=0.01)
    assert not words(chart(dataset, "trend", events=False).figure)


def test_what_a_phone_says_fits_it(dataset: Dataset) -> None:
    figure = chart(dataset, "trend").narrow(history=True)
    said = [mark.hovertext or "" for mark in figure.layout.annotations]
    for line in re.split("<br>|</?b>", "<br>".join([*said, *hit(figure).values()])):
        assert width(line, 12, bold=True) < NARROW


def test_an_event_is_described_in_the_language_of_the_reader(tables: Tables) -> None:
    korean = {"label_ko": "국경 봉쇄", "description_ko": "국경을 닫았다."}
    events = [tables.events[-1].model_copy(update=korean)]
    told = Dataset(Tables(tables.figures, tables.sources, tables.totals, events))
    with speaking("ko"):
        figure = chart(told, "trend", language="ko").figure
    (mark,) = [mark for mark in figure.layout.annotations if mark.name == "event"]
    assert mark.text == "국경 봉쇄"
    assert "국경을 닫았다." in mark.hovertext


def test_events_without_room_are_counted_and_do_not_press_the_bars(tables: Tables) -> None:
    wanted = "An event that a researcher wants to see over the bars of the chart, number "
    more = [
        tables.events[0].model_copy(update={"date": f"{year}-05-01", "label": f"{wanted}{year}"})
        for year in range(1999, 2026)
    ]
    crowded = Dataset(Tables(tables.figures, tables.sources, tables.totals, more))
    for figure in (chart(crowded, "trend").wide(), chart(crowded, "trend").narrow()):
        named = len(words(figure, "event"))
        assert 0 < named < 27
        assert f"{27 - named} events have no room for their words here" in words(figure)
        assert figure.layout.yaxis.range[1] < 1.7 * 2914


def test_every_year_says_all_of_it_over_its_whole_height(dataset: Dataset) -> None:
    figure = chart(dataset, "trend").wide(history=True)
    said = hit(figure)
    assert list(said) == [str(year) for year in range(1998, 2026)]
    assert said["2025"].split("<br>") == [
        "<b>2025: 223</b> (corrected from 224)",
        "−13 (−5.5%) on 2024",
        "198 women (88.8%), 25 men",
        "Segye Ilbo, 4 February 2026",
        "Press for the history of 2025.",
    ]
    assert "claims 35 arrests" in said["2011"]
    assert "Press for" not in "".join(hit(chart(dataset, "trend").figure).values())
    (target,) = figure.select_traces({"type": "bar", "marker.opacity": 0})
    assert figure.layout["yaxis9"].domain == (0, 1)
    assert (set(target.y), target.width) == ({1}, 1)


def test_a_comparison_draws_the_differences_and_names_both_values(dataset: Dataset) -> None:
    figure = chart(dataset, "trend", as_of="2012-01-11", compare="latest").figure
    (drawn,) = bars(figure, "y2")
    differences = dict(zip(drawn.x, drawn.y, strict=True))
    assert differences[2009] == -13
    assert "2,927 → 2,914" in numbers(figure)
    assert 2005 in differences and 1998 not in differences
    palette = dict(zip(drawn.x, drawn.marker.color, strict=True))
    assert (palette[2009], palette[2006]) == (LIGHT.orange, LIGHT.blue)
    assert figure.layout.yaxis2.domain[1] < figure.layout.yaxis.domain[0]
    title = "Figures as of 4 February 2026 less those as of 11 January 2012, persons"
    assert title in words(figure)
    assert "2,914 as of 4 February 2026 (−13)" in hit(figure)["2009"]


def test_a_comparison_without_differences_has_no_panel(dataset: Dataset) -> None:
    assert not bars(chart(dataset, "trend", compare="latest").figure, "y2")


def test_a_view_without_figures_is_its_sentence(dataset: Dataset) -> None:
    selection = Selection(dataset, View())
    selection.all_changes = selection.all_changes.head(0)
    selection.all_partial = selection.all_partial.head(0)
    drawn = trend(selection)
    assert drawn.empty
    assert drawn.finding == "No figure is in this collection for this view."
    assert not drawn.figure.data


def test_one_year_alone_is_a_bar_of_the_usual_width(dataset: Dataset) -> None:
    figure = chart(dataset, "trend", years=(2010, 2010)).figure
    assert figure.layout.xaxis.range == (2007, 2013)


def test_words_over_their_pole_stay_at_it_where_the_page_is_wider(dataset: Dataset) -> None:
    figure = chart(dataset, "trend", years=(2005, 2011)).wide()
    marks = {mark.text.replace("<br>", " "): mark for mark in figure.layout.annotations}
    last = marks["Arrests in Shenyang, Weihai and Yanji"]
    poles = [pole.x0 for pole in figure.layout.shapes]
    assert (last.xref, last.x) == (None, max(poles))  # moved from there by pixels alone
    assert last.xshift < 0

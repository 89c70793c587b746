import json

import pytest

from defector_stats.analysis.dataset import Dataset
from defector_stats.charts.catalogue import CHARTS
from defector_stats.charts.chart import Chart
from defector_stats.charts.palette import DARK
from defector_stats.export.framing import picture
from defector_stats.export.sizes import SIZES, Size
from defector_stats.storage.schema import Event, Source, Tables
from defector_stats.views.selection import Selection
from defector_stats.views.view import View

MARKUP = '<b onclick="alert(1)">bold</b> <a href="javascript:alert(1)">go</a> %{y}'


def bars(chart: Chart) -> dict[int, float]:
    return {
        int(year): float(count)
        for trace in chart.figure.data
        if trace.type == "bar"
        for year, count in zip(trace.x, trace.y, strict=True)
    }


def test_the_bars_are_the_figures(dataset: Dataset) -> None:
    selection = Selection(dataset, View())
    assert bars(CHARTS["trend"].draw(selection)) == dict(
        zip(selection.vintage["year"], selection.vintage["arrivals"], strict=True)
    )
    assert len(bars(CHARTS["trend"].draw(selection))) == 28
    assert len(bars(CHARTS["change"].draw(selection))) == 27


def test_a_partial_year_looks_different_and_the_legend_says_so(dataset: Dataset) -> None:
    chart = CHARTS["trend"].draw(Selection(dataset, View(as_of="2024-10-31")))
    partial = next(trace for trace in chart.figure.data if trace.name == "Part of a year")
    assert list(partial.x) == [2024]
    assert partial.marker.pattern.shape == "/"
    assert partial.customdata[0][0] == "January–September 2024"


def test_hovering_names_publication_and_date(dataset: Dataset) -> None:
    hover = CHARTS["trend"].draw(Selection(dataset, View())).figure.data[0].customdata[-1]
    assert list(hover) == ["2025", "Segye Ilbo, 4 February 2026", "corrected", "2025"]


def test_the_source_line_names_the_newest_and_counts_the_others(dataset: Dataset) -> None:
    one = CHARTS["trend"].draw(Selection(dataset, View(as_of="article"))).source
    assert one.startswith("Source: The Korea Herald, “Seoul strives to persuade Beijing")
    assert "October 2011. Counts of the Ministry of Unification." in one
    several = CHARTS["trend"].draw(Selection(dataset, View())).source
    assert "4 February 2026, and 14 other publications." in several


def test_events_are_numbered_and_named(dataset: Dataset) -> None:
    chart = CHARTS["trend"].draw(Selection(dataset, View()))
    assert [note.partition(" ")[0] for note in chart.notes] == ["[1]", "[2]", "[3]"]
    assert [mark.text for mark in chart.figure.layout.annotations] == ["1", "2", "3"]
    assert CHARTS["trend"].draw(Selection(dataset, View(events=False))).notes == []


def test_share_of_women_has_its_own_panel_with_gaps(dataset: Dataset) -> None:
    figure = CHARTS["trend"].draw(Selection(dataset, View(by_sex=True))).figure
    share = next(trace for trace in figure.data if trace.type == "scatter")
    assert share.yaxis == "y2"
    assert not share.connectgaps
    assert figure.layout.yaxis.domain[0] > figure.layout.yaxis2.domain[1]
    known = dict(zip(share.x, share.y, strict=True))
    assert known[2025] == pytest.approx(100 * 198 / 223)
    assert known[2020] != known[2020], "2020 has no split and breaks the line"


@pytest.mark.parametrize("view", [View(), View(as_of="article"), View(by_sex=True)])
@pytest.mark.parametrize("name", ["trend", "change"])
def test_a_picture_carries_title_finding_and_source(
    dataset: Dataset, view: View, name: str
) -> None:
    chart = CHARTS[name].draw(Selection(dataset, view))
    figure = picture(chart, Size())
    assert (figure.layout.width, figure.layout.height) == (1200, 675)
    texts = {mark.name: mark.text.replace("<br>", " ") for mark in figure.layout.annotations}
    assert texts["title"] == f"<b>{chart.title}</b>"
    assert texts["finding"] == chart.finding
    assert texts["source"] == chart.source


def test_2009_is_drawn_with_its_four_values(dataset: Dataset) -> None:
    chart = CHARTS["revised"].draw(Selection(dataset, View(revised=2009)))
    drawn = [
        (str(day)[:10], int(value))
        for trace in chart.figure.data
        if trace.mode == "markers+text"
        for day, value in zip(trace.x, trace.y, strict=True)
    ]
    assert sorted(drawn) == [
        ("2010-01-06", 2952), ("2011-05-31", 2927), ("2013-01-02", 2929), ("2016-11-14", 2914),
    ]  # fmt: skip


def test_every_revised_count_has_a_row_with_its_values(dataset: Dataset) -> None:
    rows = CHARTS["revised"].draw(Selection(dataset, View())).figure.layout.yaxis.ticktext
    assert len(rows) == 15
    assert "2009   2,952 → 2,927 → 2,929 → 2,914" in rows


def test_the_rows_of_a_picture_with_many_revisions_do_not_touch(tables: Tables) -> None:
    again = [
        figure.model_copy(
            update={
                "arrivals": figure.arrivals + 7, "male": None, "female": None, "source": "again",
                "line": figure.line + 1000,
            }
        )
        for figure in {figure.year: figure for figure in tables.figures}.values()
        if figure.through == 12
    ]  # fmt: skip
    newer = tables.sources[0].model_copy(update={"id": "again", "published": "2026-03-01"})
    more = Tables([*tables.figures, *again], [*tables.sources, newer], tables.totals, [])
    figure = picture(CHARTS["revised"].draw(Selection(Dataset(more), View())), Size())
    rows, margin = len(figure.layout.yaxis.tickvals), figure.layout.margin
    assert rows > 25
    assert figure.layout.yaxis.tickfont.size < (675 - margin.t - margin.b) / rows


def test_the_published_totals_are_marks_on_the_sum(dataset: Dataset) -> None:
    line, marks = CHARTS["total"].draw(Selection(dataset, View())).figure.data
    assert (line.y[0], line.y[-1]) == (947, 34_537)
    assert list(marks.y[-2:]) == [34_538, 34_537]


def texts_in(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for each in value.values() for text in texts_in(each)]
    if isinstance(value, list | tuple):
        return [text for each in value for text in texts_in(each)]
    return [value] if isinstance(value, str) else []


def test_markup_from_the_files_is_escaped_in_figures(tables: Tables) -> None:
    sources = [
        Source.model_validate({**source.model_dump(), "title": MARKUP, "publisher": MARKUP})
        for source in tables.sources
    ]
    events = [
        Event.model_validate({**event.model_dump(), "label": MARKUP}) for event in tables.events
    ]
    selection = Selection(Dataset(Tables(tables.figures, sources, tables.totals, events)), View())
    found = [
        text
        for chart in (CHARTS["trend"].draw(selection), CHARTS["change"].draw(selection))
        for text in texts_in(picture(chart, Size()).to_plotly_json())
        if "onclick" in text
    ]
    assert found
    assert not [text for text in found if "<b onclick" in text or "<a" in text]


@pytest.mark.parametrize("as_of", ["latest", "2012-01-11", "2024-10-31"])
@pytest.mark.parametrize("by_sex", [True, False])
def test_all_bars_are_equally_wide(dataset: Dataset, as_of: str, by_sex: bool) -> None:
    selection = Selection(dataset, View(as_of=as_of, by_sex=by_sex))
    for chart in (CHARTS["trend"].draw(selection), CHARTS["change"].draw(selection)):
        assert {bars.width for bars in chart.figure.select_traces({"type": "bar"})} == {0.9}


@pytest.mark.parametrize("name", ["trend", "change"])
def test_numbers_stand_upright_where_they_would_touch(dataset: Dataset, name: str) -> None:
    chart = CHARTS[name].draw(Selection(dataset, View(compare="latest")))
    narrow, wide = picture(chart, SIZES["column"]), picture(chart, SIZES["slide"])
    assert {bars.textangle for bars in narrow.select_traces({"type": "bar"})} == {-90}
    assert {bars.textangle for bars in wide.select_traces({"type": "bar"})} == {None}
    assert not list(narrow.select_traces({"mode": "markers+text"}))
    turned = [each for each in narrow.layout.annotations if each.textangle == -90]
    assert len(turned) == (28 if name == "trend" else 0)


def test_the_dark_theme_changes_colours_and_nothing_else(dataset: Dataset) -> None:
    chart = CHARTS["trend"].draw(Selection(dataset, View(by_sex=True, compare="latest")))
    light = picture(chart, SIZES["slide"]).to_json()
    dark = picture(chart, SIZES["slide"], "dark").to_json()
    for colour, instead in DARK.items():
        assert f'"{instead}"' not in light
        light = light.replace(f'"{colour}"', f'"{instead}"')
    assert json.loads(light) == json.loads(dark)

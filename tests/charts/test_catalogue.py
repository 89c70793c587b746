"""What holds for every chart in every view."""

import json
import re
from typing import Any

import plotly.io as pio
import pytest

from defector_stats.analysis.dataset import Dataset
from defector_stats.charts.catalogue import CHARTS
from defector_stats.charts.palette import IN_DARK, PALETTES, THEMES
from defector_stats.i18n.messages import speaking
from defector_stats.storage.schema import Event, Source, Tables
from defector_stats.text import tables
from defector_stats.views.selection import Selection
from defector_stats.views.view import View
from tests.charts.drawings import bars, chart, hit, words

MARKUP = '<b onclick="alert(1)">bold</b> <a href="javascript:alert(1)">go</a> %{y}'
VIEWS: list[dict[str, Any]] = [
    {},
    {"as_of": "article"},
    {"as_of": "2012-01-11", "compare": "latest"},
    {"as_of": "2024-10-31", "by_sex": True, "compare": "latest"},
    {"years": (2010, 2010)},
    {"percent": True, "years": (2019, 2025)},
    {"revised": 2009},
]
COLOUR = re.compile(r"#[0-9a-f]{6}\b")


def texts_in(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for each in value.values() for text in texts_in(each)]
    if isinstance(value, list | tuple):
        return [text for each in value for text in texts_in(each)]
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("name", CHARTS)
def test_what_can_be_hit_says_something_of_every_year(
    dataset: Dataset, name: str, view: dict[str, Any]
) -> None:
    drawn = chart(dataset, name, **view)
    if drawn.empty:
        assert drawn.finding
        return
    for figure in (drawn.wide(), drawn.narrow()):
        assert all(
            re.fullmatch(r"[12]\d{3}", year) and words for year, words in hit(figure).items()
        )
        shown = [trace for trace in figure.data if trace.hoverinfo != "skip"]
        assert len(shown) == 1, "one thing to hit, so that nothing is said twice"


@pytest.mark.parametrize("theme", THEMES)
def test_the_look_is_a_registered_template_made_of_the_palette(
    dataset: Dataset, theme: str
) -> None:
    template = chart(dataset, "trend").wide(theme).layout.template
    assert pio.templates[f"defector-stats-{theme}"] == template
    look = template.layout
    palette = PALETTES[theme]
    assert (look.paper_bgcolor, look.font.color) == (palette.paper, palette.ink)
    assert (look.hoverlabel.bgcolor, look.hoverlabel.font.color) == (palette.paper, palette.ink)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("name", CHARTS)
def test_a_theme_changes_colours_and_nothing_else(
    dataset: Dataset, name: str, view: dict[str, Any]
) -> None:
    drawn = chart(dataset, name, **view)
    light, dark = (json.dumps(drawn.spec(drawn.wide_canvas(theme))) for theme in THEMES)
    assert COLOUR.sub(lambda color: IN_DARK[color[0]], light) == dark
    for theme, text in (("light", light), ("dark", dark)):
        assert set(COLOUR.findall(text)) <= set(vars(PALETTES[theme]).values())


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("name", ["trend", "sex", "change"])
def test_all_bars_of_years_are_equally_wide(
    dataset: Dataset, name: str, view: dict[str, Any]
) -> None:
    drawn = chart(dataset, name, **view)
    assert {trace.width for trace in bars(drawn.figure)} <= {0.84}


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("name", CHARTS)
def test_no_axis_names_the_same_twice_and_no_legend_repeats(
    dataset: Dataset, name: str, view: dict[str, Any]
) -> None:
    figure = chart(dataset, name, **view).narrow()
    assert not figure.layout.showlegend
    for axis in figure.select_yaxes():
        if axis.showticklabels is not False and axis.visible is not False:
            words = axis.ticktext
            assert words and len(words) == len(set(words)), "its words are ours, and once"


def test_markup_from_the_files_is_escaped_in_figures(tables: Tables) -> None:
    sources = [
        Source.model_validate({**source.model_dump(), "title": MARKUP, "publisher": MARKUP})
        for source in tables.sources
    ]
    events = [
        Event.model_validate({**event.model_dump(), "label": MARKUP, "description": MARKUP})
        for event in tables.events
    ]
    evil = Dataset(Tables(tables.figures, sources, tables.totals, events))
    found = [
        text
        for name in CHARTS
        for text in texts_in(json.loads(chart(evil, name).figure.to_json()))
        if "onclick" in text
    ]
    assert found
    assert not [text for text in found if "<b onclick" in text or "<a" in text]


@pytest.mark.parametrize("name", CHARTS)
def test_a_korean_chart_has_no_english_words(dataset: Dataset, name: str) -> None:
    with speaking("ko"):
        drawn = chart(dataset, name, language="ko", events=False)
        for text in [drawn.kind, drawn.title, drawn.finding, *words(drawn.figure)]:
            assert not re.search("[A-Za-z]{3}", re.sub("<[^>]*>", "", text)), text


MINISTRY = ("Ministry of Unification, October 2020", "Ministry of Unification, October 2026")


@pytest.mark.parametrize("by_sex", [False, True])
def test_today_every_year_from_2002_on_is_cited_to_the_ministry_and_split_everywhere(
    shipped: Tables, by_sex: bool
) -> None:
    years = [str(year) for year in range(2002, 2026)]
    cited = dict(zip(years, 18 * MINISTRY[:1] + 6 * MINISTRY[1:], strict=True))
    dataset = Dataset(shipped)
    selection = Selection(dataset, View(by_sex=by_sex))
    for name in ("trend", "change", "sex"):
        said = hit(CHARTS[name].draw(selection).figure)
        for year in years:
            text = said[year].replace("<br>", " ")
            assert cited[year] in text, (name, year)
            assert re.search(r"women \(\d+(\.\d)?%\), [\d,]+ men", text), (name, year)
        exported = CHARTS[name].rows(selection).set_index("year").loc[2002:2025]
        assert set(exported["kind"]) == {"ministry"}
        assert exported[["male", "female"]].notna().all(axis=None)
    for make in (tables.figures_in_view, *(CHARTS[name].table for name in ("trend", "sex"))):
        rows = {row[0].text: row for row in make(selection).rows}
        for year in years:
            assert "–" not in {cell.text for cell in rows[year]}, (make, year)
            documents = [cell.text for cell in rows[year] if cell.url]
            assert documents in ([], [cited[year]]), (make, year)
    for year in years:
        newest = tables.history(Selection(dataset, View(year=int(year)))).rows[0]
        assert newest[2].text == cited[year]
        assert "–" not in {cell.text for cell in newest}


@pytest.mark.parametrize(
    ("day", "year", "count", "document", "confirmed"),
    [
        ("2011-10-31", 2009, "2,927", "Daily NK Japan, 6 October 2010", True),
        ("2011-10-31", 2010, "2,423", "The Korea Herald, October 2011", True),
        ("2013-06-30", 2009, "2,929", "The Korea Herald / Yonhap, 2 January 2013", False),
        ("2013-06-30", 2006, "2,026", "Yonhap News Agency, 28 October 2012", False),
        ("2017-06-30", 2009, "2,914", "UPI, 14 November 2016", False),
    ],
)
def test_chart_table_history_and_export_say_the_same_of_a_year(
    shipped: Tables, day: str, year: int, count: str, document: str, confirmed: bool
) -> None:
    dataset = Dataset(shipped)
    selection = Selection(dataset, View(day, year=year))
    said = hit(CHARTS["trend"].draw(selection).figure)[str(year)].replace("<br>", " ")
    newest = tables.history(selection).rows[0]
    (row,) = (row for row in tables.figures_in_view(selection).rows if row[0].text == str(year))
    exported = selection.tables["Arrivals"].set_index("year").loc[year]
    assert f"{year}: {count}" in said
    assert document in said
    assert (newest[0].text, newest[2].text) == (count, document)
    assert (row[1].text, row[-1].text) == (count, document)
    assert f"{exported['arrivals']:,}" == count
    remark = "not confirmed by the Ministry"
    for place in (said, " ".join(newest[2].notes), row[-2].text):
        assert (remark in place) != confirmed
    assert exported["unconfirmed"] != confirmed

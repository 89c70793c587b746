import re
from dataclasses import replace
from typing import Any

import plotly.graph_objects as go
import pytest

from defector_stats.analysis.dataset import Dataset
from defector_stats.charts.catalogue import CHARTS
from defector_stats.charts.typesetting import width
from defector_stats.export.framing import LARGEST, SMALLEST, check, picture, type_size
from defector_stats.export.sizes import SIZES, Size
from defector_stats.i18n.messages import speaking
from defector_stats.storage.schema import Tables
from tests.charts.drawings import bars, chart, words

SMALL = Size(*SMALLEST)
EVERY = {**SIZES, "small": SMALL, "wide": Size(2000, 360), "high": Size(480, 2000)}


def texts(figure: go.Figure) -> dict[str, str]:
    return {
        mark.name: mark.text.replace("<br>", " ")
        for mark in figure.layout.annotations
        if mark.name and mark.name != "event"
    }


@pytest.mark.parametrize("view", [{}, {"as_of": "article"}, {"by_sex": True}])
@pytest.mark.parametrize("name", ["trend", "change"])
def test_the_title_is_what_was_found_and_the_subtitle_what_is_measured(
    dataset: Dataset, view: dict[str, Any], name: str
) -> None:
    drawn = chart(dataset, name, **view)
    figure = picture(drawn, SIZES["article"])
    assert (figure.layout.width, figure.layout.height) == (1200, 800)
    found = texts(figure)
    title = found["title"].removeprefix("<b>").removesuffix("</b>")
    assert drawn.finding.startswith(title)
    assert not title.endswith(".")
    assert found["subtitle"] == drawn.title
    assert found["source"] == drawn.source
    assert all(note in found["notes"] for note in drawn.notes)


@pytest.mark.parametrize("size", EVERY.values(), ids=EVERY)
@pytest.mark.parametrize("name", CHARTS)
def test_no_line_is_wider_than_the_picture_less_its_margins(
    dataset: Dataset, name: str, size: Size
) -> None:
    figure = picture(chart(dataset, name), size)
    room = size.width - 2 * 2.2 * type_size(size)
    for mark in figure.layout.annotations:
        if mark.name in ("title", "subtitle", "more", "notes", "source"):
            for line in re.sub("</?b>", "", mark.text).split("<br>"):
                assert width(line, mark.font.size, bold=mark.name == "title") <= room


@pytest.mark.parametrize("size", EVERY.values(), ids=EVERY)
@pytest.mark.parametrize("name", CHARTS)
def test_the_plot_keeps_its_share_of_the_picture(dataset: Dataset, name: str, size: Size) -> None:
    margin = picture(chart(dataset, name), size).layout.margin
    assert size.height - margin.t - margin.b > 0.3 * size.height
    assert size.width - margin.l - margin.r > 0.7 * size.width


@pytest.mark.parametrize("name", ["square", "story"])
def test_nothing_is_under_28_pixels_in_a_picture_for_a_phone(name: str) -> None:
    assert type_size(SIZES[name]) >= 28


def test_a_picture_of_a_phone_names_what_reads(dataset: Dataset) -> None:
    square = picture(chart(dataset, "trend"), SIZES["square"])
    article = picture(chart(dataset, "trend"), SIZES["article"])
    named = [len(next(figure.select_traces({"mode": "text"})).text) for figure in (square, article)]
    assert named == [5, 28]


def test_the_title_is_the_sentence_of_what_is_drawn(shipped: Tables) -> None:
    found = texts(picture(chart(Dataset(shipped), "total"), SIZES["article"]))
    assert re.match("<b>Of [0-9]+ published totals that can be checked, ", found["title"])
    assert "people had arrived by the end of 2025" in found["more"]
    assert "can be checked" not in found["more"]


def test_a_title_that_takes_more_than_two_lines_ends_at_its_semicolon(dataset: Dataset) -> None:
    drawn = chart(dataset, "sex")
    wide, narrow = (texts(picture(drawn, SIZES[size])) for size in ("article", "column"))
    assert "; the highest share was " in wide["title"]
    assert narrow["title"].endswith(" (198 of 223)</b>")
    assert narrow["more"].startswith("The highest share was ")


def test_a_title_of_two_lines_breaks_between_its_parts(dataset: Dataset) -> None:
    figure = picture(chart(dataset, "trend"), SIZES["square"])
    (title,) = (mark.text for mark in figure.layout.annotations if mark.name == "title")
    assert title.startswith("<b>Arrivals peaked at 2,914 in 2009;<br>in 2025 ")


def test_a_picture_does_not_count_the_events_that_nobody_can_point_at(dataset: Dataset) -> None:
    page, drawn = chart(dataset, "sex").narrow(), picture(chart(dataset, "sex"), SIZES["square"])
    assert len(words(drawn, "event")) < len(words(page, "event"))
    assert "no room for" not in " ".join(words(drawn))


def test_the_bars_of_a_picture_are_those_of_the_chart(dataset: Dataset) -> None:
    drawn = chart(dataset, "trend")
    (framed,) = bars(picture(drawn, SIZES["square"]))
    assert list(framed.y) == list(bars(drawn.figure)[0].y)


@pytest.mark.parametrize(
    "size",
    [Size(100, 100), Size(479, 800), Size(800, 359), Size(9999, 9999, 4), Size(4096, 4096, 4)],
    ids=str,
)
def test_a_size_that_cannot_be_read_or_drawn_is_a_sentence(size: Size) -> None:
    said = check(size) or ""
    assert said.startswith(f"{size.width}x{size.height} pixels")
    assert said.endswith(".")


@pytest.mark.parametrize("size", [*SIZES.values(), SMALL, Size(LARGEST, LARGEST)], ids=str)
def test_every_other_size_can_be_drawn(size: Size) -> None:
    assert check(replace(size, scale=2)) is None
    assert type_size(size) >= 11


def test_a_korean_picture_speaks_korean(dataset: Dataset) -> None:
    with speaking("ko"):
        figure = picture(chart(dataset, "trend", language="ko"), SIZES["square"])
    found = texts(figure)
    assert found["source"] == "자료: 통일부(2026년 2월 4일 기준), 출처 15건."
    assert found["notes"] == "* 정정: 2025년(정정 전 224명)."
    assert "자리가 없어" not in " ".join(words(figure))

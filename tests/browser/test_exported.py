"""The pages of `defector-stats export --format html`, opened from the disk and printed."""

import io
from pathlib import Path

import pypdf
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from defector_stats.cli.main import main
from tests.browser.helpers import Open
from tests.helpers import SAMPLE, SHIPPED

WIDTHS = """() => {
  window.printed = [];
  matchMedia("print").addEventListener("change", ({ matches }) => {
    if (!matches) return;
    const page = getComputedStyle(document.documentElement).backgroundColor;
    for (const plot of document.querySelectorAll(".js-plotly-plot")) {
      const svg = plot.querySelector(".main-svg");
      printed.push([Number(svg.getAttribute("width")), svg.style.background, page]);
    }
  });
}"""
DRAWN = """() =>
  [...document.querySelectorAll(".main-svg")].map((svg) => Number(svg.getAttribute("width")))"""


def exported(folder: Path, out: Path, *options: str) -> Path:
    assert (
        main(["export", "--data", str(folder), "--out", str(out), "--format", "html", *options])
        == 0
    )
    (path,) = out.iterdir()
    return path


def opened(page: Page, path: Path) -> None:
    page.goto(path.as_uri())
    expect(page.locator(".main-svg").first).to_be_visible()
    page.evaluate(WIDTHS)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("chart", [[], ["--chart", "trend"]], ids=["view", "chart"])
def test_every_year_is_on_paper_and_the_paper_is_white(
    tmp_path: Path, tab: Open, theme: str, chart: list[str]
) -> None:
    page = tab()
    opened(page, exported(SAMPLE, tmp_path / "out", "--theme", theme, *chart))
    before = page.evaluate(DRAWN)
    paper = page.pdf(format="A4", print_background=True)
    printed = page.evaluate("printed")
    assert printed
    assert all(width <= 681 for width, _plot, _page in printed)
    assert {(plot, page) for _width, plot, page in printed} == {
        ("rgb(255, 255, 255)", "rgb(255, 255, 255)")
    }
    page.wait_for_function(f"({DRAWN})()[0] === {before[0]}")
    text = pypdf.PdfReader(io.BytesIO(paper)).pages[0].extract_text()
    assert {"2000", "2005", "2010", "2015", "2020", "2025"} <= set(text.split())


@pytest.mark.parametrize("language", ["en", "ko"])
def test_no_table_of_the_report_is_wider_than_paper(
    tmp_path: Path, tab: Open, language: str
) -> None:
    page = tab(width=680)
    opened(page, exported(SHIPPED, tmp_path / "out", "--lang", language))
    page.emulate_media(media="print")
    widths = page.locator("table").evaluate_all("all => all.map((each) => each.scrollWidth)")
    assert len(widths) >= 4
    assert max(widths) <= 680


def test_a_picture_is_saved_from_within_a_frame(
    tmp_path: Path, tab: Open, capsys: pytest.CaptureFixture[str]
) -> None:
    exported(SAMPLE, tmp_path / "out", "--chart", "trend")
    embedding = capsys.readouterr().out.splitlines()[-1]
    embedding = embedding.replace("<iframe", '<iframe sandbox="allow-scripts allow-downloads"')
    article = tmp_path / "out" / "article.html"
    article.write_text(f"<!doctype html><title>Article</title>{embedding}", "utf-8")
    page = tab()
    page.goto(article.as_uri())
    frame = page.frame_locator("iframe")
    expect(frame.locator(".main-svg").first).to_be_visible()
    fits = "() => document.documentElement.scrollHeight <= innerHeight"
    assert page.frames[1].evaluate(fits)
    with page.expect_download() as saved:
        frame.locator("#save").click()
    assert saved.value.suggested_filename == "arrivals-by-year_as-of-2026-02-04.png"
    with Image.open(saved.value.path()) as image:
        assert image.size == (2400, 1350)


def test_the_tables_of_the_report_are_those_of_the_page(tmp_path: Path, tab: Open) -> None:
    page = tab()
    opened(page, exported(SAMPLE, tmp_path / "out", "--lang", "ko"))
    headings = page.locator("thead th").all_text_contents()
    assert headings
    assert not any(heading.isascii() for heading in headings)
    row = page.locator("tbody tr", has=page.locator("th", has_text="2009년")).first
    expect(row.locator("td").first).to_have_text("2,914")
    assert "2009 12 2914" not in page.locator("body").inner_text()


def test_tables_of_the_report_are_cut_nowhere_and_on_paper_whole(tmp_path: Path, tab: Open) -> None:
    page = tab(width=390)
    opened(page, exported(SAMPLE, tmp_path / "out"))
    assert page.locator(".rows[open]").count() == 1
    page.get_by_text("All rows").nth(1).click()
    for table in page.locator(".rows[open] .scroll").all():
        assert table.evaluate("each => each.scrollHeight - each.clientHeight") == 0
    assert page.locator(".rows[open]").count() == 2
    every = " ".join(page.locator("tbody th").all_text_contents())
    paper = page.pdf(format="A4")
    text = "".join(sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(paper)).pages)
    assert text.count("All rows") == 0
    assert text.count("January–") >= every.count("January–") > 20  # parts of years

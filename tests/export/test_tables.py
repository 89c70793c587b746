import csv
import io
import json
import zipfile

import openpyxl
import pandas as pd
import pytest

from defector_stats.analysis.dataset import Dataset
from defector_stats.charts.catalogue import CHARTS
from defector_stats.export import tables
from defector_stats.export.web_page import web_page as report
from defector_stats.views.selection import Selection
from defector_stats.views.view import View

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"]
VIEWS = [View(), View(as_of="article"), View(as_of="2012-01-11", by_sex=True)]


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_the_rows_behind_a_chart_come_with_their_sources(dataset: Dataset) -> None:
    found = rows(tables.csv_bytes(CHARTS["change"].rows(Selection(dataset, View(as_of="article")))))
    assert [row["arrivals"] for row in found] == ["1383", "2018", "2544", "2809", "2927", "2423"]
    assert found[1]["change_percent"] == "45.91"
    assert {row["publisher"] for row in found} == {"The Korea Herald"}
    assert {row["published"] for row in found} == {"2011-10"}


def test_every_published_figure_is_in_the_whole_file(dataset: Dataset) -> None:
    assert len(rows(tables.csv_bytes(dataset.figures))) == 164


def with_note(text: str) -> pd.DataFrame:
    columns = ["source", "title", "publisher", "author", "published", "url", "language"]
    return pd.DataFrame(
        {"year": [2009], "change": [-5], "note": [text], "known_on": [pd.Timestamp(2009, 1, 1)],
         **{column: [text] for column in columns}}
    )  # fmt: skip


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_written_as_text(text: str) -> None:
    (row,) = rows(tables.csv_bytes(with_note(text)))
    assert row["note"] == row["title"] == f"'{text}"
    assert row["change"] == "-5"


@pytest.mark.parametrize("text", FORMULAS)
def test_a_workbook_has_no_formula(text: str) -> None:
    content = tables.xlsx_bytes({"Arrivals": with_note(text)}, {"title": "T"})
    book = openpyxl.load_workbook(io.BytesIO(content))
    for page in book:
        for cell in (cell for row in page.iter_rows() for cell in row):
            assert cell.data_type != "f"
            assert isinstance(cell.value, int | None) or not cell.value.startswith(text)
    assert book["Arrivals"]["B2"].value == -5
    assert b"<f>" not in b"".join(
        zipfile.ZipFile(io.BytesIO(content)).read(name)
        for name in zipfile.ZipFile(io.BytesIO(content)).namelist()
    )


@pytest.mark.parametrize("view", VIEWS)
def test_a_workbook_is_read_back(dataset: Dataset, view: View) -> None:
    selection = Selection(dataset, view)
    book = openpyxl.load_workbook(io.BytesIO(tables.xlsx_bytes(selection.tables, {"title": "T"})))
    assert book.sheetnames == [*selection.tables, "Sources", "About"]
    arrivals = book["Arrivals"]
    assert arrivals.freeze_panes == "A2"
    names = [cell.value for cell in arrivals[1]]
    place = names.index("arrivals")
    expected = selection.tables["Arrivals"]["arrivals"].to_list()
    assert [row[place] for row in arrivals.iter_rows(min_row=2, values_only=True)] == expected
    assert all(isinstance(count, int) for count in expected)
    publishers = names.index("publisher") + 1
    width = arrivals.column_dimensions[openpyxl.utils.get_column_letter(publishers)].width
    assert width > 12
    cited = [row[-1] for row in book["Sources"].iter_rows(min_row=2, values_only=True)]
    used = {source for frame in selection.tables.values() for source in frame["source"]}
    assert len(cited) == len(used)


@pytest.mark.parametrize("view", VIEWS)
def test_json_is_read_back(dataset: Dataset, view: View) -> None:
    selection = Selection(dataset, view)
    found = json.loads(tables.json_bytes(selection.tables, {"title": "T"}))
    assert found["about"] == {"title": "T"}
    arrivals = [row["arrivals"] for row in found["Arrivals"]]
    assert arrivals == selection.tables["Arrivals"]["arrivals"].to_list()
    assert {name: len(found[name]) for name in selection.tables} == {
        name: len(frame) for name, frame in selection.tables.items()
    }


def test_the_page_for_the_mail_is_small_and_holds_no_markup_of_the_files(dataset: Dataset) -> None:
    evil = "</script><script>alert(1)</script>"
    changed = dataset.figures.assign(note=evil, title=evil)
    other = Dataset.__new__(Dataset)
    other.__dict__.update(dataset.__dict__, figures=changed)
    page = report(Selection(other, View()), "0" * 64).decode()
    assert "<script>alert(1)" not in page
    assert "&lt;/script&gt;" in page
    assert len(report(Selection(dataset, View()), "0" * 64)) < 1_500_000

import csv
import io
import json
import zipfile
from collections.abc import Callable
from functools import cache
from typing import Any

import openpyxl
import pytest

from defector_stats.analysis.dataset import Dataset
from defector_stats.charts.catalogue import CHARTS
from defector_stats.export.tables import csv_bytes, json_bytes, xlsx_bytes
from defector_stats.i18n.messages import language_of, speaking
from defector_stats.storage import repository
from defector_stats.storage.schema import Tables
from defector_stats.text.columns import COLUMNS
from defector_stats.views.selection import Selection
from defector_stats.views.view import View
from tests.helpers import SHIPPED

VISIBLE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"]
HIDDEN = ["＝1+1", "＋1", "－1", "＠SUM(A1)", "\u200b=1+1", "\ufeff\u2060＝1", " \u00a0=1", "\r=1"]
HIDDEN += ["\u202e=1", "\u2066+1", "\u061c@x", "\x1b=1", "\xad-1", "\u3164=1", "\ufe0f=1", "﹦1"]
FORMULAS = VISIBLE + HIDDEN
VIEWS = [View(), View(as_of="article"), View(as_of="2012-01-11", by_sex=True)]


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def workbook(selection: Selection) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(xlsx_bytes(selection)))


def cells(page: Any, heading: str) -> list[Any]:  # noqa: ANN401
    names = [cell.value for cell in page[1]]
    return [row[names.index(heading)] for row in page.iter_rows(min_row=2, values_only=True)]


@pytest.fixture(scope="module")
def noted(tables: Tables) -> Callable[[str], Selection]:
    """Return the newest view of files in which a text is the note and title of all."""

    @cache
    def view_of(text: str) -> Selection:
        figures = [row.model_copy(update={"note": text}) for row in tables.figures]
        sources = [row.model_copy(update={"note": text, "title": text}) for row in tables.sources]
        changed = Tables(figures, sources, tables.totals, tables.events)
        return Selection(Dataset(changed, "0" * 64), View())

    return view_of


def test_the_rows_behind_a_chart_come_with_their_sources(dataset: Dataset) -> None:
    found = rows(csv_bytes(CHARTS["change"].rows(Selection(dataset, View(as_of="article")))))
    assert [row["arrivals"] for row in found] == ["1383", "2018", "2544", "2809", "2927", "2423"]
    assert found[1]["change_percent"] == "45.91"
    assert {row["publisher"] for row in found} == {"The Korea Herald"}
    assert {row["published"] for row in found} == {"2011-10"}


DAYS = ["2009-12-31", "2011-10-31", "2012-01-11", "2013-06-30", "2017-06-30", "2026-02-04"]


def of_json(selection: Selection) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(json_bytes(selection))["Every published figure"]
    return found


def of_workbook(selection: Selection) -> list[dict[str, Any]]:
    names, *others = workbook(selection)["Every published figure"].iter_rows(values_only=True)
    return [dict(zip(map(str, names), row, strict=True)) for row in others]


READERS: dict[str, Callable[[Selection], list[dict[str, Any]]]] = {
    "csv": lambda of: list(rows(csv_bytes(of.tables["Every published figure"]))),
    "xlsx": of_workbook,
    "json": of_json,
}


@pytest.mark.parametrize("format", READERS)
def test_the_vintage_of_any_day_is_rebuilt_from_every_export(shipped: Tables, format: str) -> None:
    dataset = Dataset(shipped)
    found = READERS[format](Selection(dataset, View()))
    assert len(found) == len(dataset.figures)
    for day in DAYS:
        then: dict[int, tuple[int, int]] = {}
        for row in found:
            year, through = int(row["year"]), int(row["through"])
            counts = str(row["known_on"])[:10] <= day and row["role"] != "echoed"
            if counts and through >= then.get(year, (0, 0))[0]:
                then[year] = (through, int(row["arrivals"]))
        vintage = Selection(dataset, View(day)).vintage
        expected = zip(vintage["year"], vintage["through"], vintage["arrivals"], strict=True)
        assert then == {year: (through, arrivals) for year, through, arrivals in expected}


def test_a_value_is_known_from_the_day_on_which_it_was_first_stated(shipped: Tables) -> None:
    (found,) = (
        row
        for row in rows(csv_bytes(Selection(Dataset(shipped), View()).changes))
        if row["year"] == "2010"
    )
    assert (found["known_on"], found["published"]) == ("2014-01-02", "2020-10")


def test_every_value_of_a_revised_count_says_from_when_on_it_stood(shipped: Tables) -> None:
    found = [
        (row["arrivals"], row["known_on"])
        for row in rows(csv_bytes(Selection(Dataset(shipped), View(revised=2009)).revisions))
        if row["through"] == "12"
    ]
    assert found == [
        ("2952", "2010-01-06"),
        ("2927", "2010-10-06"),
        ("2914", "2012-10-28"),
        ("2929", "2013-01-02"),
        ("2914", "2016-11-14"),
    ]


def test_headings_and_words_are_korean_for_korean_readers(dataset: Dataset) -> None:
    selection = Selection(dataset, View(language="ko", years=(2024, 2025)))
    with speaking("ko"):
        found = rows(csv_bytes(selection.changes))
        book = workbook(selection)
    assert [row["입국인원"] for row in found] == ["236", "223"]
    assert [row["상태"] for row in found] == ["", "정정"]
    assert list(found[0])[:3] == ["연도", "집계 기간", "입국인원"]
    assert not any(heading.isascii() for heading in found[0])
    assert not any(name.isascii() for name in book.sheetnames)
    assert not any(str(cell.value).isascii() for page in book.worksheets[:-1] for cell in page[1])


def test_texts_are_those_for_korean_readers() -> None:
    shipped = Selection(Dataset(repository.read(SHIPPED), "0" * 64), View(language="ko"))
    with speaking("ko"):
        sources = workbook(shipped)["출처"]
        found = rows(csv_bytes(shipped.tables["Every published figure"]))
        notes = [each for each in (row["비고"] for row in found) if each]
        described = [each for each in cells(sources, "제목") if each.startswith("[")]
        assert notes
        assert described
        assert {language_of(text) for text in [*notes, *described]} == {"ko"}


def test_english_files_keep_the_names_that_programs_know(dataset: Dataset) -> None:
    found = rows(csv_bytes(dataset.figures))[0]
    assert list(found) == [column.key for column in COLUMNS if column.key in found]
    assert {"year", "through", "arrivals", "status", "known_on", "note"} <= set(found)


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_written_as_text(noted: Callable[[str], Selection], text: str) -> None:
    found = rows(csv_bytes(noted(text).changes))
    assert {row["note"] for row in found} == {row["title"] for row in found} == {f"'{text}"}
    assert found[-1]["change"] == "-13"


@pytest.mark.parametrize("text", ["2009=2914", "탈북민 54명", "a-b", "'quoted'", ""])
def test_other_text_stays_as_it_is(noted: Callable[[str], Selection], text: str) -> None:
    assert {row["note"] for row in rows(csv_bytes(noted(text).changes))} == {text}


@pytest.mark.parametrize("text", VISIBLE)
def test_a_workbook_has_no_formula(noted: Callable[[str], Selection], text: str) -> None:
    content = xlsx_bytes(noted(text))
    for page in openpyxl.load_workbook(io.BytesIO(content)):
        for cell in (cell for row in page.iter_rows() for cell in row):
            assert cell.data_type != "f"
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert not any(b"<f>" in parts.read(name) for name in parts.namelist())


def test_a_note_that_no_cell_holds_empties_no_other(noted: Callable[[str], Selection]) -> None:
    page = workbook(noted("가" * 40_000))["Every published figure"]
    notes = cells(page, "note")
    assert {len(note) for note in notes} == {32_767}
    assert notes[0].endswith("가…")
    assert None not in cells(page, "arrivals") + cells(page, "publisher") + cells(page, "known_on")


@pytest.mark.parametrize("view", VIEWS)
def test_a_workbook_is_read_back(dataset: Dataset, view: View) -> None:
    selection = Selection(dataset, view)
    book = workbook(selection)
    assert book.sheetnames == [*selection.tables, "Sources", "About"]
    page, frame = book["Arrivals"], selection.tables["Arrivals"]
    assert page.freeze_panes == "A2"
    assert cells(page, "arrivals") == frame["arrivals"].to_list()
    assert cells(page, "known_on") == frame["stated_on"].to_list()
    used = {source for frame in selection.tables.values() for source in frame["source"]}
    assert set(cells(book["Sources"], "source")) == used
    assert all(cells(book["Sources"], "citation"))


def test_a_workbook_shows_numbers_as_numbers_are_shown(dataset: Dataset) -> None:
    page = workbook(Selection(dataset, View()))["Arrivals"]
    formats = {heading.value: page.cell(3, heading.column).number_format for heading in page[1]}
    assert formats["arrivals"] == "#,##0"
    assert formats["change"] == "+#,##0;−#,##0;0"
    assert formats["change_percent"] == "0.00"
    assert formats["year"] == "0"
    assert formats["known_on"] == "yyyy-mm-dd"


def test_notes_on_documents_are_in_a_workbook(dataset: Dataset) -> None:
    notes = cells(workbook(Selection(dataset, View()))["Sources"], "note")
    assert "Press release with the table by sex to 2011; 2011 is marked provisional." in notes


@pytest.mark.parametrize("view", VIEWS)
def test_json_is_read_back(dataset: Dataset, view: View) -> None:
    selection = Selection(dataset, view)
    found = json.loads(json_bytes(selection))
    assert found["about"]["SHA-256 of the data"] == dataset.version
    for name, frame in selection.tables.items():
        column = "total" if name == "Totals" else "arrivals"
        assert [row[column] for row in found[name]] == frame[column].to_list()


@pytest.mark.parametrize("text", FORMULAS)
def test_json_carries_text_as_it_is(noted: Callable[[str], Selection], text: str) -> None:
    found = json.loads(json_bytes(noted(text)))
    assert {row["note"] for row in found["Every published figure"]} == {text}


def test_what_the_ministry_did_not_confirm_and_what_was_corrected_is_marked(
    shipped: Tables,
) -> None:
    dataset = Dataset(shipped)
    june_2013 = Selection(dataset, View("2013-06-30"))
    marked = {
        row["year"]: row["arrivals"]
        for row in rows(csv_bytes(june_2013.changes))
        if row["unconfirmed"]
    }
    assert (marked["2009"], marked["2006"]) == ("2929", "2026")
    assert "2012" not in marked
    assert json.loads(json_bytes(june_2013))["Arrivals"][-1]["unconfirmed"] is False
    today = rows(csv_bytes(Selection(dataset, View()).changes))
    assert [(row["year"], row["corrected_from"]) for row in today if row["corrected_from"]] == [
        ("2025", "224")
    ]
    with speaking("ko"):
        (noted,) = (row for row in rows(csv_bytes(june_2013.changes)) if row["연도"] == "2009")
    assert noted["통일부 미확인"] == "예"

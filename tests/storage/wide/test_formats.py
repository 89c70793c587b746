"""The same table in every format of a file, and files that nobody should open."""

import io
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from defector_stats.errors import DataError
from defector_stats.export.chromium import find
from defector_stats.storage import wide
from defector_stats.storage.wide import Reading
from defector_stats.storage.wide.formats import pdf
from defector_stats.storage.wide.formats.html import WIDEST_CELL
from tests.browser.helpers import FLAGS
from tests.storage.wide.plain import TODAY, figures, keys, provisional, totals

EXPECTED = [(2023, 12, 196, 32, 164), (2024, 12, 236, 26, 210), (2025, 6, 96, 8, 88)]


def read(content: bytes) -> Reading:
    return wide.read("table", content, TODAY)


def saved(book: Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def workbook() -> Workbook:
    book = Workbook()
    for row in [
        ["입국인원 (단위: 명)", None, None, None, None],
        ["구분", 2023, 2024, "'25.6(잠정)", "합계"],
        ["남", 32, 26, 8, 66],
        ["여", 164, 210, 88, 462],
        ["합계", 196, 236, 96, 528],
        ["여성비율", 0.8367, 0.8898, 0.9167, 0.875],
    ]:
        book.active.append(row)
    for cell in book.active[6][1:]:
        cell.number_format = "0.0%"
    return book


def test_a_workbook_is_read_as_it_is_shown() -> None:
    book = workbook()
    book.active.merge_cells("A1:E1")
    reading = read(saved(book))
    assert figures(reading) == EXPECTED
    assert keys(reading) == []
    assert str(reading.figures[0].place) == "sheet Sheet, cell B5"


@pytest.mark.parametrize("style", ['#,##0"(잠정)"', '0" p"', '#,##0"명(잠정)";-#,##0'])
def test_the_words_of_a_format_are_shown_with_its_number(style: str) -> None:
    book = workbook()
    book.active["C5"].number_format = style
    reading = read(saved(book))
    assert figures(reading) == EXPECTED
    assert provisional(reading) == [2024, 2025]


def test_a_sheet_in_front_of_the_table_is_passed_over() -> None:
    book = workbook()
    book.create_sheet("표지", 0).append(["통일부", "2025"])
    assert figures(read(saved(book))) == EXPECTED


def test_a_formula_without_a_value_is_doubted() -> None:
    book = workbook()
    book.active["C5"] = "=C3+C4"
    reading = read(saved(book))
    assert "unread-arrivals-2024" in keys(reading)
    assert any("'=C3+C4'" in str(doubt) for doubt in reading.doubts)


def test_a_raised_digit_in_a_workbook_is_no_part_of_the_count() -> None:
    book = workbook()
    raised = TextBlock(InlineFont(vertAlign="superscript"), "1")
    book.active["B5"] = CellRichText("196", raised)
    reading = read(saved(book))
    assert "unread-arrivals-2023" in keys(reading)
    assert any("found '196¹'" in str(doubt) for doubt in reading.doubts)


def test_merged_heads_of_a_workbook_stand_over_all_their_columns() -> None:
    book = Workbook()
    for row in [
        ["구분", 2023, None, None, 2024, None, None],
        [None, "남", "여", "계", "남", "여", "계"],
        ["입국인원", 32, 164, 196, 26, 210, 236],
    ]:
        book.active.append(row)
    for area in ("A1:A2", "B1:D1", "E1:G1"):
        book.active.merge_cells(area)
    assert figures(read(saved(book))) == EXPECTED[:2]


PAGE = """<html><head><title>2020</title></head><body><h1>입국인원 현황</h1>
<p>(단위 : <b>명</b>) 2025.6월말 기준</p><script>var year = 2025</script>
<table><tr><td>메뉴</td><td>통계</td></tr></table>
<table class="outer"><tr><td><table>
<thead><tr><th rowspan=2>연도<th colspan=3>입국인원<th rowspan=2>여성<br>비율
<tr><th>남<sup>1)</sup><th>여<th>계</thead>
<tr><td>2023<td>32<td>164<td>196<td>83.7%
<tr><td>2024<td>26<td>210<td>236<td>89.0%
<tr><td>2025<td>8<td>88<td>96<td>91.7%<span style="display: none">0</span>
</table></td></tr></table><p>※ 잠정치 아님</p></body></html>"""


def test_a_page_is_read_with_merged_cells_and_end_tags_left_out() -> None:
    reading = read(PAGE.replace("※ 잠정치 아님", "").encode())
    assert figures(reading) == EXPECTED
    assert keys(reading) == []
    assert str(reading.figures[1].place) == "table 2, row 4, cell 4"


def test_a_raised_digit_on_a_page_is_no_part_of_the_count() -> None:
    reading = read(PAGE.replace("<td>196", "<td>196<sup><a href='#1'>1</a></sup>").encode())
    assert "unread-arrivals-2023" in keys(reading)
    assert any("found '196¹'" in str(doubt) for doubt in reading.doubts)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
def test_a_page_is_read_in_every_encoding(encoding: str) -> None:
    page = PAGE.replace("※ 잠정치 아님", "")
    assert figures(read(page.encode(encoding))) == EXPECTED


STYLES = {
    "ruled": "td, th { border: 1px solid; padding: 2px 4px }",
    "without rules": "",
    "narrow": "body { font-size: 9px } table { width: 1px }",
}
PRINTED = """<meta charset="utf-8"><h1>북한이탈주민 입국인원 현황</h1><p>(단위 : 명)</p><table>
<tr><th>구분<th>2023<th>2024<th>'25.6(잠정)<th>합계
<tr><th>남(명)<td>32<td>26<td>8<td>66
<tr><th>여(명)<td>164<td>210<td>88<td>462
<tr><th>합계(명)<td>196<td>236<td>96<td>528
<tr><th>여성비율<td>83.7%<td>89.0%<td>91.7%<td>87.5%
</table><p>※ 통일부</p>"""


@pytest.mark.slow
@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_a_printed_page_is_read(style: str, tmp_path: Path) -> None:
    chromium = find()
    assert chromium
    page, printed = tmp_path / "page.html", tmp_path / "page.pdf"
    page.write_text(f"<style>{style}</style>{PRINTED}", "utf-8")
    command = [chromium, *FLAGS, f"--user-data-dir={tmp_path}", f"--print-to-pdf={printed}"]
    subprocess.run([*command, page.as_uri()], capture_output=True, check=True)
    reading = read(printed.read_bytes())
    assert figures(reading) == EXPECTED
    assert keys(reading) == []
    assert reading.figures[-1].provisional
    assert totals(reading) == []


def archive(files: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in files.items():
            made.writestr(name, text)
    return content.getvalue()


def with_entities() -> bytes:
    """Return a workbook whose sheet is a document of entities within entities."""
    with zipfile.ZipFile(io.BytesIO(saved(workbook()))) as book:
        files = {name: book.read(name) for name in book.namelist()}
    sheet = files["xl/worksheets/sheet1.xml"].decode()
    bomb = '<!DOCTYPE x [<!ENTITY a "1"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    files["xl/worksheets/sheet1.xml"] = (bomb + sheet.replace("<v>32</v>", "<v>&b;</v>")).encode()
    return archive(files)


def far_away() -> bytes:
    book = workbook()
    book.active["XFD9999"] = 1
    return saved(book)


def merged_everywhere() -> bytes:
    """Return a workbook with one merged cell, which covers its whole sheet."""
    with zipfile.ZipFile(io.BytesIO(saved(workbook()))) as book:
        files = {name: book.read(name) for name in book.namelist()}
    merged = b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    sheet = files["xl/worksheets/sheet1.xml"].replace(b"</sheetData>", merged)
    return archive({**files, "xl/worksheets/sheet1.xml": sheet})


def printed(drawing: bytes) -> bytes:
    """Return a PDF of one page that is drawn by these steps."""
    content, writer, drawn = io.BytesIO(), pypdf.PdfWriter(), DecodedStreamObject()
    drawn.set_data(drawing)
    page = writer.add_blank_page(600, 800)
    page[NameObject("/Contents")] = writer._add_object(drawn)
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): DictionaryObject()})
    writer.write(content)
    return content.getvalue()


REFUSED: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "too large": (lambda: b"0" * (50 * 2**20 + 1), "51 MB", "at most 50 MB"),
    "a zip bomb": (
        lambda: archive({"xl/workbook.xml": bytes(51 * 2**20)}),
        "51 MB when unpacked",
        "at most 50 MB, also when unpacked",
    ),
    "entities": (with_entities, "EntitiesForbidden", "a workbook that can be opened"),
    "a cell far away": (far_away, "9999 rows and 16384 columns", "1,000,000 cells"),
    "a merged cell over all": (merged_everywhere, "17,179,869,184 merged cells", "1,000,000 cells"),
    "no workbook": (lambda: archive({"a": b""}), "[Content_Types].xml", "a workbook that can be"),
    "half a workbook": (lambda: saved(workbook())[:900], "not a zip file", "a workbook that can"),
    "an old format": (lambda: b"\xd0\xcf\x11\xe0" + bytes(600), "old format of Excel", "XLSX, CSV"),
    "a PDF nested without end": (
        lambda: printed(b"[" * 100_000 + b"]" * 100_000 + b" TJ"),
        "recursion",
        "a PDF that can be opened",
    ),
    "half a PDF": (lambda: b"%PDF-1.7\n1 0 obj", "", "a PDF that can be opened"),
    "a wide page": (
        lambda: b"<table>" + b"<tr><td colspan=9999 rowspan=9999>1" * WIDEST_CELL + b"</table>",
        "more than 1,000,000 cells",
        "at most 50 MB",
    ),
    "no text": (lambda: b"\xff\xff\xfe\x81" * 9, "bytes ff", "text in UTF-8, UTF-16 or CP949"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_cannot_be_read_is_refused_with_one_message(name: str) -> None:
    make, found, expected = REFUSED[name]
    with pytest.raises(DataError) as caught:
        read(make())
    assert len(caught.value.problems) == 1
    assert "table" in str(caught.value)
    assert found in str(caught.value)
    assert expected in str(caught.value)


def test_a_page_that_is_drawn_without_end_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pdf, "MOST_STEPS", 1000)
    with pytest.raises(DataError, match="more than 1,000 steps"):
        read(printed(b"q Q " * 2000))

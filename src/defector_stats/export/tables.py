"""What leaves the dashboard as a file: tables as CSV, XLSX and JSON."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd

from defector_stats import analysis
from defector_stats.i18n import formatting
from defector_stats.i18n.messages import N_, _, spoken
from defector_stats.text import citations, remarks
from defector_stats.text.columns import (
    CHANGE,
    COLUMNS,
    COUNT,
    DAY,
    FLAG,
    PERCENT,
    TEXT,
    YEAR,
    Column,
)
from defector_stats.views.selection import Selection

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

UNSEEN = (
    r"\s\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    r"\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb"
)
FORMULA = rf"[{UNSEEN}]*[=+\-@＝＋－＠﹦﹢﹣﹫]|[\t\r]"
"""How text begins that a spreadsheet program would run, also after what nobody sees."""
OF_DOCUMENTS = {"author", "language", "citation"}
OWN = ("publisher", "title", "note")
"""Texts that a row may have in a language of its own, too."""
NUMBER_FORMATS = {
    YEAR: "0",
    COUNT: "#,##0",
    CHANGE: "+#,##0;−#,##0;0",
    PERCENT: "0.00",
    DAY: "yyyy-mm-dd",
    TEXT: "@",
    FLAG: "@",
}
WIDEST, LONGEST = 60, 32_767
"""Letters of a column's width, and of the longest text that a cell of a workbook holds."""


def chosen(frame: pd.DataFrame, documents: bool = False) -> tuple[list[Column], pd.DataFrame]:
    """Return the columns of a frame that leave, and its rows with their text as it is.

    Days are ISO dates, percentages have two decimals; `documents` says that there is a row for
    each document. A value is known from the day on which it was first stated, which may be before
    that of the document that is cited for it.
    """
    frame = frame.assign(known_on=frame.get("stated_on", frame["known_on"]))
    columns = [
        column
        for column in COLUMNS
        if column.key in frame and (documents or column.key not in OF_DOCUMENTS)
    ]
    rows = frame[[column.key for column in columns]]
    days = {
        each.key: rows[each.key].dt.strftime("%Y-%m-%d") for each in columns if each.kind == DAY
    }
    return columns, rows.assign(**days).round({"change_percent": 2, "share_of_women": 2})


def _for_readers(frame: pd.DataFrame, documents: bool = False) -> tuple[list[Column], pd.DataFrame]:
    """Return what is chosen in the language that is spoken, and harmless.

    Text that a spreadsheet program would run as a formula has an apostrophe before it. A flag is
    a word where it is set, and blank where not.
    """
    columns, rows = chosen(frame, documents)
    flags = [column.key for column in columns if column.kind == FLAG]
    rows = rows.assign(**{key: rows[key].map({True: _("yes"), False: ""}) for key in flags})
    if spoken() != "en":
        rows = rows.assign(**{each: _own(frame, each) for each in OWN if each in rows})
        if "status" in rows:
            ordinary = rows["status"] == "published"  # which is not worth a word
            words = rows["status"].map(formatting.status)
            rows = rows.assign(status=words.mask(ordinary, ""))
        if "role" in rows:
            rows = rows.assign(role=rows["role"].map(remarks.role))
    texts = {column.key: rows[column.key] for column in columns if column.kind == TEXT}
    guarded = {key: each.mask(each.str.match(FORMULA), "'" + each) for key, each in texts.items()}
    return columns, rows.assign(**guarded)


def _own(frame: pd.DataFrame, column: str) -> pd.Series:
    """Return a text of each row as `own` does."""
    key = f"{column}_{spoken()}"
    return frame[key].mask(frame[key] == "", frame[column]) if key in frame else frame[column]


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """Return rows with their sources as CSV that Excel reads too."""
    columns, rows = _for_readers(frame)
    headings = [column.heading for column in columns]
    text = rows.to_csv(index=False, header=headings, float_format="%.2f", lineterminator="\r\n")
    # Excel takes a file for UTF-8 only when it begins with a byte order mark.
    return text.encode("utf-8-sig")


def json_bytes(selection: Selection, wanted: Mapping[str, pd.DataFrame] | None = None) -> bytes:
    """Return the tables of a view, or those wanted, with what they are about, as JSON.

    All text is as it is.
    """
    rows = {
        name: json.loads(chosen(frame)[1].to_json(orient="records"))
        for name, frame in (wanted or selection.tables).items()
    }
    text = json.dumps({"about": about(selection), **rows}, ensure_ascii=False, indent=1)
    return text.encode()


def about(selection: Selection) -> dict[str, str]:
    """Return what the tables of a view are about, by English names."""
    return {
        N_("title"): citations.title_of_data(),
        N_("figures as of"): selection.vintage_name,
        N_("citation"): citations.plain(citations.data_set(selection.dataset)),
        N_("SHA-256 of the data"): selection.dataset.version,
    }


def documents(selection: Selection, wanted: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the documents behind tables of a view with their citations, newest first."""
    used = {source for frame in wanted.values() for source in frame["source"]}
    frame = selection.dataset.sources
    frame = frame[frame["source"].isin(used)]
    frame = frame.sort_values(["known_on", "source"], ascending=[False, True])
    return frame.assign(citation=[citations.plain(row) for row in analysis.records(frame)])


def xlsx_bytes(selection: Selection, wanted: Mapping[str, pd.DataFrame] | None = None) -> bytes:
    """Return a workbook with a sheet for each table and one of the sources and their citations.

    The tables are those of the view if none are wanted.
    """
    # Imported here so that the page starts without it.
    import xlsxwriter

    content, sheets = io.BytesIO(), wanted or selection.tables
    # No cell is ever taken for a formula, an address or a number that it is not.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as workbook:
        for name, frame in sheets.items():
            _fill(workbook, workbook.add_worksheet(_(name)), *_for_readers(frame))
        sources = _for_readers(documents(selection, sheets), documents=True)
        _fill(workbook, workbook.add_worksheet(_(N_("Sources"))), *sources)
        page = workbook.add_worksheet(_(N_("About")))
        page.set_column(0, 1, WIDEST)
        for place, (name, text) in enumerate(about(selection).items()):
            page.write_row(place, 0, [_(name), text])
    return content.getvalue()


def _fill(workbook: Workbook, page: Worksheet, columns: list[Column], rows: pd.DataFrame) -> None:
    bold = workbook.add_format({"bold": True})
    page.freeze_panes(1, 0)
    for place, column in enumerate(columns):
        cells = rows[column.key].astype(object).where(rows[column.key].notna(), None).to_list()
        widest = max(map(len, map(str, [column.heading, *cells])))
        number_format = workbook.add_format({"num_format": NUMBER_FORMATS[column.kind]})
        page.set_column(place, place, min(widest + 2, WIDEST))
        page.write(0, place, column.heading, bold)
        for line, cell in enumerate(cells, start=1):
            page.write(line, place, _fitting(cell, column.kind), number_format)


def _fitting(cell: Any, kind: str) -> Any:  # noqa: ANN401
    """Return a value as a workbook holds it: days as dates, text cut where no cell has room."""
    if kind == DAY and cell is not None:
        return date.fromisoformat(cell)
    return f"{cell[: LONGEST - 1]}…" if isinstance(cell, str) and len(cell) > LONGEST else cell

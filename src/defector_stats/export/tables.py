"""What leaves the dashboard as a file: tables as CSV, XLSX and JSON."""

import io
import json
from collections.abc import Iterable, Mapping

import pandas as pd

from defector_stats.text import citations

COLUMNS = [
    "year", "through", "arrivals", "male", "female", "before", "change", "change_percent",
    "newest", "share_of_women", "as_of", "total", "counted", "difference", "counted_male",
    "difference_male", "counted_female", "difference_female", "step", "publications",
    "from_before", "to_newest", "status", "source", "publisher", "title",
    "published", "url", "note",
]  # fmt: skip
TEXTS = {
    "status", "source", "publisher", "title", "published", "url", "note", "as_of", "author",
    "language", "citation",
}  # fmt: skip
WIDEST = 60


def chosen(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the columns that leave, text harmless, percentages with two decimals."""
    rows = frame[[column for column in COLUMNS if column in frame]].copy()
    if "as_of" in rows:
        rows["as_of"] = rows["as_of"].dt.strftime("%Y-%m-%d")
    return _harmless(rows).round({"change_percent": 2, "share_of_women": 2})


def _harmless(frame: pd.DataFrame) -> pd.DataFrame:
    """Put an apostrophe before text that a spreadsheet program would run as a formula."""
    texts = {column: _as_text(frame[column]) for column in frame if column in TEXTS}
    return frame.assign(**texts)


def _as_text(texts: pd.Series) -> pd.Series:
    return texts.mask(texts.str.match(r"[=+\-@\t\r]"), "'" + texts)


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """Return rows with their sources as CSV that Excel reads too."""
    text = chosen(frame).to_csv(index=False, float_format="%.2f", lineterminator="\r\n")
    # Excel takes a file for UTF-8 only when it begins with a byte order mark.
    return text.encode("utf-8-sig")


def json_bytes(tables: Mapping[str, pd.DataFrame], about: Mapping[str, str]) -> bytes:
    """Return tables by name, with what they are about, as JSON."""
    rows = {name: json.loads(chosen(frame).to_json(orient="records", force_ascii=False))
            for name, frame in tables.items()}  # fmt: skip
    text = json.dumps({"about": about, **rows}, ensure_ascii=False, indent=1)
    return text.encode()


def xlsx_bytes(tables: Mapping[str, pd.DataFrame], about: Mapping[str, str]) -> bytes:
    """Return a workbook with a sheet for each table and one of the sources and their citations."""
    # Imported here so that the page starts without it.
    import xlsxwriter

    content = io.BytesIO()
    # No cell is ever taken for a formula, an address or a number that it is not.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as workbook:
        bold = workbook.add_format({"bold": True})
        for name, frame in {**tables, "Sources": sources(tables.values())}.items():
            rows = frame if name == "Sources" else chosen(frame)
            page = workbook.add_worksheet(name)
            page.freeze_panes(1, 0)
            for place, column in enumerate(rows):
                cells = rows[column].astype(object).where(rows[column].notna(), None).to_list()
                widest = max(map(len, map(str, [column, *cells])))
                page.set_column(place, place, min(widest + 2, WIDEST))
                page.write(0, place, column, bold)
                page.write_column(1, place, cells)
        page = workbook.add_worksheet("About")
        page.set_column(0, 1, WIDEST)
        for place, line in enumerate(about.items()):
            page.write_row(place, 0, line)
    return content.getvalue()


def sources(frames: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Return the documents behind the frames with their citations, newest first."""
    columns = [
        "source", "title", "publisher", "author", "published", "url", "language", "known_on"
    ]  # fmt: skip
    documents = pd.concat([frame[columns] for frame in frames]).drop_duplicates("source")
    documents = documents.sort_values(["known_on", "source"], ascending=[False, True])
    cited = documents.assign(citation=[citations.plain(row) for _, row in documents.iterrows()])
    return _harmless(cited.drop(columns="known_on"))

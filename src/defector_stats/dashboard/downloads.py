"""The files that the page offers: the rows behind a chart, every figure, a chart by itself."""

import threading
from collections.abc import Mapping

import pandas as pd

from defector_stats.charts.catalogue import CHARTS
from defector_stats.export import chromium, tables
from defector_stats.export.formats import FORMATS, File
from defector_stats.export.names import file_name
from defector_stats.export.picture import Drawing
from defector_stats.i18n.messages import N_, _
from defector_stats.views.selection import Selection

EVERY = "all"
TABLES = ("csv", "xlsx", "json")
MIMETYPES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "html": "text/html",
    "pdf": "application/pdf",
}
_one_browser = threading.Lock()


def table(format: str, name: str, selection: Selection) -> File:
    """Return the rows behind a chart in a format of `TABLES`, or every published figure."""
    if name == EVERY:
        rows = {N_("Every published figure"): selection.dataset.figures}
        file = "defector-arrivals-every-published-figure"
    else:
        entry = CHARTS[name]
        rows = {entry.label: entry.rows(selection)}
        file = file_name(entry.draw(selection).name, selection, entry.fields)
    return File(f"{file}.{format}", _written(format, selection, rows))


def _written(format: str, selection: Selection, rows: Mapping[str, pd.DataFrame]) -> bytes:
    if format == "csv":
        (frame,) = rows.values()
        return tables.csv_bytes(frame)
    write = {"xlsx": tables.xlsx_bytes, "json": tables.json_bytes}[format]
    return write(selection, rows)


def page(drawing: Drawing) -> File:
    """Return a chart as a page of its own."""
    from defector_stats.export import web_page

    return File(f"{drawing.file_name}.html", web_page.frame(drawing))


def pdf(drawing: Drawing) -> File:
    """Return a chart as PDF, which the browser of this machine draws, one after the other.

    Raises BrowserError when there is none or it fails, ValueError when what it gave is not whole.
    """
    path = chromium.find()
    if not path:
        raise chromium.BrowserError(chromium.missing())
    given: list[bytes | chromium.BrowserError] = []
    with _one_browser:
        chromium.render(path, [(drawing, "pdf")], lambda _drawing, _form, what: given.append(what))
    (content,) = given or [chromium.BrowserError(_("the browser gave no whole picture"))]
    if isinstance(content, chromium.BrowserError):
        raise content
    finish = FORMATS["pdf"].finish
    assert finish
    return File(f"{drawing.file_name}.pdf", finish(drawing, content))

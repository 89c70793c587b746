"""The list of formats, once: what is written of a view, and how.

Everything that a format needs is imported when it is written, so that a list of names costs
nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from defector_stats.i18n.messages import _

if TYPE_CHECKING:
    import pandas as pd

    from defector_stats.export.picture import Drawing
    from defector_stats.views.selection import Selection


class File(NamedTuple):
    """A file to be written, and a line that is said of it."""

    name: str
    content: bytes
    said: str = ""


Files = Iterator[File]


@dataclass(frozen=True)
class Request:
    """A view of which files are wanted: of some charts, all if None; in a theme."""

    selection: Selection
    charts: tuple[str, ...] | None = None
    theme: str = "light"


@dataclass(frozen=True)
class Format:
    """A format of files, which is also the ending of their names.

    Either `files` gives what is written without a browser, or `finish` makes a file of what the
    browser drew; that raises ValueError when it is not whole. `rows` makes one file of any rows of
    a view, by what they are called.
    """

    name: str
    mimetype: str
    files: Callable[[Request], Files] | None = None
    rows: Callable[[Selection, Mapping[str, pd.DataFrame]], bytes] | None = None
    finish: Callable[[Drawing, bytes], bytes] | None = None
    usual: bool = False


def _png(drawing: Drawing, content: bytes) -> bytes:
    """A chart in pixels; title, alternative text, sources, vintage and the SHA-256 of the data are
    in the file.
    """
    from defector_stats.export import png

    if not png.is_whole(content):
        raise ValueError(_("the browser gave no whole picture"))
    return png.with_texts(content, drawing.texts)


def _svg(drawing: Drawing, content: bytes) -> bytes:
    """A chart as a drawing."""
    from defector_stats.export import vector

    return vector.svg(content, drawing.texts)


def _pdf(drawing: Drawing, content: bytes) -> bytes:
    """A chart on a page."""
    from defector_stats.export import vector

    return vector.pdf(content, drawing.texts)


def _csv(request: Request) -> Files:
    """The tables of the view, one file each."""
    from defector_stats.export import tables
    from defector_stats.export.names import file_name

    for name, frame in request.selection.tables.items():
        head = name.lower().replace(" ", "-")
        yield File(f"{file_name(head, request.selection)}.csv", tables.csv_bytes(frame))


def _xlsx(request: Request) -> Files:
    """The same tables in one workbook."""
    from defector_stats.export.names import file_name

    name = file_name("defector-arrivals", request.selection)
    yield File(f"{name}.xlsx", _xlsx_rows(request.selection, request.selection.tables))


def _json(request: Request) -> Files:
    """The same tables for programs."""
    from defector_stats.export.names import file_name

    name = file_name("defector-arrivals", request.selection)
    yield File(f"{name}.json", _json_rows(request.selection, request.selection.tables))


def _csv_rows(_selection: Selection, rows: Mapping[str, pd.DataFrame]) -> bytes:
    from defector_stats.export import tables

    (frame,) = rows.values()
    return tables.csv_bytes(frame)


def _xlsx_rows(selection: Selection, rows: Mapping[str, pd.DataFrame]) -> bytes:
    from defector_stats.export import tables

    return tables.xlsx_bytes(selection, rows)


def _json_rows(selection: Selection, rows: Mapping[str, pd.DataFrame]) -> bytes:
    from defector_stats.export import tables

    return tables.json_bytes(selection, rows)


def _html(request: Request) -> Files:
    """The view as one page (1.3 MB) that opens without a server or a network: to mail, to archive,
    or to put behind any web server.
    """
    from defector_stats.export import web_page
    from defector_stats.export.names import file_name
    from defector_stats.export.picture import Drawing

    if request.charts is None:
        shade = [] if request.theme == "light" else [request.theme]
        name = file_name("defector-arrivals", request.selection, further=shade)
        yield File(f"{name}.html", web_page.report(request.selection, request.theme))
        return
    for chart in request.charts:
        drawing = Drawing(request.selection, chart, theme=request.theme)
        name = f"{drawing.file_name}.html"
        yield File(name, web_page.frame(drawing), web_page.embedding(name, drawing.chart))


WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS = {
    format.name: format
    for format in (
        Format("png", "image/png", finish=_png, usual=True),
        Format("svg", "image/svg+xml", finish=_svg),
        Format("pdf", "application/pdf", finish=_pdf),
        Format("csv", "text/csv", _csv, _csv_rows, usual=True),
        Format("xlsx", WORKBOOK, _xlsx, _xlsx_rows, usual=True),
        Format("json", "application/json", _json, _json_rows, usual=True),
        Format("html", "text/html", _html),
    )
}
OF_ROWS = tuple(name for name, format in FORMATS.items() if format.rows)
"""The formats of rows without a view around them."""

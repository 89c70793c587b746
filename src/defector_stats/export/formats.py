"""The list of formats, once: what is written of a view, and how.

Everything that a format needs is imported when it is written, so that a list of names costs
nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from defector_stats.i18n.messages import _

if TYPE_CHECKING:
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
    browser drew; that raises ValueError when it is not whole.
    """

    name: str
    files: Callable[[Request], Files] | None = None
    finish: Callable[[Drawing, bytes], bytes] | None = None
    usual: bool = False


def _png(drawing: Drawing, content: bytes) -> bytes:
    from defector_stats.export import png

    if not png.is_whole(content):
        raise ValueError(_("the browser gave no whole picture"))
    return png.with_texts(content, drawing.texts)


def _svg(drawing: Drawing, content: bytes) -> bytes:
    from defector_stats.export import vector

    return vector.svg(content, drawing.texts)


def _pdf(drawing: Drawing, content: bytes) -> bytes:
    from defector_stats.export import vector

    return vector.pdf(content, drawing.texts)


def _csv(request: Request) -> Files:
    from defector_stats.export import tables
    from defector_stats.export.names import file_name

    for name, frame in request.selection.tables.items():
        head = name.lower().replace(" ", "-")
        yield File(f"{file_name(head, request.selection)}.csv", tables.csv_bytes(frame))


def _xlsx(request: Request) -> Files:
    from defector_stats.export import tables
    from defector_stats.export.names import file_name

    name = file_name("defector-arrivals", request.selection)
    yield File(f"{name}.xlsx", tables.xlsx_bytes(request.selection))


def _json(request: Request) -> Files:
    from defector_stats.export import tables
    from defector_stats.export.names import file_name

    name = file_name("defector-arrivals", request.selection)
    yield File(f"{name}.json", tables.json_bytes(request.selection))


def _html(request: Request) -> Files:
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


FORMATS = {
    format.name: format
    for format in (
        Format("png", finish=_png, usual=True),
        Format("svg", finish=_svg),
        Format("pdf", finish=_pdf),
        Format("csv", _csv, usual=True),
        Format("xlsx", _xlsx, usual=True),
        Format("json", _json, usual=True),
        Format("html", _html),
    )
}

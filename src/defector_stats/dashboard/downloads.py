"""The files that the page offers: the rows behind a chart, every figure, a chart by itself."""

import threading
from functools import partial

from defector_stats.charts.catalogue import CHARTS
from defector_stats.dashboard.kept import Kept
from defector_stats.export import chromium
from defector_stats.export.formats import FORMATS, File
from defector_stats.export.names import file_name
from defector_stats.export.picture import Drawing
from defector_stats.i18n.messages import N_, _
from defector_stats.views.selection import Selection

EVERY = "all"
LATER = 3
"""Seconds after which whoever found the browser busy may come again."""
_one_browser = threading.Lock()


class BusyError(Exception):
    """The browser draws another picture."""


def table(format: str, name: str, selection: Selection) -> File:
    """Return the rows behind a chart in a format of `OF_ROWS`, or every published figure."""
    if name == EVERY:
        rows = {N_("Every published figure"): selection.dataset.figures}
        file = "defector-arrivals-every-published-figure"
    else:
        entry = CHARTS[name]
        rows = {entry.label: entry.rows(selection)}
        file = file_name(entry.draw(selection).name, selection, entry.fields)
    write = FORMATS[format].rows
    assert write
    return File(f"{file}.{format}", write(selection, rows))


def page(drawing: Drawing) -> File:
    """Return a chart as a page of its own."""
    from defector_stats.export import web_page

    return File(f"{drawing.file_name}.html", web_page.frame(drawing))


def pdf(drawing: Drawing, kept: Kept) -> File:
    """Return a chart as PDF, which the browser of this machine draws once, one at a time.

    Raises BrowserError when there is none or it fails, ValueError when what it gave is not whole,
    BusyError at once when it draws another: no reader of the page waits for a thread.
    """
    selection = drawing.selection
    key = (
        "pdf",
        selection.dataset.version,
        selection.view,
        drawing.name,
        drawing.size,
        drawing.theme,
    )
    return File(f"{drawing.file_name}.pdf", kept.get(key, partial(_drawn, drawing)))


def _drawn(drawing: Drawing) -> bytes:
    path = chromium.find()
    if not path:
        raise chromium.BrowserError(chromium.missing())
    if not _one_browser.acquire(blocking=False):
        raise BusyError
    given: list[bytes | chromium.BrowserError] = []
    try:
        chromium.render(path, [(drawing, "pdf")], lambda _drawing, _form, what: given.append(what))
    finally:
        _one_browser.release()
    (content,) = given or [chromium.BrowserError(_("the browser gave no whole picture"))]
    if isinstance(content, chromium.BrowserError):
        raise content
    finish = FORMATS["pdf"].finish
    assert finish
    return finish(drawing, content)

"""The tables of an HTML page; merged cells are repeated in every place that they cover."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from defector_stats.i18n.messages import N_, Said
from defector_stats.storage.wide.grid import MOST_CELLS, Cell, Grid, Row, too_large
from defector_stats.storage.wide.labels import raised

if TYPE_CHECKING:  # few tables are HTML
    from lxml import html

INLINE = {"a", "abbr", "b", "em", "font", "i", "mark", "small", "span", "strong", "sub", "sup", "u"}
NOT_SHOWN = {"script", "style", "template", "noscript", "head", "title"}
RAISED = {"sub", "sup"}
WIDEST_CELL = 1000  # columns, as browsers have it


def grids(file: str, text: str) -> list[Grid]:
    """Return the tables without further tables within, each with the lines of text around it.

    Raises DataError when a table is too large.
    """
    from lxml import html

    parser = html.HTMLParser(encoding="utf-8")
    root = html.document_fromstring(text.encode(), parser=parser)
    texts = [""]
    tables: list[tuple[int, html.HtmlElement]] = []
    for part in _parts(root):
        if isinstance(part, str):
            texts[-1] += part
        else:
            tables.append((len(texts), part))
            texts.append("")
    found = []
    for number, (place, table) in enumerate(tables, 1):
        above = [*texts[:place], *map(_text, table.xpath("./caption"))]
        rows = tuple(_rows(file, number, table))
        found.append(Grid(rows, _lines(above), _lines(texts[place:])))
    return found


def _lines(texts: list[str]) -> tuple[str, ...]:
    return tuple(line for text in texts for line in text.splitlines() if line.strip())


def _parts(element: html.HtmlElement) -> Iterator[str | html.HtmlElement]:
    """Yield texts and tables in order, with line breaks around what begins a line of its own."""
    hidden = "display:none" in element.get("style", "").replace(" ", "").lower()
    if not isinstance(element.tag, str) or element.tag in NOT_SHOWN or hidden:
        return
    if element.tag == "table" and element.find(".//table") is None:
        yield element
        return
    line_break = "" if element.tag in INLINE else "\n"
    yield line_break
    yield element.text or ""
    for child in element:
        # A raised digit is a footnote, no part of the number before it.
        yield from map(_raised, _parts(child)) if child.tag in RAISED else _parts(child)
        yield child.tail or ""
    yield line_break


def _raised(part: str | html.HtmlElement) -> str | html.HtmlElement:
    return raised(part) if isinstance(part, str) else part


def _text(element: html.HtmlElement) -> str:
    return " ".join("".join(part for part in _parts(element) if isinstance(part, str)).split())


def _rows(file: str, number: int, table: html.HtmlElement) -> Iterator[Row]:
    """Yield the rows of a table; None where a row has no cell."""
    lines = table.xpath("./tr | ./thead/tr | ./tbody/tr | ./tfoot/tr")
    covered: dict[tuple[int, int], Cell] = {}
    for row, line in enumerate(lines):
        column = 0
        for place, element in enumerate(line.xpath("./th | ./td"), 1):
            while (row, column) in covered:
                column += 1
            message = N_("table {table}, row {row}, cell {cell}")
            cell = Cell(_text(element), Said(message, table=number, row=row + 1, cell=place))
            down = _span(element, "rowspan", len(lines) - row)
            across = _span(element, "colspan", WIDEST_CELL)
            if len(covered) + down * across > MOST_CELLS:
                raise too_large(file, Said(N_("more than {cells} cells"), cells=f"{MOST_CELLS:,}"))
            covered |= {
                (row + below, column + beside): cell
                for below in range(down)
                for beside in range(across)
            }
            column += across
    width = max((column for _row, column in covered), default=-1) + 1
    for row in range(len(lines)):
        cells = [covered.get((row, column)) for column in range(width)]
        while cells and cells[-1] is None:
            cells.pop()
        yield tuple(cells)


def _span(element: html.HtmlElement, name: str, most: int) -> int:
    """Return how many rows or columns a cell covers; 0 means all that are left."""
    try:
        return min(int(element.get(name, "1")), most) or most
    except ValueError:
        return 1

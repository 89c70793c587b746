"""The text of a PDF, laid out as on its pages, or in the order in which it was written."""

import io
import logging
from collections.abc import Callable
from itertools import count

from defector_stats.errors import DataError
from defector_stats.i18n.messages import N_, Said
from defector_stats.storage.wide.formats import blanks
from defector_stats.storage.wide.formats.pieces import Line, lines
from defector_stats.storage.wide.grid import Grid, reason, too_large, unreadable

MOST_PAGES = 100
MOST_STEPS = 500_000
"""Steps of drawing all pages, with what is drawn repeatedly."""


def grids(file: str, content: bytes) -> list[Grid]:
    """Return the ways in which the text of all pages can be a table.

    Raises DataError for a PDF that cannot be opened or has no text.
    """
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it says is in the error, too
    try:
        pages = PdfReader(io.BytesIO(content)).pages
        if len(pages) > MOST_PAGES:
            raise too_large(file, Said(N_("{pages} pages"), pages=len(pages)))
        counting = _counting(file)
        written = [page.extract_text(visitor_operand_before=counting) for page in pages]
        laid_out = [
            page.extract_text(extraction_mode="layout") if text.strip() else ""
            for page, text in zip(pages, written, strict=True)
        ]
    except DataError:
        raise
    except Exception as error:  # whatever the library stumbles over in a stranger's file
        expected = Said(N_("a PDF that can be opened; copy the table out of it and paste it"))
        raise unreadable(file, reason(error), expected) from None
    if not "".join([*laid_out, *written]).strip():
        expected = Said(N_("a PDF with text; type the figures of a scanned page by hand"))
        raise unreadable(file, Said(N_("pages without text")), expected)
    return [
        blanks.aligned(_pieces(laid_out)),
        blanks.aligned(_pieces(written)),
        blanks.in_sequence(_pieces(written)),
    ]


def _counting(file: str) -> Callable[..., None]:
    """Return what is told of every step of drawing, and ends it when there are too many."""
    steps = count()

    def told(*_step: object) -> None:
        if next(steps) > MOST_STEPS:
            raise too_large(file, Said(N_("more than {count} steps"), count=f"{MOST_STEPS:,}"))

    return told


def _pieces(pages: list[str]) -> list[Line]:
    return [line for number, page in enumerate(pages, 1) for line in lines(page, number)]

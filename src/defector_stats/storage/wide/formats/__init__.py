"""The grids of a file, whatever its format; a new format is a file and a line here."""

import re
from collections.abc import Iterable

from defector_stats.i18n.messages import N_, Said
from defector_stats.storage import encoding
from defector_stats.storage.wide.formats import html, pdf, text, xlsx
from defector_stats.storage.wide.grid import LARGEST, Grid, too_large, unreadable

OLD_OFFICE = b"\xd0\xcf\x11\xe0"


def grids(file: str, content: bytes) -> Iterable[Grid]:
    """Return each table, and each way in which it can be cut into cells, in order of likelihood.

    Raises DataError for a file that is too large, damaged or of no known format.
    """
    if len(content) > LARGEST:
        found = Said(N_("{megabytes} MB"), megabytes=-(-len(content) // 2**20))
        raise too_large(file, found)
    if content.startswith(OLD_OFFICE):
        found = Said(N_("an old format of Excel, Word or Hangul"))
        expected = Said(N_("XLSX, CSV, HTML, PDF or text; save it in one of them"))
        raise unreadable(file, found, expected)
    if content.startswith(b"PK\3\4"):
        return xlsx.grids(file, content)
    if b"%PDF-" in content[:1024]:
        return pdf.grids(file, content)
    read = encoding.text(file, content)[2]
    if re.search(r"<table\b", read, re.IGNORECASE):
        return html.grids(file, read)
    return text.grids(file, read)

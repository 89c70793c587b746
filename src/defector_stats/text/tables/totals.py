"""The published totals."""

from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from defector_stats.analysis.frames import Record
from defector_stats.i18n import formatting
from defector_stats.i18n.messages import _
from defector_stats.text import findings
from defector_stats.text.tables import table
from defector_stats.text.tables.table import Cell, Table
from defector_stats.views.selection import Selection


def totals(selection: Selection) -> Table:
    """Return the published totals against the sums of the figures, newest first."""
    caption = _(
        "Each published total against the document’s own figures where it has them all, else "
        "against those in this collection on its day, from the count to the end of 1998 on."
    )

    def cells(row: Record) -> Iterable[Cell]:
        day = row["as_of"].date().isoformat()
        yield Cell(formatting.day(day), day)
        yield table.number(row["total"], formatting.number)
        yield table.number(row["counted"], formatting.number)
        yield Cell(findings.difference(row), table.plain(row["difference"]))
        yield _sex(row, "male")
        yield _sex(row, "female")
        yield table.document(row)

    columns = ("as_of", "total", "sum", "difference", "male", "female", "document")
    headings = tuple(
        replace(heading, numeric=False) if heading.key in ("male", "female") else heading
        for heading in table.headings(*columns)
    )
    rows = table.rows(selection.sums.iloc[::-1], cells)
    return Table("totals", _("Table of published totals"), caption, headings, rows)


def _sex(row: Record, sex: str) -> Cell:
    if pd.isna(row[sex]) or pd.isna(row[f"counted_{sex}"]):
        return table.number(row[sex], formatting.number)
    words = f"{formatting.number(row[sex])}, {findings.difference(row, f'difference_{sex}')}"
    return Cell(words, int(row[sex]))

"""Every table once: its headings and cells in the language that is spoken.

A page, a report on paper or a workbook only renders them. `Cell.value` is what a program reads, in
the unit of the frames of `analysis`.
"""

from defector_stats.text.tables.documents import changes, documents
from defector_stats.text.tables.figures import every_figure, figures_in_view, revisions
from defector_stats.text.tables.history import history, parts, quarters
from defector_stats.text.tables.table import Cell, Heading, Table
from defector_stats.text.tables.totals import totals

__all__ = [
    "Cell",
    "Heading",
    "Table",
    "changes",
    "documents",
    "every_figure",
    "figures_in_view",
    "history",
    "parts",
    "quarters",
    "revisions",
    "totals",
]

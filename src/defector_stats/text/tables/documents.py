"""The documents, and what each of them changed."""

from collections.abc import Iterable
from datetime import date

import pandas as pd

from defector_stats import analysis
from defector_stats.analysis.frames import Record
from defector_stats.i18n import formatting
from defector_stats.i18n.messages import _, ngettext, own
from defector_stats.text import citations, findings
from defector_stats.text.tables import table
from defector_stats.text.tables.table import Cell, Table
from defector_stats.views.selection import Selection


def documents(selection: Selection, every: bool = False) -> Table:
    """Return the documents behind the figures in view as citations with all notes on them.

    With `every` those of every published figure of the years in view, also of replaced ones.
    """
    noted = [(_notes(selection.known), _months), (_notes(selection.totals), _day)]
    figures = selection.statements if every else selection.changes
    used = pd.concat([figures, selection.totals]).drop_duplicates("source")

    def cells(row: Record) -> Iterable[Cell]:
        source = row["source"]
        of_rows = (
            f"{named(each)}: {own(each, 'note')}"
            for by_source, named in noted
            for each in by_source.get(source, ())
        )
        notes = tuple(filter(None, (own(row, "source_note"), *of_rows)))
        return [Cell(citations.plain(row), source, row["url"], notes, language=row["language"])]

    frame = used.sort_values(["known_on", "source"], ascending=[False, True])
    headings = table.headings("publication")
    return Table("documents", _("Sources"), "", headings, table.rows(frame, cells))


def _months(row: Record) -> str:
    return formatting.period(row["year"], row["through"])


def _day(row: Record) -> str:
    return formatting.day(row["as_of"].date().isoformat())


def _notes(rows: pd.DataFrame) -> dict[str, list[Record]]:
    return _by_document(rows[rows["note"] != ""])


def _by_document(rows: pd.DataFrame) -> dict[str, list[Record]]:
    by_source: dict[str, list[Record]] = {}
    for row in analysis.records(rows):
        by_source.setdefault(row["source"], []).append(row)
    return by_source


def changes(
    figures: pd.DataFrame,
    totals: pd.DataFrame,
    since: date | None = None,
    most: int | None = None,
) -> Table:
    """Return what each document of the figures and totals changed, from a day on, newest first.

    Of more than `most` the newest are told, and the caption says how many there are before them.
    """
    statements = analysis.statements(figures)
    once = pd.concat([statements, totals]).drop_duplicates("source")
    if since:
        once = once[once["known_on"] >= pd.Timestamp(since)]
    frame = once.sort_values(["known_on", "source"], ascending=[False, True])
    shown = frame.head(len(frame) if most is None else most)
    stated, counted = (
        _by_document(rows[rows["source"].isin(shown["source"])]) for rows in (statements, totals)
    )

    def cells(row: Record) -> Iterable[Cell]:
        source = row["source"]
        yield Cell(citations.publication(row), source, row["url"])
        yield Cell(findings.changed_by(stated.get(source, []), counted.get(source, [])))

    older = len(frame) - len(shown)
    headings = table.headings("publication", "changed")
    title = _("What each document changed")
    caption = _older(older) if older else ""
    return Table("changes", title, caption, headings, table.rows(shown, cells))


def _older(count: int) -> str:
    said = ngettext(
        "{count} earlier document: “defector-stats changes” lists it.",
        "{count} earlier documents: “defector-stats changes” lists them.",
        count,
    )
    return said.format(count=formatting.number(count))

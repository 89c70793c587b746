"""Validated rows to frames, each row with its source."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from defector_stats.analysis.steps import STANDING, TOTAL, gathered, with_steps
from defector_stats.dates import last_day
from defector_stats.storage.schema import Row, Tables

Record = Mapping[str, Any]
"""A row of a frame by the names of its columns."""

FULL_YEAR = 12
COUNTS = ["arrivals", "male", "female"]
# Texts are objects: of pandas' texts each column stays alone, objects can be gathered.
NUMBERS = {
    **dict.fromkeys(["line", "year", "through", "arrivals", "total"], "int64"),
    **dict.fromkeys(["male", "female"], "Int64"),
}
"""The types of the columns that are numbers."""
# On one day a corrected count is the newest, then the Ministry's.
PUBLICATION_ORDER = ["known_on", "corrected", "standing", "source"]


def figures(tables: Tables) -> pd.DataFrame:
    """Return every published figure with its source, oldest publication first.

    Columns: year, through (last month counted), arrivals, male, female (persons, the last two
    may be missing), status, source, note, note_ko, line, those of the source (as in `sources`, its
    notes as `source_note` and `source_note_ko`), whether it is `corrected`, and `step` and `role`
    (as in `with_steps`).
    """
    frame = _with_source(tables, _frame(tables.figures))
    frame = frame.assign(corrected=frame["status"].eq("corrected"))
    return gathered(with_steps(frame.sort_values(PUBLICATION_ORDER, ignore_index=True)))


def totals(tables: Tables) -> pd.DataFrame:
    """Return every published cumulative total with its source, oldest first.

    Columns: as_of (day), total, male, female (persons), source, note, note_ko, line, and the others
    as in `figures`; a total is corrected by a document that corrects a figure.
    """
    frame = _with_source(tables, _frame(tables.totals, like=["as_of", "total", *COUNTS[1:]]))
    corrects = {figure.source for figure in tables.figures if figure.status == "corrected"}
    corrected = frame["source"].isin(corrects)
    frame = frame.assign(
        as_of=pd.to_datetime(frame["as_of"]),
        corrected=corrected,
        status=corrected.map({True: "corrected", False: "published"}),
    )
    frame = frame.sort_values(["as_of", *PUBLICATION_ORDER], ignore_index=True)
    return gathered(with_steps(frame, TOTAL))


def events(tables: Tables) -> pd.DataFrame:
    """Return the events with their sources, in order of date (`day` is its last possible day)."""
    frame = _with_source(tables, _frame(tables.events, like=["date", "label"]))
    frame["day"] = pd.to_datetime([last_day(text) for text in frame["date"]])
    return gathered(frame.sort_values(["day", "label", "source"], ignore_index=True))


def sources(tables: Tables) -> pd.DataFrame:
    """Return the documents.

    Columns: source (the id), title, title_ko, publisher, publisher_ko, kind, author, published (as
    far as known), url, language, note, note_ko, line, known_on (last day that `published` can
    mean) and `standing` (2 for the Ministry, 1 for the press, 0 for others and where no kind is
    given).
    """
    frame = _frame(tables.sources).rename(columns={"id": "source"})
    return frame.assign(
        known_on=pd.to_datetime([last_day(each.published) for each in tables.sources]),
        standing=[STANDING.get(each.kind, 0) for each in tables.sources],
    )


def schedule(tables: Tables) -> pd.DataFrame:
    """Return the rules by which the Ministry publishes, in the order in which they begin.

    Columns: since (the last day that it can mean, missing for no known beginning), months (the
    last months counted, as numbers) and source.
    """
    rows = [
        (last_day(row.since) if row.since else None, row.months, row.source)
        for row in tables.schedule
    ]
    frame = pd.DataFrame(rows, columns=["since", "months", "source"])
    frame["since"] = pd.to_datetime(frame["since"])
    return frame.sort_values("since", na_position="first", ignore_index=True)


def records(frame: pd.DataFrame) -> list[Record]:
    """Return the rows of a frame; as Series they would take ten times as long to make and read."""
    names = list(frame.columns)
    return [dict(zip(names, row, strict=True)) for row in frame.to_numpy(object).tolist()]


def _frame(rows: Sequence[Row], like: Sequence[str] = ()) -> pd.DataFrame:
    names = [*rows[0].__dict__] if rows else [*like, "source", "note", "line"]
    values = {name: [row.__dict__[name] for row in rows] for name in names}
    return pd.DataFrame(
        {name: pd.Series(values[name], dtype=NUMBERS.get(name, object)) for name in names}
    )


def _with_source(tables: Tables, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with the columns of their sources.

    Raises KeyError for a source that is not there: a row is never told to be of another.
    """
    renamed = {"note": "source_note", "note_ko": "source_note_ko"}
    documents = sources(tables).drop(columns="line").rename(columns=renamed)
    return frame.join(documents.set_index("source").loc[frame["source"]].set_axis(frame.index))

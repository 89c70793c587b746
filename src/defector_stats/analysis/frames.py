"""Validated rows to frames, each row with its source."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from defector_stats.analysis.steps import STANDING, TOTAL, gathered, with_steps
from defector_stats.dates import last_day
from defector_stats.storage.schema import Row, Tables

Record = Mapping[str, Any]
"""A row of a frame by the names of its columns."""

FULL_YEAR = 12
COUNTS = ["arrivals", "male", "female"]
# On one day a corrected count is the newest, then the Ministry's.
PUBLICATION_ORDER = ["known_on", "corrected", "standing", "source"]


def figures(tables: Tables) -> pd.DataFrame:
    """Return every published figure with its source, oldest publication first.

    Columns: year, through (last month counted), arrivals, male, female (persons, the last two
    may be missing), status, source, note, note_ko, line, those of the source (as in `sources`, its
    notes as `source_note` and `source_note_ko`), whether it is `corrected`, and `step` and `role`
    (as in `with_steps`).
    """
    frame = _with_source(tables, _frame(list(tables.figures)))
    counts = {"year": "int64", "through": "int64", "arrivals": "int64"}
    frame = frame.astype({**counts, "male": "Int64", "female": "Int64"})
    frame = frame.assign(corrected=frame["status"].eq("corrected"))
    return gathered(with_steps(frame.sort_values(PUBLICATION_ORDER, ignore_index=True)))


def totals(tables: Tables) -> pd.DataFrame:
    """Return every published cumulative total with its source, oldest first.

    Columns: as_of (day), total, male, female (persons), source, note, note_ko, line, and the others
    as in `figures`; a total is corrected by a document that corrects a figure.
    """
    frame = _with_source(tables, _frame(list(tables.totals), like=["as_of", "total", *COUNTS[1:]]))
    frame = frame.astype({"total": "int64", "male": "Int64", "female": "Int64"})
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
    frame = _with_source(tables, _frame(list(tables.events), like=["date", "label"]))
    frame["day"] = pd.to_datetime([last_day(text) for text in frame["date"]])
    return gathered(frame.sort_values(["day", "label", "source"], ignore_index=True))


def sources(tables: Tables) -> pd.DataFrame:
    """Return the documents.

    Columns: source (the id), title, title_ko, publisher, publisher_ko, kind, author, published (as
    far as known), url, language, note, note_ko, line, known_on (last day that `published` can
    mean) and `standing` (2 for the Ministry, 1 for the press, 0 for others and where no kind is
    given).
    """
    frame = _frame(list(tables.sources)).rename(columns={"id": "source"})
    return frame.assign(
        known_on=pd.to_datetime([last_day(text) for text in frame["published"]]),
        standing=frame["kind"].map(STANDING).fillna(0).astype("int64"),
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


def _frame(rows: list[Row], like: list[str] | None = None) -> pd.DataFrame:
    if not rows:
        return pd.DataFrame(columns=[*(like or []), "source", "note", "line"])
    frame = pd.DataFrame([row.__dict__ for row in rows])
    # Of pandas' texts each column stays alone, objects can be gathered.
    return frame.astype(dict.fromkeys(frame.select_dtypes("str"), object))


def _with_source(tables: Tables, frame: pd.DataFrame) -> pd.DataFrame:
    renamed = {"note": "source_note", "note_ko": "source_note_ko"}
    documents = sources(tables).drop(columns="line").rename(columns=renamed)
    return frame.merge(documents, on="source", how="left")

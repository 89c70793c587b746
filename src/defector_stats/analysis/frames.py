"""Validated rows to frames, each row with its source."""

import pandas as pd

from defector_stats.dates import last_day
from defector_stats.storage.schema import Row, Tables

FULL_YEAR = 12
COUNTS = ["arrivals", "male", "female"]
# On one day a corrected figure is newer, then the later line.
PUBLICATION_ORDER = ["known_on", "corrected", "line"]


def figures(tables: Tables) -> pd.DataFrame:
    """Return every published figure with its source, oldest publication first.

    Columns: year, through (last month counted), arrivals, male, female (persons, the last two
    may be missing), status, source, note, line, and of the source title, publisher, author,
    published (as far as known), url, language, known_on (last day that `published` can mean).
    """
    frame = _with_source(tables, _frame(list(tables.figures)))
    counts = {"year": "int64", "through": "int64", "arrivals": "int64"}
    frame = frame.astype({**counts, "male": "Int64", "female": "Int64"})
    return _by_publication(frame)


def totals(tables: Tables) -> pd.DataFrame:
    """Return every published cumulative total with its source, oldest first.

    Columns: as_of (day), total, male, female (persons), source, note, line, and the source's
    columns as in `figures`.
    """
    frame = _with_source(tables, _frame(list(tables.totals), like=["as_of", "total", *COUNTS[1:]]))
    frame = frame.astype({"total": "int64", "male": "Int64", "female": "Int64"})
    frame["as_of"] = pd.to_datetime(frame["as_of"])
    return frame.sort_values(["as_of", "known_on", "line"], ignore_index=True)


def events(tables: Tables) -> pd.DataFrame:
    """Return the events with their sources, in order of date (`day` is its last possible day)."""
    frame = _with_source(tables, _frame(list(tables.events), like=["date", "label"]))
    frame["day"] = pd.to_datetime([last_day(text) for text in frame["date"]])
    return frame.sort_values(["day", "line"], ignore_index=True)


def sources(tables: Tables) -> pd.DataFrame:
    """Return the documents, the column `id` as `source`, with `known_on` as in `figures`."""
    frame = _frame(list(tables.sources)).rename(columns={"id": "source"})
    return frame.assign(known_on=pd.to_datetime([last_day(text) for text in frame["published"]]))


def _frame(rows: list[Row], like: list[str] | None = None) -> pd.DataFrame:
    if not rows:
        return pd.DataFrame(columns=[*(like or []), "source", "note", "line"])
    return pd.DataFrame([row.__dict__ for row in rows])


def _with_source(tables: Tables, frame: pd.DataFrame) -> pd.DataFrame:
    documents = sources(tables).drop(columns=["line", "note"])
    return frame.merge(documents, on="source", how="left")


def _by_publication(frame: pd.DataFrame) -> pd.DataFrame:
    corrected = frame["status"].eq("corrected")
    return frame.assign(corrected=corrected).sort_values(PUBLICATION_ORDER, ignore_index=True)

from dataclasses import replace

import pandas as pd
import pytest

from defector_stats import analysis
from defector_stats.storage.schema import Tables


def test_records_are_the_rows_in_order_as_values_of_python() -> None:
    first, *_others = analysis.records(
        pd.DataFrame(
            {
                "year": pd.Series([2011, 2012], dtype="int64"),
                "male": pd.Series([None, 7], dtype="Int64"),
                "day": pd.to_datetime(["2011-10-31", "2012-01-11"]),
            }
        )
    )
    assert first == {"year": 2011, "male": pd.NA, "day": pd.Timestamp(2011, 10, 31)}
    assert type(first["year"]) is int


def test_a_frame_without_rows_has_no_records() -> None:
    assert analysis.records(pd.DataFrame(columns=["year"])) == []


def test_a_row_without_its_document_is_told_to_be_of_no_other(tables: Tables) -> None:
    lost = tables.figures[0].source
    others = [source for source in tables.sources if source.id != lost]
    with pytest.raises(KeyError, match=lost):
        analysis.figures(replace(tables, sources=others))


def test_each_row_has_the_columns_of_its_document(tables: Tables) -> None:
    documents = {source.id: source for source in tables.sources}
    rows = analysis.records(analysis.figures(tables))
    assert len(rows) == len(tables.figures)
    for row in rows:
        document = documents[row["source"]]
        assert (row["title"], row["published"], row["source_note"]) == (
            document.title,
            document.published,
            document.note,
        )

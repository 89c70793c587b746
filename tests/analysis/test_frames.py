import pandas as pd

from defector_stats import analysis


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

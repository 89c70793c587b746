import itertools

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from defector_stats import analysis
from defector_stats.storage.schema import Tables
from tests.strategies import TABLES, shuffled


def steps_of(figures: pd.DataFrame, year: int, through: int = 12) -> pd.DataFrame:
    steps = analysis.revisions(figures)
    return steps[(steps["year"] == year) & (steps["through"] == through)]


def test_2009_was_published_with_four_values(figures: pd.DataFrame) -> None:
    steps = steps_of(figures, 2009)
    assert list(steps["arrivals"]) == [2952, 2927, 2929, 2914]
    assert list(steps["from_before"].fillna(0)) == [0, -25, 2, -15]
    assert list(steps["to_newest"]) == [-38, -13, -15, 0]
    assert list(steps["publications"]) == [1, 3, 3, 5]
    assert steps.iloc[0]["status"] == "provisional"


def test_2025_was_corrected_after_fifteen_days(figures: pd.DataFrame) -> None:
    steps = steps_of(figures, 2025)
    assert list(steps["arrivals"]) == [224, 223]
    assert list(steps["status"]) == ["published", "corrected"]
    assert list(steps["corrected_from"].fillna(0)) == [0, 224]
    first, second = steps["stated_on"]
    assert (second - first).days == 15


def test_part_of_a_year_is_revised_by_itself(figures: pd.DataFrame) -> None:
    assert list(steps_of(figures, 2016, 10)["arrivals"]) == [1154, 1155]
    assert steps_of(figures, 2016).empty


@given(TABLES)
def test_revisions_are_the_counts_with_more_than_one_value(tables: Tables) -> None:
    figures = analysis.figures(tables)
    found = analysis.revisions(figures)
    for _count, steps in analysis.steps(figures).groupby(["year", "through"]):
        values = list(steps["arrivals"])
        of_count = found.merge(steps[["year", "through", "step"]])
        if len(values) == 1:
            assert of_count.empty
            continue
        assert list(of_count["arrivals"]) == values
        assert list(of_count["to_newest"]) == [values[-1] - value for value in values]
        before = itertools.pairwise(values)
        assert list(of_count["from_before"].iloc[1:]) == [after - value for value, after in before]


@given(TABLES, st.data())
def test_revisions_of_a_shuffled_file_are_the_same(tables: Tables, data: st.DataObject) -> None:
    one, two = (
        analysis.revisions(analysis.figures(each)).drop(columns="line")
        for each in (tables, shuffled(data, tables))
    )
    pd.testing.assert_frame_equal(one, two)


def test_quarters_of_2024_are_derived(figures: pd.DataFrame) -> None:
    rows = analysis.quarters(analysis.newest_by_months(figures)).query("year == 2024")
    assert list(rows["arrivals"]) == [43, 62, 76, 55]
    assert list(rows["derived"]) == [False, True, True, True]


def test_a_quarter_needs_the_one_before(figures: pd.DataFrame) -> None:
    quarters = analysis.quarters(analysis.newest_by_months(figures))
    assert list(quarters.query("year == 2020")["quarter"]) == [1, 4]


@given(TABLES, st.integers(1, 20))
def test_the_counts_that_changed_most_are_shown_whole(tables: Tables, rows: int) -> None:
    every = analysis.revisions(analysis.figures(tables))
    shown = analysis.most_revised(every, rows)
    assert len(shown) <= rows
    assert shown.index.is_monotonic_increasing
    assert shown.index.isin(every.index).all()
    assert shown.empty == every.empty
    keys = ["year", "through"]
    largest = (
        every.assign(size=every["to_newest"].abs())
        .groupby(keys)
        .agg(steps=("step", "size"), size=("size", "first"))
    )
    here = shown.groupby(keys).size()
    if len(here) > 1:
        assert (here == largest["steps"][here.index]).all()
        left_out = largest.drop(here.index)
        if len(left_out):
            assert largest["size"][here.index].min() >= left_out["size"].max()

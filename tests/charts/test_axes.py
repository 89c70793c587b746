import itertools

from hypothesis import given
from hypothesis import strategies as st

from defector_stats.charts.axes import labels, ticks, year_ticks

VALUES = st.floats(-5000, 5000)


@given(VALUES, st.floats(0, 9000), st.integers(2, 8))
def test_an_axis_has_a_few_whole_numbers_at_equal_steps(low: float, span: float, most: int) -> None:
    values = ticks(low, low + span, most)
    assert len(values) <= most
    assert all(isinstance(value, int) and low <= value <= low + span for value in values)
    assert len({after - before for before, after in itertools.pairwise(values)}) <= 1


@given(VALUES, st.floats(0, 9000), st.integers(2, 8))
def test_no_words_stand_at_an_axis_twice(low: float, span: float, most: int) -> None:
    words = labels(ticks(low, low + span, most), "%")
    assert len(words) == len(set(words))


def test_an_axis_for_a_revision_by_one_has_two_numbers() -> None:
    assert labels(ticks(223, 224, 8)) == ["223", "224"]
    assert ticks(0.2, 0.8, 5) == []


def test_an_axis_uses_its_room() -> None:
    assert ticks(0, 2914, 7) == [0, 500, 1000, 1500, 2000, 2500]
    assert labels(ticks(-1204, 644, 5)) == ["−1,000", "−500", "0", "500"]


@given(st.integers(1900, 2100), st.integers(0, 120), st.floats(1, 200))
def test_names_of_years_do_not_touch(first: int, more: int, slot: float) -> None:
    named = year_ticks(first, first + more, slot, 30)
    assert set(named) <= set(range(first, first + more + 1))
    steps = [after - before for before, after in itertools.pairwise(named)]
    assert all(step * slot > 30 for step in steps)


def test_years_are_named_as_far_as_there_is_room() -> None:
    assert year_ticks(2005, 2010, 50, 30) == [2005, 2006, 2007, 2008, 2009, 2010]
    assert year_ticks(1998, 2025, 40, 30) == [2000, 2005, 2010, 2015, 2020, 2025]

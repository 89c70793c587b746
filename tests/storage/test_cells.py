from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from defector_stats.dates import last_day
from defector_stats.storage.cells import partial_date, whole_date, whole_number

FULL_WIDTH = str.maketrans("0123456789,", "０１２３４５６７８９，")


@given(st.integers(0, 10**9), st.booleans(), st.booleans(), st.sampled_from(["", " ", "\u3000"]))
def test_every_usual_way_to_write_a_number(
    number: int, grouped: bool, wide: bool, blank: str
) -> None:
    text = f"{number:,}" if grouped else str(number)
    text = text.translate(FULL_WIDTH) if wide else text
    assert whole_number(f"{blank}{text}{blank}") == str(number)


def said(error: PydanticCustomError) -> Any:  # noqa: ANN401
    assert error.context
    return error.context["reason"], error.context["suggestion"]


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("2,70 6", "2706"), ("2 706", "2706"), ("2'706", "2706"), ("2706명", "2706"),
        ("2.706", "2706"), ("2706.0", "2706"), ("2,70", ""), ("2706,5", ""), ("2706.5", ""),
        ("27O6", ""), ("2.706E3", ""), ("-5", ""), ("−5", ""), ("11-Jan", ""), ("", ""),
        ("1월 11일", ""), ("٢", ""),
    ],
)  # fmt: skip
def test_a_suggestion_only_where_it_is_plain(text: str, suggestion: str) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        whole_number(text)
    assert said(caught.value)[1] == suggestion


@given(st.text(max_size=12))
def test_whatever_stands_in_a_cell_it_is_a_number_or_a_mistake(text: str) -> None:
    try:
        number = whole_number(text)
    except PydanticCustomError as error:
        suggestion = said(error)[1]
        assert suggestion == "" or whole_number(suggestion) == suggestion
    else:
        assert int(str(number)) >= 0


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("2012. 1. 11.", "2012-01-11"), ("2012/01/11", "2012-01-11"), ("2012.1", "2012-01"),
        ("2012년 1월 11일", "2012-01-11"), ("2012-1-11", "2012-01-11"), ("2012.2.30", ""),
        ("12.03.2004", ""), ("1/11/2012", ""), ("Oct-11", ""), ("", ""), ("2012-13", ""),
    ],
)  # fmt: skip
def test_what_is_no_date(text: str, suggestion: str) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        partial_date(text)
    assert said(caught.value)[1] == suggestion


def test_a_date_in_full_width_digits() -> None:
    assert partial_date(" ２０１２-０１ ") == "2012-01"
    assert whole_date("２０１２-０１-１１") == date(2012, 1, 11)


@pytest.mark.parametrize("text", ["2012", "2012-01", "2012-02-30"])
def test_a_whole_day_is_needed(text: str) -> None:
    with pytest.raises(PydanticCustomError):
        whole_date(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2023", date(2023, 12, 31)),
        ("2012-02", date(2012, 2, 29)),
        ("2012-01-11", date(2012, 1, 11)),
    ],
)
def test_a_date_known_in_part_means_its_end(text: str, day: date) -> None:
    assert last_day(text) == day


@pytest.mark.parametrize("text", ["", "2012-13", "2012-02-30", "2012-2", "12", "2012/01", "٢٠١٢"])
def test_last_day_refuses_what_is_no_date(text: str) -> None:
    with pytest.raises(ValueError):
        last_day(text)


@given(st.dates(date(1, 1, 1)))
def test_a_whole_date_means_itself(day: date) -> None:
    assert last_day(day.isoformat()) == day

import tracemalloc
import unicodedata
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from defector_stats.dates import first_day, last_day
from defector_stats.storage.cells import (
    calendar_year,
    composed,
    month,
    months,
    optional_date,
    partial_date,
    slip,
    whole_date,
    whole_number,
)

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
        ("2,70 6", "2706"),
        ("2 706", "2706"),
        ("2'706", "2706"),
        ("2706명", "2706"),
        ("2.706", "2706"),
        ("2706.0", "2706"),
        ("2,70", ""),
        ("2706,5", ""),
        ("2706.5", ""),
        ("27O6", ""),
        ("2.706E3", ""),
        ("-5", ""),
        ("−5", ""),
        ("11-Jan", ""),
        ("", ""),
        ("1월 11일", ""),
        ("٢", ""),
        ("'2706", "2706"),
        ("14 8", "148"),
        ("1,047 1", ""),
        ("236*", ""),
    ],
)
def test_a_suggestion_only_where_it_is_plain(text: str, suggestion: str) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        whole_number(text)
    assert said(caught.value)[1] == suggestion


MARKS = "¹²³⁴₁₂①②⑴⒈½¼ⅠⅫ㉑𝟏٣߁๑"


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize(
    "text", ["1047{}", "1047 {}", "{}1047", "1,047{}", "2004{}", "'24{}", "{}"]
)
@pytest.mark.parametrize("read", [whole_number, calendar_year, month, months])
def test_a_mark_of_a_footnote_is_no_digit(
    text: str, mark: str, read: Callable[[object], object]
) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        read(text.format(mark))
    assert said(caught.value)[1] == ""


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize(
    "text", ["2012-01-1{}", "2012-01-11{}", "2012{}", "2012. 1. 11{}", "201{}"]
)
@pytest.mark.parametrize("read", [partial_date, whole_date, optional_date])
def test_a_mark_of_a_footnote_is_no_digit_of_a_date(
    text: str, mark: str, read: Callable[[object], object]
) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        read(text.format(mark))
    assert said(caught.value)[1] == ""


@pytest.mark.parametrize(
    ("read", "text", "suggestion"),
    [
        (calendar_year, "'24", "2024"),
        (calendar_year, "98", "1998"),
        (calendar_year, "24년", "2024"),
        (calendar_year, "2024년", "2024"),
        (calendar_year, "'24.9", ""),
        (month, "9월", "9"),
        (month, "1~9월", "9"),
        (month, "1월∼12월", "12"),
        (month, "4~9월", ""),
        (month, "3Q", ""),
        (partial_date, "20260420", "2026-04-20"),
        (partial_date, "20261320", ""),
    ],
)
def test_what_people_write_for_a_year_a_month_and_a_date(
    read: Callable[[object], object], text: str, suggestion: str
) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        read(text)
    assert said(caught.value)[1] == suggestion


def test_months_of_a_schedule() -> None:
    assert months("6 12") == months("12, 6") == months(" ６;１２ ") == (6, 12)
    for text in ("", "0", "13", "6-12", "June"):
        with pytest.raises(PydanticCustomError):
            months(text)


KNOWN = ["newsis-2026-01", "mou-2012-01", "korea-herald-2011-10", "kbs-2022-10"]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("mou-2012-1", "mou-2012-01"),
        ("Korea-Herald-2011-10", "korea-herald-2011-10"),
        ("korea herald 2011-10", "korea-herald-2011-10"),
        ("koreaherald-2011-10", KNOWN[2]),
        ("newsiss-2026-01", "newsis-2026-01"),
        ("nwesis-2026-01", "newsis-2026-01"),
        ("newsos-2026-01", "newsis-2026-01"),
        ("newsis-2026-04", ""),
        ("newsis-2026-10", ""),
        ("kbs-2022-01", ""),
        ("nobody", ""),
        ("", ""),
        ("x" * 10_000, ""),
    ],
)
def test_another_id_is_only_meant_by_a_slip_of_the_keyboard(text: str, meant: str) -> None:
    assert slip(text, set(KNOWN)) == meant


def test_letters_that_macos_takes_apart_are_one() -> None:
    apart = unicodedata.normalize("NFD", "북한이탈주민 é")
    assert composed(apart) == "북한이탈주민 é"
    assert composed("①²") == "①²"


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
        ("2012. 1. 11.", "2012-01-11"),
        ("2012/01/11", "2012-01-11"),
        ("2012.1", "2012-01"),
        ("2012년 1월 11일", "2012-01-11"),
        ("2012-1-11", "2012-01-11"),
        ("2012.2.30", ""),
        ("12.03.2004", ""),
        ("1/11/2012", ""),
        ("Oct-11", ""),
        ("", ""),
        ("2012-13", ""),
    ],
)
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
    assert last_day(day.isoformat()) == first_day(day.isoformat()) == day
    assert first_day(day.isoformat()[:7]) == day.replace(day=1)
    assert first_day(day.isoformat()[:4]) == date(day.year, 1, 1)


def test_a_slip_is_not_looked_for_in_a_text_without_end() -> None:
    tracemalloc.start()
    assert slip("a" * 20_000, {"a" * 19_999}) == ""
    assert tracemalloc.get_traced_memory()[1] < 10_000_000
    tracemalloc.stop()

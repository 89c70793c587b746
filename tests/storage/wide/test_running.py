"""A running count beside the arrivals is told from them, checked, and its last value is a total."""

import pytest

from tests.storage.wide.plain import Figure, figures, keys, read, totals

WHOLE: list[Figure] = [(2023, 12, 196, 32, 164), (2024, 12, 236, 26, 210), (2025, 12, 223, 25, 198)]
ALONE = [(year, through, arrivals, None, None) for year, through, arrivals, _m, _f in WHOLE]
BESIDE = {
    "behind": ("연도,입국인원,누계\n2023,196,34078\n2024,236,34314\n2025,223,34537\n", ALONE),
    "before": ("연도,누계,입국인원\n2023,34078,196\n2024,34314,236\n2025,34537,223\n", ALONE),
    "in English": (
        "Year\tArrivals\tCumulative\n2023\t196\t34,078\n2024\t236\t34,314\n2025\t223\t34,537\n",
        ALONE,
    ),
    "in a row": (
        "구분,2023,2024,2025\n남,32,26,25\n여,164,210,198\n계,196,236,223\n누계,34078,34314,34537\n",
        WHOLE,
    ),
    "in place of the sum": (
        "연도,여,남,누계\n2023,164,32,34078\n2024,210,26,34314\n2025,198,25,34537\n",
        WHOLE,
    ),
    "blank in the line of the sum": (
        "연도,남,여,계,누계\n2023,32,164,196,34078\n2024,26,210,236,34314\n2025,25,198,223,34537\n"
        "합계,83,572,655,\n",
        WHOLE,
    ),
}


@pytest.mark.parametrize(("text", "expected"), BESIDE.values(), ids=BESIDE)
def test_a_running_count_is_not_taken_for_the_arrivals(text: str, expected: list[Figure]) -> None:
    reading = read(text)
    assert keys(reading) == []
    assert figures(reading) == expected
    assert totals(reading) == [("2025-12-31", 34537, None, None)]
    told = [str(said) for said in reading.recognised if "a running count" in str(said)]
    assert len(told) == 1
    assert told[0].startswith(("누계:", "Cumulative:"))


BEHIND = BESIDE["behind"][0]


@pytest.mark.parametrize(
    ("change", "doubts"),
    [
        (("34314", "34341"), ["running-2024", "running-2025"]),
        (("34537", "34573"), ["running-2025"]),
        (("236", "263"), ["running-2024"]),
        (("34314", "3431A"), ["unread-running-2024"]),
    ],
)
def test_a_misread_digit_is_doubted(change: tuple[str, str], doubts: list[str]) -> None:
    reading = read(BEHIND.replace(*change))
    assert keys(reading) == doubts
    assert "line " in str(reading.doubts[0])


def test_the_first_running_count_is_that_of_the_first_period_of_all() -> None:
    text = "연도,입국인원,누계\n~1998,947,947\n1999~2001,1043,1990\n2002,1142,3132\n"
    ends = ["1998-12-31", "2001-12-31", "2002-12-31"]
    assert [total[:2] for total in totals(read(text))] == [
        *zip(ends, [947, 1990, 3132], strict=True)
    ]
    assert keys(read(text)) == []
    assert keys(read(text.replace("947,947", "947,974"))) == [
        "running-to-1998",
        "running-1999-2001",
    ]


def test_a_running_count_that_is_not_the_total_of_all_columns_is_doubted() -> None:
    text = "구분,~1998,1999,합계\n입국인원,947,148,1095\n누계,,1905,\n"
    assert keys(read(text)) == ["running-total"]


def test_of_two_totals_the_one_that_is_no_running_count_is_taken() -> None:
    reading = read(
        "구분,2024,2025,계,누계\n남,26,25,51,9593\n여,210,198,408,24944\n합계,236,223,459,34537\n"
    )
    assert keys(reading) == []
    assert figures(reading) == WHOLE[1:]
    assert "누계: not read, since 계 is the total" in map(str, reading.recognised)

"""What does not add up or cannot be read in a table is doubted, and nothing is made up for it."""

from datetime import date

import pytest

from tests.storage.wide.plain import ACROSS, figures, keys, provisional, read

WRONG = {
    "a wrong count": (
        ("35,", "53,"),
        {
            "sum-2022": "line 4, cell 2: found '67', expected 85, since 53 + 32",
            "total-male": "line 2, cell 5: found '93', expected 111, the sum of all periods",
        },
    ),
    "a wrong sum": (
        ("236,", "263,"),
        {
            "sum-2024": "line 4, cell 4: found '263', expected 236, since 26 + 210",
            "total-arrivals": "line 4, cell 5: found '499', expected 526, the sum of all periods",
        },
    ),
    "a wrong total": (
        ("499", "494"),
        {
            "sum-total": "line 4, cell 5: found '494', expected 499, since 93 + 406",
            "total-arrivals": "line 4, cell 5: found '494', expected 499",
        },
    ),
    "a raised footnote": (
        (",196", ",196²"),
        {
            "unread-arrivals-2023": "line 4, cell 3: found '196²', expected a whole number of",
            "total-arrivals": "found '499', expected 303, the sum of all periods (without a value:",
        },
    ),
    "a footnote": (
        (",196", ",196*"),
        {"unread-arrivals-2023": "found '196*', expected", "total-arrivals": "expected 303"},
    ),
    "a letter in a count": (
        (",196", ",l96"),
        {"unread-arrivals-2023": "found 'l96', expected", "total-arrivals": "expected 303"},
    ),
    "a negative count": (
        (",164", ",-164"),
        {
            "unread-female-2023": "0 or more; a count is never negative",
            "total-female": "expected 242, the sum of all periods (without a value: 2023)",
        },
    ),
    "a cell without a value": (
        (",164", ",-"),
        {"total-female": "expected 242, the sum of all periods (without a value: 2023)"},
    ),
    "a letter in a year": (
        ("2023", "2O23"),
        {
            "column-3": "line 1, cell 3: found '2O23', expected a period as '02, 2002",
            "missing-2023": "line 1, cell 4: found '2024', expected 2023, the year after 2022",
            "total-male": "",
            "total-female": "",
            "total-arrivals": "",
        },
    ),
    "a year twice": (
        ("2023", "2022"),
        {
            "column-3": "line 1, cell 3: found '2022', expected 2022 once",
            "missing-2023": "",
            "total-male": "",
            "total-female": "",
            "total-arrivals": "",
        },
    ),
    "an unknown label": (
        ("남,", "냠,"),
        {"row-2": "line 2, cell 1: found '냠', expected men, women or their sum"},
    ),
    "a label twice": (("여,", "남,"), {"row-3": "line 3, cell 1: found '남', expected 남 once"}),
    "a missing cell": (
        (",32,26", ",26"),
        {"row-2": "line 2, cell 1: found '4 cells', expected 5 cells, as the other rows have"},
    ),
    "a cell too many": (
        ("67,", "67,1,"),
        {"row-4": "line 4, cell 1: found '6 cells', expected 5 cells, as the other rows have"},
    ),
    "another unit": (
        ("구분", "(단위: 천명)\n구분"),
        {"unit": "found '(단위: 천명)', expected persons as the unit"},
    ),
    "a lost zero": (
        ("2024", "24.1"),
        {"month-2024-01": "found '24.1', expected 2024.01 or 2024.10, with two digits"},
    ),
    "a day before the table ends": (
        ("구분", "2023.6월말 기준\n구분"),
        {"as-of": "found '2024', expected a period that ends on 2023-06-30, to which the table"},
    ),
    "a day within a month": (
        ("구분", "2024.6.15 기준\n구분"),
        {"as-of": "found '2024.6.15 기준', expected the last day of a month"},
    ),
    "a year out of its place": (
        ("2024", "1964"),
        {
            "missing-1965": "line 1, cell 2: found '2022', expected 1965, the year after 1964",
            "order-1964": "line 1, cell 4: found '1964', expected a period in its place, not",
        },
    ),
    "a year to come": (
        ("2024", "2027"),
        {"missing-2024": "", "month-2027": "found '2027', expected a period that is over"},
    ),
}


@pytest.mark.parametrize(("change", "doubts"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_doubted_with_its_place(
    change: tuple[str, str], doubts: dict[str, str]
) -> None:
    reading = read(ACROSS.replace(*change, 1))
    assert sorted(keys(reading)) == sorted(doubts)
    for doubt in reading.doubts:
        assert doubts[doubt.key] in str(doubt)
    some, *others = keys(reading)
    assert [doubt.key for doubt in reading.refusals({some})] == others


@pytest.mark.parametrize("label", ["2O22", "'8", "2022r"])
def test_a_first_period_that_is_not_read_is_doubted_as_any_other(label: str) -> None:
    across = ACROSS.replace("2022", label)
    down = "\n".join(map(",".join, zip(*(line.split(",") for line in across.split()), strict=True)))
    for text, key in ((across, "column-2"), (down, "row-2")):
        reading = read(text)
        assert key in keys(reading)
        without_total = read(text.replace(",합계\n", "\n").replace("합계,93,406,499", ""))
        assert key in keys(without_total)


def test_a_range_that_would_be_a_year_that_is_there_is_doubted() -> None:
    reading = read(
        "구분,~'24,'23,'24,합계\n남,35,32,26,93\n여,32,164,210,406\n합계,67,196,236,499\n"
    )
    assert "twice-2024" in keys(reading)


@pytest.mark.parametrize("first", ["68", "88", "95"])
def test_a_range_of_many_years_behind_another_is_doubted(first: str) -> None:
    text = f"구분,~'{first},~'01,'02\n남,831,565,510\n여,116,478,632\n계,947,1043,1142\n"
    assert keys(read(text)) == ["range-" + f"{1900 + int(first) + 1}-2001"]
    assert keys(read(text.replace(f"~'{first}", "~'98"))) == []


def test_a_year_that_is_called_final_is_a_year() -> None:
    reading = read(ACROSS.replace("2022", "2022(확정)").replace("2024", "2024(잠정)"))
    assert keys(reading) == []
    assert [figure.year for figure in reading.figures] == [2022, 2023, 2024]
    assert provisional(reading) == [2024]


def test_a_table_without_faults_is_not_doubted() -> None:
    assert keys(read(ACROSS)) == []


def test_men_and_women_who_do_not_add_up_are_left_out() -> None:
    reading = read(ACROSS.replace("35,", "53,", 1))
    assert figures(reading)[0] == (2022, 12, 67, None, None)
    assert str(reading.figures[0].note) == "Men and women as printed, 53 + 32, do not add up to it"


def test_a_sum_that_is_not_printed_is_added_and_the_note_says_so() -> None:
    reading = read("구분,2023,2024\n남,32,26\n여,164,210\n")
    assert figures(reading) == [(2023, 12, 196, 32, 164), (2024, 12, 236, 26, 210)]
    assert str(reading.figures[0].note) == "Men and women added: 32 + 164"


def test_men_without_women_and_sum_are_doubted() -> None:
    reading = read("구분,2023,2024\n남,32,26\n여,-,210\n")
    assert figures(reading) == [(2024, 12, 236, 26, 210)]
    assert keys(reading) == ["arrivals-2023"]


@pytest.mark.parametrize("blank", [" ", "\u00a0", "\u2009", "\u202f"])
def test_a_blank_may_part_thousands(blank: str) -> None:
    table = f"구분\t2002\t2003\n남\t510\t474\n여\t632\t811\n계\t1{blank}142\t1{blank}285\n"
    aligned = "\n".join(
        "".join(cell.rjust(10) for cell in line.split("\t")) for line in table.splitlines()
    )
    for text in (table, aligned) if blank in "\u2009\u202f" else (table,):
        assert keys(read(text)) == []
        assert figures(read(text)) == [(2002, 12, 1142, 510, 632), (2003, 12, 1285, 474, 811)]


def test_a_cell_that_is_missing_between_tabs_is_doubted_in_its_row() -> None:
    reading = read("구분\t2023\t2024\t합계\n남\t32\t26\t58\n여\t164\t374\n합계\t196\t236\t432\n")
    assert keys(reading) == ["row-3"]
    assert "found '3 cells', expected 4 cells" in str(reading.doubts[0])


def test_two_numbers_in_a_cell_are_not_one() -> None:
    reading = read("구분\t2002\t2003\n남\t5 142\t474\n여\t0 142\t811\n계\t51 42\t1285\n")
    assert keys(reading) == ["unread-female-2002", "unread-arrivals-2002", "arrivals-2002"]


@pytest.mark.parametrize("empty", ["", "-", ".", "없음", "–", "..."])
def test_an_empty_cell_is_no_figure_and_no_zero(empty: str) -> None:
    reading = read(f"구분,2021,2022\n남,{empty},35\n여,{empty},32\n합계,{empty},67\n")
    assert figures(reading) == [(2022, 12, 67, 35, 32)]
    assert "2021: no value" in map(str, reading.recognised)
    assert keys(reading) == []


DAYS = {
    "입국 현황(’25.6월말 입국자 기준)": 6,
    "2025. 9. 30. 기준": 9,
    "as of June 2025": 6,
    "As of September 30, 2025": 9,
    "截至2025年6月": 6,
    "기준일: 2025-06-30": 6,
    "2025년 6월 현재": 6,
    "2025년은 9월말 기준 잠정치": 9,
    "2025년 상반기 기준": 6,
    "'98.1 ~ '25.9월말": 9,
    "2025년 말 기준": 12,
    "최종수정일 2025.7.15": 12,
}


@pytest.mark.parametrize(("beside", "through"), DAYS.items())
def test_the_day_beside_a_table_tells_how_much_of_the_last_year_is_counted(
    beside: str, through: int
) -> None:
    table = ACROSS.replace("2024", "2025").replace("2023", "2024").replace("2022", "2023")
    for text in (f"{beside}\n{table}", f"{table}※ {beside}\n"):
        assert [figure.through for figure in read(text).figures] == [12, 12, through]


def test_a_year_that_is_not_over_needs_its_last_month() -> None:
    text = "구분,2025,2026\n남,25,10\n여,198,90\n합계,223,100\n"
    assert keys(read(text)) == ["month-2026"]
    assert figures(read(text)) == [(2025, 12, 223, 25, 198)]
    known = read(text, counted_to=date(2026, 9, 30))
    assert keys(known) == []
    assert figures(known)[-1] == (2026, 9, 100, 10, 90)


NOTES = {
    "※ 2024년은 잠정치임": [2024],
    "※ ’23년, ’24년은 잠정치": [2023, 2024],
    "※ 잠정치": [2024],
    "※ 2023년까지는 확정치, 2024년은 잠정치": [2024],
    "* 2022 and 2024 are provisional": [2022, 2024],
}


@pytest.mark.parametrize(("note", "years"), NOTES.items())
def test_a_note_calls_years_provisional(note: str, years: list[int]) -> None:
    assert provisional(read(f"{ACROSS}{note}\n")) == years


def test_years_that_do_not_begin_with_the_first_arrivals_are_no_cumulative_total() -> None:
    reading = read(
        "구분,1999~2001,2002,합계\n남,565,510,1075\n여,478,632,1110\n계,1043,1142,2185\n"
    )
    assert figures(reading) == [(2002, 12, 1142, 510, 632)]
    assert reading.totals == ()
    assert "1999~2001: several years, not stored" in map(str, reading.recognised)
    assert keys(reading) == []


def test_counts_of_three_digits_between_single_blanks_are_no_thousands() -> None:
    reading = read("Year Male Female Total\n97 100 101 201\n98 102 103 205\n  99 104 105 209\n")
    assert keys(reading) == []
    assert [figure[2:] for figure in figures(reading)] == [
        (201, 100, 101),
        (205, 102, 103),
        (209, 104, 105),
    ]

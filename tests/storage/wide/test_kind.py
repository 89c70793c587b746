"""Tables that look like the Ministry's and count something else: none is taken in silence."""

import pytest

from defector_stats.storage.wide import NotUnderstoodError
from tests.storage.wide.plain import figures, keys, read

SEXES = "남,26,25\n여,210,198\n합계,236,223\n"
OTHERS = {
    "a running count": ("구분,'24,'25\n누계,34314,34537\n", "cumulative"),
    "a running count in brackets": ("구분,'24,'25\n입국인원(누계),34314,34537\n", "cumulative"),
    "a running count above": (
        "입국 누계\n구분,'24,'25\n남,9568,9593\n여,24746,24944\n합계,34314,34537\n",
        "cumulative",
    ),
    "a running count in English": ("Year,Cumulative total\n2024,34314\n2025,34537\n", "cumulative"),
    "households": (f"(단위: 가구)\n구분,'24,'25\n{SEXES}", "unit"),
    "thousands in a label": ("구분,'24,'25\n합계(천명),236,223\n", "unit"),
    "shares": ("구분,'24,'25\n남,11,12\n여,89,88\n합계,100,100\n", "unit"),
    "months alone": (
        "구분,'25.1,'25.2,합계\n남,4,3,7\n여,16,15,31\n합계,20,18,38\n",
        "months-2025-02",
    ),
    "a number in words": (
        "구분\t'24\t'25\n남\t26\t25\n여\t210\t198\n합계\t1천142\t223\n",
        "unread-arrivals-2024",
    ),
    "who lives there, above the arrivals": (
        "구분,성별,'24,'25\n거주,남,7000,7100\n,여,22000,22100\n,합계,29000,29200\n"
        "입국,남,26,25\n,여,210,198\n,합계,236,223\n",
        "row-5",
    ),
}


@pytest.mark.parametrize(("text", "key"), OTHERS.values(), ids=OTHERS)
def test_a_table_of_something_else_is_doubted(text: str, key: str) -> None:
    reading = read(text)
    assert key in keys(reading)
    assert reading.refusals(set())


@pytest.mark.parametrize(
    "text",
    [
        "구분,'24,'25,누계\n남,26,25,51\n여,210,198,408\n합계,236,223,459\n",
        "연도,남,여,누계\n2024,26,210,236\n2025,25,198,223\n",
        f"(단위: 명, %)\n구분,'24,'25\n{SEXES}",
        f"구분,'24,'25\n{SEXES.replace('합계', '합계2)')}",
        ",남,,여,,합계,\n,2024,2025,2024,2025,2024,2025\n입국인원,26,25,210,198,236,223\n",
    ],
    ids=["sum of all", "sum of the sexes", "per cent, too", "footnote", "years below the sexes"],
)
def test_the_arrivals_of_years_are_not_doubted(text: str) -> None:
    reading = read(text)
    assert keys(reading) == []
    assert figures(reading) == [(2024, 12, 236, 26, 210), (2025, 12, 223, 25, 198)]


@pytest.mark.parametrize(
    "text",
    [
        "구분,2025 하반기\n남,17\n여,110\n합계,127\n",
        "\t2024\t2025 Q4\nMen\t26\t17\nWomen\t210\t110\nTotal\t236\t127\n",
    ],
)
def test_parts_of_a_year_are_not_taken_for_the_year(text: str) -> None:
    with pytest.raises(NotUnderstoodError):
        read(text)

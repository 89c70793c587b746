"""What a table calls provisional: by a word in a label or cell, by a mark that a note explains."""

import pytest

from tests.storage.wide.plain import ACROSS, figures, keys, provisional, read

FIGURES = [(2022, 12, 67, 35, 32), (2023, 12, 196, 32, 164), (2024, 12, 236, 26, 210)]
MARKED = {
    "a word in a cell": ("236", "236(잠정)", "", [2024]),
    "a letter in a cell": ("236", "236 p", "", [2024]),
    "a letter in brackets": ("196", "196(P)", "", [2023]),
    "a word in Chinese": ("236", "236（暂定）", "", [2024]),
    "a star that a note explains": ("236", "236*", "* 잠정치임", [2024]),
    "a star in full width": ("236", "236＊", "＊ 잠정", [2024]),
    "a star in an older year": ("196", "196 *", "* provisional", [2023]),
    "a star of the year that its note names": ("236", "236*", "* 2024년은 잠정치", [2024]),
    "a star at a label": ("2023,", "2023*,", "* 잠정", [2023]),
    "a number at a label": ("2023,", "2023¹⁾,", "1) 잠정", [2023]),
    "a number at a label in another sign": ("2023,", "2023 1),", "주1) 잠정치", [2023]),
}


@pytest.mark.parametrize(("cell", "marked", "note", "years"), MARKED.values(), ids=MARKED)
def test_what_is_marked_is_read_and_provisional(
    cell: str, marked: str, note: str, years: list[int]
) -> None:
    reading = read(f"{ACROSS.replace(cell, marked, 1)}{note}\n")
    assert keys(reading) == []
    assert figures(reading) == FIGURES
    assert provisional(reading) == years


@pytest.mark.parametrize(
    ("marked", "note", "years"),
    [
        ("236*", "", []),
        ("236*", "* 12월말 기준", []),
        ("236†", "* 잠정", [2024]),
        ("236*", "* 2023년은 잠정치", [2023]),
        ("236¹", "1) 잠정", [2024]),
        ("23P6", "", []),
        ("23Э", "", []),
    ],
)
def test_a_mark_that_no_note_explains_is_doubted(marked: str, note: str, years: list[int]) -> None:
    reading = read(f"{ACROSS.replace('236', marked, 1)}{note}\n")
    assert "unread-arrivals-2024" in keys(reading)
    assert provisional(reading) == years


@pytest.mark.parametrize("note", ["* 잠정", ""])
def test_a_table_with_every_count_marked_is_one(note: str) -> None:
    reading = read(f"연도,남,여,계\n2023,32*,164*,196*\n2024,26*,210*,236*\n{note}\n")
    assert [figure.year for figure in reading.figures] == ([2023, 2024] if note else [])
    assert provisional(reading) == ([2023, 2024] if note else [])
    assert len(keys(reading)) == (0 if note else 6)


def test_shares_and_totals_may_bear_the_mark_too() -> None:
    table = ACROSS.replace("499", "499*").replace("236", "236*")
    reading = read(f"{table}여성비율,47.8%,83.7%,89.0%*,81.4%\n* 잠정\n")
    assert keys(reading) == []
    assert provisional(reading) == [2024]


def test_a_word_in_a_table_with_one_figure_a_line() -> None:
    reading = read("year,arrivals,source\n2023,196,a\n2024,236(잠정),a\n")
    assert keys(reading) == []
    assert provisional(reading) == [2024]

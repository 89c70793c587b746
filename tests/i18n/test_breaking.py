import pytest

from defector_stats.i18n.breaking import NO_BREAK, units


@pytest.mark.parametrize(
    ("text", "together"),
    [
        ("Source: Ministry, as of 4 February 2026; 3 documents.", "as of 4 February 2026;"),
        ("12,345 to the end of 1998", "to the end"),
        ("January–March 2012: women", "January–March 2012:"),
        ("통일부(2026년 10월 기준)", "통일부(2026년 10월"),
        ("2016년 1~10월 집계", "2016년 1~10월"),
        ("2025년 12월 31일 기준", "2025년 12월 31일"),
        ("뉴시스(2026. 2. 4.)", "뉴시스(2026. 2. 4.)"),
        ("From the first value, 2009 (−38) changed most", "2009 (−38)"),
        ("2010: 2,423 → 2,376 → 2,423 again → 2,379", "2,423 again →"),
        ("2010년: 2,376 → 다시 2,423 → 2,379", "다시 2,423 →"),
        ("Newsis. *‡ Corrected: 2025.", "*‡ Corrected:"),
    ],
)
def test_a_date_a_short_word_and_the_sign_of_a_note_end_no_line(text: str, together: str) -> None:
    assert together in [unit.replace(NO_BREAK, " ") for unit in units(text)]


def test_other_words_are_parted() -> None:
    text = "7 people came; 2,914 in 2009, plan B or so"
    assert units(text) == [
        "7",
        "people",
        "came;",
        "2,914",
        f"in{NO_BREAK}2009,",
        *text.split()[-4:],
    ]


def test_nothing_but_the_breaks_is_changed() -> None:
    text = "Women (198 of 223), as of 4 February 2026. ‡ Provisional: 2025년(잠정)입니다."
    assert " ".join(units(text)).replace(NO_BREAK, " ") == text

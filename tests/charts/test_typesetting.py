import pytest
from hypothesis import given
from hypothesis import strategies as st

from defector_stats.charts.typesetting import balanced, width, wrap

TEXTS = st.lists(st.text("abcdefgh한국어통일부·,.)”", min_size=1, max_size=12), max_size=20).map(
    " ".join
)


@given(TEXTS, st.floats(8, 60), st.floats(120, 1000))
def test_no_letter_is_lost_and_no_line_is_too_wide(text: str, size: float, room: float) -> None:
    lines = wrap(text, size, room)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    hanging = 12 * size  # closing signs, which begin no line
    assert all(width(line, size) <= max(room, hanging) for line in lines)


@given(TEXTS, st.floats(8, 40))
def test_words_are_kept_whole_where_they_fit(text: str, size: float) -> None:
    assert " ".join(wrap(text, size, 12 * size)) == text


@given(TEXTS, st.floats(8, 40), st.floats(120, 900))
def test_balanced_lines_are_as_few(text: str, size: float, room: float) -> None:
    few = wrap(text, size, room)
    lines = balanced(text, size, room)
    assert len(lines) == len(few)
    assert " ".join(lines) == " ".join(few)


def test_lines_are_of_equal_lengths() -> None:
    assert balanced("The North closes its border", 12, 130) == ["The North closes", "its border"]


def test_a_line_breaks_outside_of_brackets_where_it_can() -> None:
    source = "Source: Ministry of Unification (Republic of Korea), as of October 2026; 3 documents."
    first, _second = balanced(source, 28, 900)
    assert first.startswith("Source: Ministry of Unification (Republic of Korea),")
    assert balanced("(Republic of Korea)", 12, 70) == ["(Republic", "of Korea)"]


def test_a_long_word_is_cut_but_never_before_a_closing_sign() -> None:
    assert wrap("가나다라)", 10, 37) == ["가나다라)"]
    assert wrap("가나다라마", 10, 37) == ["가나다라", "마"]


@pytest.mark.parametrize(("text", "expected"), [("2,914", 30), ("한국", 22.1), ("é", 6.7), ("", 0)])
def test_a_width_is_that_of_the_letters(text: str, expected: float) -> None:
    assert width(text, 12) == pytest.approx(expected, abs=0.2)


def test_a_source_is_not_broken_in_its_date_or_after_a_short_word() -> None:
    source = (
        "Source: Ministry of Unification (Republic of Korea), as of 4 February 2026; 3 documents."
    )
    for room in range(260, 900, 20):
        lines = wrap(source, 28, room)
        assert not any(line.endswith((" as", " of", "(Republic of")) for line in lines), lines
        fits = room >= width("as of 4 February 2026;", 28)
        assert any("as of 4 February 2026" in line for line in lines) == fits, lines


def test_a_date_without_room_is_broken_like_other_words() -> None:
    assert wrap("2010년 10월 6일", 10, 50) == ["2010년", "10월 6일"]

"""The verb behind a value, whatever the value ends with."""

import csv
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from defector_stats.i18n.agreement import agreed
from defector_stats.i18n.messages import speaking
from tests.helpers import SHIPPED
from tests.i18n.test_messages import catalogue

READ = dict(zip("0123456789", "영일이삼사오육칠팔구", strict=True))
PARTICLE = re.compile(r"\}(?:은|는|이|가|을|를|과|와|으로|로|이라|라|이나|나|이며|며)(?![가-힣])")
"""One that has another form behind other values."""


def must(value: str) -> str:
    with speaking("ko"):
        return agreed(f"{value}이어야 합니다")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("0 이상의 정수", "0 이상의 정수여야 합니다"),
        ("705명 이상", "705명 이상이어야 합니다"),
        ("출처의 ID", "출처의 ID여야 합니다"),
        ("press 또는 column", "press 또는 column이어야 합니다"),
        ("'연도'", "'연도'여야 합니다"),
        ("정수(소수가 없음)", "정수여야 합니다(소수가 없음)"),
        ("달(12는 한 해 전체)(12 이하)", "달이어야 합니다(12는 한 해 전체, 12 이하)"),
        ("값(통일부(2026. 10.)의 값)", "값이어야 합니다(통일부(2026. 10.)의 값)"),
    ],
)
def test_the_verb_agrees_with_the_value_and_stands_behind_it(value: str, said: str) -> None:
    assert must(value) == said


@given(st.integers(min_value=0, max_value=99_999_999))
def test_the_verb_agrees_with_every_number(number: int) -> None:
    digit = f"{number:,}"[-1]
    closed = (ord(READ[digit]) - ord("가")) % 28 > 0  # 10, 100, 1,000 and 10,000 are closed, too
    assert must(f"{number:,}").endswith("이어야 합니다" if closed else f"{digit}여야 합니다")


def test_the_verb_agrees_with_every_publisher() -> None:
    with (SHIPPED / "sources.csv").open(encoding="utf-8-sig", newline="") as file:
        names = {row["publisher_ko"] for row in csv.DictReader(file)}
    hangul = [name for name in names if "가" <= name[-1] <= "힣"]
    assert len(hangul) > 40
    for name in hangul:
        closed = (ord(name[-1]) - ord("가")) % 28 > 0
        assert must(name) == f"{name}{'이어야' if closed else '여야'} 합니다"


def test_english_and_what_says_no_must_stay_as_they_are() -> None:
    assert agreed("정수이어야 합니다") == "정수이어야 합니다"
    with speaking("ko"):
        assert agreed("정수(소수)") == "정수(소수)"


def test_no_other_sentence_needs_a_particle_that_agrees_with_a_value() -> None:
    strings = [message.string or "" for message in catalogue("ko") if message.id]
    said = [text for each in strings for text in ([each] if isinstance(each, str) else each)]
    assert [text for text in said if PARTICLE.search(text)] == []
    musts = [text for text in said if "}이어야" in text]
    assert musts == [text for text in said if text.startswith("{expected}이어야 합니다")]

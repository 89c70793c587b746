"""How the end of a Korean sentence agrees with the value before it: 55여야, 5명이어야 합니다."""

import re
import unicodedata

from defector_stats.i18n.messages import spoken

_MUST = "이어야 합니다"
_BRACKET = re.compile(r"\([^()]*(?:\([^()]*\)[^()]*)*\)$")
_CLOSED_DIGITS = "013678"  # 영, 일, 삼, 육, 칠, 팔
_CLOSED_LETTERS = "lmnLMNR"  # 엘, 엠, 엔, 알


def agreed(sentence: str) -> str:
    """Return a sentence that says what a value must be, its verb right behind what it is of.

    In Korean 이어야 follows a consonant and 여야 a vowel, and what a value says in brackets at its
    end comes after the verb.
    """
    value, must, rest = sentence.partition(_MUST)
    if spoken() != "ko" or not must:
        return sentence
    hints: list[str] = []
    while found := _BRACKET.search(value):
        hints.insert(0, found[0][1:-1])
        value = value[: found.start()]
    hint = f"({', '.join(hints)})" if hints else ""
    return f"{value}{'여야' if _is_open(value) else '이어야'}{must[3:]}{hint}{rest}"


def _is_open(value: str) -> bool:
    """Say whether a value is read with a vowel at its end, as far as its last letter tells."""
    last = next((letter for letter in reversed(value) if _is_read(letter)), "")
    if "가" <= last <= "힣":
        return (ord(last) - ord("가")) % 28 == 0
    if last.isascii() and last.isdigit():
        return last not in _CLOSED_DIGITS
    return last.isascii() and last.isalpha() and last not in _CLOSED_LETTERS


def _is_read(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "LN"

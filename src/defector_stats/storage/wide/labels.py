"""What a label of a table means: men, women, their sum, a share; what an empty cell looks like.

Korean, English and Chinese; a new word is a word in one of the lists.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Literal

Role = Literal["male", "female", "arrivals", "share", "other"]

CACHED = 4096
LONGEST = 40  # a longer text is no label
SIGNS: dict[int, str | None] = {
    **{0xFF01 + place: chr(0x21 + place) for place in range(94)},
    **dict.fromkeys(map(ord, "’‘`´′ʼ‵"), "'"),
    **dict.fromkeys(map(ord, "～〜∼˜⁓"), "~"),
    **dict.fromkeys(map(ord, "–—―−‐‑"), "-"),
    **dict.fromkeys(map(ord, "\u200b\u200e\u200f\u2060\ufeff"), None),
}
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_FOOTNOTE = re.compile(r"([*†‡§⁰¹²³⁴-⁹⁽⁾₀-₉①-⑳]\)?)+$")
_NUMBERED_FOOTNOTE = re.compile(r"(?<=\S)\s*\d\)$")
_CONFIRMED = re.compile(r"\s*[(\[]\s*(확정(\s*치)?|确定|確定|final|confirmed)\s*[)\]]")
PROVISIONAL = re.compile(
    r"잠정(\s*치)?|暂定|暫定|provisional(\s*figures?)?|preliminary|\(\s*p\s*\)|(?<=[\d년])\s*p\)?$"
)
_MARK_OF_NOTE = re.compile(r"\s*(?:주\s*)?([*†‡§※]+|\(?\d\)|[⁰¹²³⁴-⁹]⁾?|[①-⑳])")
_NOTE = re.compile(r"[※*]|(주|자료|출처|注|资料|notes?|sources?)\d?\s*[:)]")
_CUMULATIVE = re.compile(r"누계|누적|累计|累計|cumulative")
_IN_BRACKETS = re.compile(r"[(\[].*?([)\]]|$)")


def _words_of(text: str) -> frozenset[str]:
    return frozenset(text.split())


TOTAL = _words_of(
    "합계 총계 총합계 계 소계 누계 누적 총 전체 grand total sum all cumulative"
    " 合计 合計 总计 總計 总数 计 計 小计 累计"
)
_WORDS: dict[Role, frozenset[str]] = {
    "male": _words_of("남 남자 남성 男 男性 男子 male males men man"),
    "female": _words_of("여 여자 여성 女 女性 女子 female females women woman"),
    "arrivals": TOTAL
    | _words_of("입국인원 입국자 인원 인원수 명 arrivals persons people number 人数 入境人数"),
    "share": _words_of("비율 비중 구성비 ratio share percent percentage 比例 比重 比率 %"),
    "other": _words_of(
        "증감 증감률 증감율 증가율 전년대비 비고 연번 순번 번호 change growth note notes remarks no"
        " 备注 增减 序号"
    ),
}
_CORNER = _words_of("구분 연도 년도 연별 기간 성별 year sex gender period 类别 年度 年份 区分 區分")
_EMPTY = frozenset(
    ["", "-", "--", "없음", "해당없음", "무", "無", "无", "n/a", "na", "…", "·", "x"]
)


def raised(text: str) -> str:
    """Return a text with its digits raised, as a page or a workbook shows it."""
    return text.translate(_RAISED)


@lru_cache(CACHED)
def plain(text: str) -> str:
    """Return the text with one sign for all kinds of blanks, apostrophes, tildes and dashes.

    Raised digits stay raised, or a footnote would become a part of a number.
    """
    return " ".join(unicodedata.normalize("NFC", text).translate(SIGNS).split())


def label(text: str) -> str:
    """Return a label in small letters, without the marks of footnotes at its end."""
    small = _FOOTNOTE.sub("", plain(text).casefold()).rstrip()
    return small if "(" in small else _NUMBERED_FOOTNOTE.sub("", small)


def footnote(text: str) -> str:
    """Return the mark of the footnote at the end of a label, blank if it has none: ¹⁾ is 1."""
    small = plain(text).casefold()
    match = _FOOTNOTE.search(small) or (None if "(" in small else _NUMBERED_FOOTNOTE.search(small))
    return _mark(match[0]) if match else ""


def mark_of_note(text: str) -> str:
    """Return the mark with which a note begins, as footnotes have it, blank if it has none."""
    match = _MARK_OF_NOTE.match(plain(text))
    return _mark(match[1]) if match else ""


def _mark(text: str) -> str:
    return re.sub(r"[\s()]", "", unicodedata.normalize("NFKC", text))


def without_provisional(text: str) -> tuple[str, bool]:
    """Return a label without a word for provisional or final, and whether it had the first."""
    small = _CONFIRMED.sub("", plain(text).casefold())
    bare = label(PROVISIONAL.sub("", small))
    named = re.sub(r"[.,]?\s*[(\[]\s*[)\]]", "", bare).strip()
    return named, PROVISIONAL.search(small) is not None


def is_note(text: str) -> bool:
    """Say whether a text is a note below a table, as ※ or 자료: begin it."""
    return _NOTE.match(plain(text).casefold()) is not None


def is_unit(text: str) -> bool:
    """Say whether a text names the unit of a table, as (단위 : 명)."""
    return re.search(r"단위|单位|單位|\bunit", plain(text).casefold()) is not None


def is_provisional(text: str) -> bool:
    """Say whether a text calls something provisional."""
    return without_provisional(text)[1]


@lru_cache(CACHED)
def is_empty(text: str) -> bool:
    """Say whether a cell says that there is no value: -, ., 없음."""
    return plain(text).casefold().replace(" ", "").rstrip(".") in _EMPTY


def is_total(text: str) -> bool:
    """Say whether a label on the side of the periods is that of the sum of them all."""
    if len(text) > LONGEST:
        return False
    words = {*_words(_IN_BRACKETS.sub("", label(text)))}
    if is_cumulative(text) or "".join(_words(label(text))) in TOTAL:
        return True
    return bool(words & TOTAL) and words <= _WORDS["arrivals"]


def is_cumulative(text: str) -> bool:
    """Say whether a label says that everything before is counted in, too."""
    return _CUMULATIVE.search(label(text)) is not None


def is_of_totals(text: str) -> bool:
    """Say whether a column holds the days of totals, so that the others are no figures of years."""
    return label(text) in ("as_of", "as of", "기준일")


def is_corner(text: str) -> bool:
    """Say whether a label heads the labels below it."""
    words = _words(label(text)) if len(text) <= LONGEST else []
    return not _CORNER.isdisjoint({*words, "".join(words)})


@lru_cache(CACHED)
def role(text: str) -> Role | None:
    """Return whom a row or column counts, None if its label does not say."""
    small = label(text)
    if is_unit(small) or len(small) > LONGEST:
        return None
    if "%" in small:
        return "other" if _sexes(small) == {"male"} else "share"
    within = _role(" ".join(re.findall(r"[(\[](.*?)[)\]]", small)))
    before = _role(_IN_BRACKETS.sub("", small))
    return within if before in (None, "arrivals") and within in ("male", "female") else before


def _role(text: str) -> Role | None:
    words = _words(text)
    together = "".join(words)
    found = {name for name, known in _WORDS.items() if known & {*words, together}}
    if "other" in found:
        return "other"
    sexes = _sexes(text)
    if "share" in found or together.endswith(tuple(_WORDS["share"])):
        return "other" if sexes == {"male"} else "share"
    if sexes:
        return sexes.pop() if len(sexes) == 1 else None
    return "arrivals" if "arrivals" in found or together.endswith("입국자수") else None


def _sexes(text: str) -> set[Role]:
    """Return the sexes that a text names; 여성비율 and 남자수 name one each."""
    share = "|".join(_WORDS["share"])
    words = {re.sub(rf"(인원|입국자)?수?$|({share})$", "", word) or word for word in _words(text)}
    words |= {*_words(text), "".join(_words(text))}
    sexes: list[Role] = ["male", "female"]
    return {name for name in sexes if _WORDS[name] & words}


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+|%", text)

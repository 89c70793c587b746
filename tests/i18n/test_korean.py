"""Korean as its newspapers write it: what no Korean word of the program or its data may have."""

import csv
import re

import pytest

from defector_stats.analysis.dataset import Dataset
from defector_stats.export import web_page
from defector_stats.i18n.messages import language_of, own, speaking
from defector_stats.storage import repository
from defector_stats.storage.schema import KINDS, Tables
from defector_stats.views.selection import Selection
from defector_stats.views.view import View
from tests.helpers import SHIPPED
from tests.i18n.test_messages import catalogue

BANNED = {
    "알려지지": "said of people, not of data: 등록된 집계가 없습니다",
    "문헌": "a document is 출처",
    "저자": "an author is 작성자",
    " 및 ": "items are joined with commas",
    r"[가-힣}]\((?:을|를|은|는|이|가|와|과|으)\)": "a sentence needs no particle in brackets",
    r"[가-힣}] \(": "no space before a bracket",
    r"\d월~\d+월": "a range of months is 1~10월",
    "[가-힣]~": "a line would begin with ~: 1998~2001년, or 부터 and 까지",
    "기대한 값|찾은 값": "an error names the 입력값 and what it must be",
    "(?:하|주|르|으)세요": "one level of speech: 하십시오",
    "그 해|첫 해(?!당)": "그해 and 첫해 are one word",
}


def said() -> list[str]:
    """Return every Korean text: of the catalogue, and of the Korean columns of the data."""
    strings = [message.string or "" for message in catalogue("ko") if message.id]
    texts = [text for each in strings for text in ([each] if isinstance(each, str) else each)]
    for path in SHIPPED.glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                texts += [text for name, text in row.items() if name.endswith("_ko")]
    return texts


@pytest.mark.parametrize("banned", BANNED)
def test_no_korean_text_has_what_an_editor_would_strike_out(banned: str) -> None:
    assert [text for text in said() if re.search(banned, text)] == [], BANNED[banned]


VIEWS = (
    View(language="ko"),
    View("2012-10-28", compare="latest", by_sex=True, percent=True, language="ko"),
    View("article", compare="2010-01-06", language="ko"),
)


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.as_of)
def test_no_page_that_is_printed_has_it_either(shipped: Tables, view: View) -> None:
    with speaking("ko"):
        page = web_page.report(Selection(Dataset(shipped), view)).decode()
    text = re.sub(r"<(script|style)\b.*?</\1>|<[^>]*>", "", page, flags=re.DOTALL)
    said = [line.strip() for line in text.splitlines()]
    assert len(list(filter(None, said))) > 100
    wrong = [*BANNED, r"\)\(", "[가-힣]: [가-힣]+: [가-힣]", r"\bnan\b|None|[{}]", r"[.,]{2}$"]
    found = {each: [line for line in said if re.search(each, line)] for each in wrong}
    assert {each: lines for each, lines in found.items() if lines} == {}


def test_what_is_struck_out_is_found() -> None:
    wrong = "알려지지 않음|문헌 3건|저자|남성 및 여성|값을(를)|2009년 (−13)|"
    wrong += "년1월~9월|1998년~2020년|찾은 값|고르세요|그 해의"
    assert all(
        re.search(pattern, text) for pattern, text in zip(BANNED, wrong.split("|"), strict=True)
    )


def test_no_publisher_has_brackets_that_would_stand_beside_those_of_the_date() -> None:
    publishers = {row.cells()["publisher_ko"] for row in repository.read(SHIPPED).sources}
    assert [name for name in publishers if "(" in name] == []


OURS = re.compile(r"\[.*\]")
"""What stands in a title in our words."""


def test_every_text_of_ours_in_the_shipped_files_is_there_in_korean() -> None:
    tables = repository.read(SHIPPED)
    rows = [row.cells() for kind in KINDS for row in tables.of(kind)]
    with speaking("ko"):
        for cells in rows:
            for name in ("note", "label", "description"):
                assert not cells.get(name) or language_of(own(cells, name)) == "ko", cells
            for described in OURS.findall(own(cells, "title") if "title" in cells else ""):
                assert language_of(described) == "ko", cells


def test_a_text_is_korean_for_korean_readers_and_english_where_there_is_no_other() -> None:
    noted, bare = {"note": "Provisional", "note_ko": "잠정 집계"}, {"note": "n", "note_ko": ""}
    assert [own(each, "note") for each in (noted, bare, {"note": "m"})] == ["Provisional", "n", "m"]
    with speaking("ko"):
        said = [own(each, "note") for each in (noted, bare, {"note": "m"})]
        assert said == ["잠정 집계", "n", "m"]
        assert [language_of(each) for each in said] == ["ko", "en", "en"]
    assert language_of("잠정") == "en"  # which English readers are told as it is

"""Korean words that a browser would break at a sign within them."""

import pytest
from markupsafe import Markup

from defector_stats.export.whole_words import whole_words
from defector_stats.i18n.messages import speaking


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("여성은 198명(88.8%)입니다.", ["198명(88.8%)입니다."]),
        ("수정값의 출처: 통일부(2020. 10.).", ["통일부(2020. 10.)."]),
        ("한국어 기사(홍 기자, 게시판 n6, 23에서 확인)에는", ["기사(홍", "확인)에는"]),
        ("연도별·성별 1998~2001년", ["연도별·성별", "1998~2001년"]),
        ("공표치의 0.22%입니다. 78%, 5%.", ["0.22%입니다."]),
        ("‡ 잠정: 2025년.", ["‡ 잠정:"]),
        ("본문(“6日”)으로 2009년 – (잠정) 34,537명, 1,396명", ["본문(“6日”)으로"]),
        ("https://example.org/가-나(다)", []),
        ('<p title="가(나)">다(라)</p><option>마(바)</option>', ["다(라)"]),
        ("<script>'가(나)'</script><svg><text>다(라)</text></svg>", []),
    ],
)
def test_a_word_is_kept_with_the_sign_within_it(text: str, kept: list[str]) -> None:
    with speaking("ko"):
        found = whole_words(Markup(text))
        parts = found.split('<span class="whole">')[1:]
        assert [part.split("</span>")[0] for part in parts] == kept
        assert found.replace('<span class="whole">', "").replace("</span>", "") == text
        assert whole_words(found) == found


def test_english_is_broken_where_a_browser_breaks_it() -> None:
    assert whole_words(Markup("통일부(2020)")) == "통일부(2020)"

"""The headline and the three numbers, against a plain reading of the rows."""

import re

import pytest
from hypothesis import given

from defector_stats.analysis.dataset import Dataset
from defector_stats.i18n.messages import speaking
from defector_stats.storage.schema import Tables
from defector_stats.text import findings
from defector_stats.views.selection import Selection
from defector_stats.views.view import View
from tests.strategies import OF_A_VIEW, TABLES
from tests.text.findings.reading import VIEWS, number


@pytest.fixture(scope="module")
def of_shipped(shipped: Tables) -> Dataset:
    return Dataset(shipped)


def test_the_whole_series(of_shipped: Dataset) -> None:
    assert findings.headline(Selection(of_shipped, View())) == (
        "Arrivals rose to 2,914 in 2009, fell by 44% in 2012 (Kim Jong-il dies, December 2011) and "
        "by 78% in 2020 (The North closes its border, January 2020), and have stayed below 300 "
        "since: 223 in 2025."
    )


def test_the_years_in_view_do_not_change_it(of_shipped: Dataset) -> None:
    one, two = (Selection(of_shipped, View(years=years)) for years in (None, (2003, 2005)))
    assert findings.headline(one) == findings.headline(two)


def test_a_fall_in_the_newest_year_and_one_before_the_peak(of_shipped: Dataset) -> None:
    assert findings.headline(Selection(of_shipped, View(as_of="2013-06-30"))) == (
        "Arrivals rose to 2,929 in 2009, and fell by 18% in 2010 (Crackdowns in the border areas, "
        "2010) and by 44% in 2012 (Kim Jong-il dies, December 2011), to 1,509."
    )
    assert findings.headline(Selection(of_shipped, View(as_of="2011-10-31"))) == (
        "Arrivals rose to 2,927 in 2009; the largest falls were by 27% in 2005 and by 17% in 2010 "
        "(Crackdowns in the border areas, 2010). In 2010: 2,423."
    )


def test_in_korean(of_shipped: Dataset) -> None:
    with speaking("ko"):
        said = findings.headline(Selection(of_shipped, View(language="ko")))
    assert said == (
        "입국인원은 2009년 2,914명까지 늘었다가 2012년 44%(2011년 12월 김정일 사망), "
        "2020년 78%(2020년 1월 북한 국경 봉쇄) 감소했고, 이후 300명을 밑돌고 있습니다"
        "(2025년 223명)."
    )


@OF_A_VIEW
@given(TABLES, VIEWS)
def test_every_number_of_it_is_true(tables: Tables, view: View) -> None:
    selection = Selection(Dataset(tables), view)
    rows = selection.all_changes.to_dict("records")
    full = {row["year"]: row["arrivals"] for row in rows if row["through"] == 12}
    said = findings.headline(selection)
    rise = re.match(
        r"Arrivals (?:rose to ([\d,]+) in (\d+)|were highest in (\d+) \(([\d,]+)\))", said
    )
    if not rise:
        assert not full or selection.all_missing or full[max(full)] == max(full.values())
        return
    year, count = int(rise[2] or rise[3]), number(rise[1] or rise[4])
    assert count == full[year] == max(full.values())
    assert year == min(each for each, value in full.items() if value == count)
    falls = {each: full[each] - full[each - 1] for each in full if each - 1 in full}
    falls = {each: change for each, change in falls.items() if change < 0}
    expected = sorted(sorted(falls, key=lambda each: (falls[each], each))[:2])
    told = re.findall(r"by ([\d.,]+)% in (\d{4})", said)
    assert [int(each) for _share, each in told] == expected
    for share, each in told:
        assert number(share) == pytest.approx(
            -100 * falls[int(each)] / full[int(each) - 1], abs=0.51
        )
    newest = max(full)
    if below := re.search(r"below ([\d,]+) since: ([\d,]+) in (\d+)\.$", said):
        assert all(full[each] < number(below[1]) for each in full if each >= expected[-1])
        assert (number(below[2]), int(below[3])) == (full[newest], newest)
    else:
        assert f"{full[newest]:,}" in said


def test_the_three_numbers(of_shipped: Dataset) -> None:
    newest, women, total = findings.key_numbers(Selection(of_shipped, View()))
    assert (newest.label, newest.value, newest.detail) == ("in 2025", "223", "−13 (−5.5%) on 2024")
    assert newest.remark == "provisional, corrected from 224"
    assert newest.source == "Ministry of Unification, October 2026"
    assert (women.label, women.value, women.detail) == ("women in 2025", "198", "88.8%")
    assert (total.label, total.value, total.detail) == ("in all", "34,537", "to 31 December 2025")
    assert total.remark == "corrected from 34,538"


def test_a_number_that_the_ministry_did_not_confirm_says_so(of_shipped: Dataset) -> None:
    selection = Selection(of_shipped, View(as_of="2012-11-30"))
    newest = findings.key_numbers(selection)[0]
    assert (newest.value, newest.remark) == ("2,706", "not confirmed by the Ministry")


@OF_A_VIEW
@given(TABLES, VIEWS)
def test_no_number_stands_without_its_figure(tables: Tables, view: View) -> None:
    selection = Selection(Dataset(tables), view)
    for each in findings.key_numbers(selection):
        assert each.source
        assert "nan" not in f"{each}".lower()

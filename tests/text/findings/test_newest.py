from datetime import date

import pytest

from defector_stats import analysis
from defector_stats.analysis.dataset import Dataset
from defector_stats.i18n.messages import speaking
from defector_stats.storage.schema import Tables
from defector_stats.text import findings
from defector_stats.views.selection import Selection
from defector_stats.views.view import View


@pytest.fixture(scope="module")
def of_shipped(shipped: Tables) -> Dataset:
    return Dataset(shipped)


def changed_by(dataset: Dataset, source: str) -> str:
    statements, totals = analysis.statements(dataset.figures), dataset.totals
    return findings.changed_by(
        analysis.records(statements[statements["source"] == source]),
        analysis.records(totals[totals["source"] == source]),
    )


def test_what_is_overdue_is_said_plainly(of_shipped: Dataset) -> None:
    assert findings.newest_and_next(Selection(of_shipped, View()), date(2026, 11, 25)) == [
        "The newest document is Ministry of Unification, October 2026; it counts to December 2025.",
        "January–June 2026 should be published; not in this collection.",
        "Next by the Ministry’s rule: January–December 2026 (Yonhap News Agency, 24 August 2025).",
    ]


def test_an_earlier_view_is_told_nothing_of_the_newest_document(of_shipped: Dataset) -> None:
    view = Selection(of_shipped, View(as_of="2012-01-11"))
    assert findings.newest_and_next(view, date(2026, 11, 25)) == []


def test_without_a_schedule_only_the_newest_is_named(dataset: Dataset) -> None:
    assert findings.newest_and_next(Selection(dataset, View()), date(2026, 11, 25)) == [
        "The newest document is Segye Ilbo, 4 February 2026; it counts to December 2025."
    ]


def test_what_a_document_changed(of_shipped: Dataset) -> None:
    assert changed_by(of_shipped, "mou-2025-12") == (
        "confirmed: 2002–2025; totals: 1,990 to 31 December 2001"
    )
    assert changed_by(of_shipped, "yonhap-2012-10") == (
        "first here: January–September 2012; revised: 2005 (−1), 2006 (+8), 2007 (+9), 2008 (−5) "
        "and 2009 (−13); confirmed: 2010 and 2011; totals: 24,193 to 30 September 2012"
    )
    returned = changed_by(of_shipped, "korea-herald-2011-10")
    assert "returned to an earlier value: 2010 (+47)" in returned
    with speaking("ko"):
        assert changed_by(of_shipped, "mou-2025-12").startswith("같은 값 재확인: 2002~2025년;")


def test_a_document_that_gives_a_total_alone_is_told_too(of_shipped: Dataset) -> None:
    assert changed_by(of_shipped, "nk-news-2018-07").endswith("totals: 31,827 to 30 June 2018")


def test_the_size_of_the_revisions(of_shipped: Dataset) -> None:
    size = analysis.size_of_revisions(of_shipped.figures)
    assert findings.size_of_revisions(size) == (
        "Size of the revisions: 15 of 28 full years have another newest value than their first "
        "one; the absolute difference of the two is 4.9 persons on average over all full years, "
        "and 0.22% of the first value."
    )
    assert findings.size_of_revisions(None) == ""


def test_where_nothing_was_revised_no_size_is_told(of_shipped: Dataset) -> None:
    article = Selection(of_shipped, View(as_of="article")).statements
    assert findings.size_of_revisions(analysis.size_of_revisions(article)) == ""

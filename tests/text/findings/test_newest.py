from datetime import date

import pytest

from defector_stats import analysis
from defector_stats.analysis.dataset import Dataset
from defector_stats.i18n.messages import speaking
from defector_stats.storage.schema import Tables
from defector_stats.text import findings


@pytest.fixture(scope="module")
def of_shipped(shipped: Tables) -> Dataset:
    return Dataset(shipped)


def changed_by(dataset: Dataset, source: str) -> str:
    statements = analysis.statements(dataset.figures)
    return findings.changed_by(statements[statements["source"] == source])


def test_what_is_overdue_is_said_plainly(of_shipped: Dataset) -> None:
    assert findings.newest_and_next(of_shipped, date(2026, 11, 25)) == [
        "The newest document is Ministry of Unification, October 2026; it counts to December 2025.",
        "January–June 2026 should be published; not in this collection.",
        "Next by the Ministry’s rule: January–December 2026 (Yonhap News Agency, 24 August 2025).",
    ]


def test_without_a_schedule_only_the_newest_is_named(dataset: Dataset) -> None:
    assert findings.newest_and_next(dataset, date(2026, 11, 25)) == [
        "The newest document is Segye Ilbo, 4 February 2026; it counts to December 2025."
    ]


def test_what_a_document_changed(of_shipped: Dataset) -> None:
    assert changed_by(of_shipped, "mou-2025-12") == "confirmed: 2002–2025"
    assert changed_by(of_shipped, "yonhap-2012-10") == (
        "first here: January–September 2012; revised: 2005 (−1), 2006 (+8), 2007 (+9), 2008 (−5) "
        "and 2009 (−13); confirmed: 2010 and 2011"
    )
    returned = changed_by(of_shipped, "korea-herald-2011-10")
    assert "returned to an earlier value: 2010 (+47)" in returned
    with speaking("ko"):
        assert changed_by(of_shipped, "mou-2025-12") == "같은 값 재확인: 2002~2025년"


def test_the_size_of_the_revisions(of_shipped: Dataset) -> None:
    size = analysis.size_of_revisions(of_shipped.figures)
    assert findings.size_of_revisions(size) == (
        "15 of 28 full years were revised; from the first value to the newest the years differ by "
        "4.9 persons (0.22%) on average."
    )
    assert findings.size_of_revisions(None) == ""

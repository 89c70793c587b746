import pytest

from defector_stats import analysis
from defector_stats.analysis.dataset import Dataset
from defector_stats.text import descriptions


def test_a_shape_is_span_first_peak_largest_fall_and_newest(dataset: Dataset) -> None:
    changes = analysis.year_over_year(analysis.newest(dataset.figures))
    assert descriptions.shape(changes) == (
        "1998–2025; first: 71 in 1998; highest: 2,914 in 2009; "
        "largest fall: −1,204 (−44.5%) in 2012; newest: 223 in 2025."
    )


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (2010, 2010, "2,402 in 2010."),
        (1998, 2000, "1998–2000; first: 71 in 1998; highest: 312 in 2000; newest: 312 in 2000."),
        (1, 2, "No figure is in this collection for this view."),
    ],
)
def test_a_shape_says_only_what_there_is(
    dataset: Dataset, first: int, last: int, said: str
) -> None:
    changes = analysis.year_over_year(analysis.newest(dataset.figures))
    assert descriptions.shape(changes[changes["year"].between(first, last)]) == said


def test_the_largest_differences_come_first() -> None:
    named = [(str(year), year - 2005) for year in range(2000, 2010)]
    assert descriptions.largest(named) == (
        "Largest: 2000 (−5), 2001 (−4), 2009 (+4), 2002 (−3) and 2008 (+3)."
    )
    assert descriptions.largest([]) == ""

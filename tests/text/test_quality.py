import pytest

from defector_stats.analysis.dataset import Dataset
from defector_stats.i18n.messages import speaking
from defector_stats.storage.schema import Tables
from defector_stats.text import quality


@pytest.fixture(scope="module")
def of_shipped(shipped: Tables) -> Dataset:
    return Dataset(shipped)


def sentences(dataset: Dataset) -> list[str]:
    return [tell() for tell in quality.inconsistencies(dataset)]


def test_a_cause_is_told_once(of_shipped: Dataset) -> None:
    told = [sentence for sentence in sentences(of_shipped) if "each 15 higher" in sentence]
    assert told == [
        "The totals published for the end of November 2016, June 2017, August 2017, September "
        "2017, March 2018, August 2018 and November 2018 are each 15 higher than the sum of the "
        "figures in this collection then. It is due to revisions of 2002–2008, which stand in "
        "Ministry of Unification, October 2020."
    ]


def test_equal_differences_of_other_causes_are_told_apart(of_shipped: Dataset) -> None:
    told = [sentence for sentence in sentences(of_shipped) if "18 higher" in sentence]
    stand = "which stand in Ministry of Unification, October 2020."
    assert [sentence.split(" then. ")[1] for sentence in told] == [
        f"It is due, but for 1, to revisions of 2002–2008 and 2010, {stand}",
        f"It is due to revisions of 2002–2008, 2015 and 2016, {stand}",
    ]
    assert "for the end of 2017 and June 2018" in told[1]


def test_a_difference_without_a_cause_stands_alone(of_shipped: Dataset) -> None:
    told = sentences(of_shipped)
    assert (
        "The total published for the end of 2012 is 1 higher than the sum of the figures in this "
        "collection then."
    ) in told
    assert sum("is 1 lower than" in sentence for sentence in told) == 3


def test_contradicting_splits_and_months_are_told(of_shipped: Dataset) -> None:
    told = sentences(of_shipped)
    assert (
        "The 1,281 of 2003 are 469 men and 812 women; Hankook Ilbo, 12 March 2004 has 468 and 813."
    ) in told
    assert (
        "January–August 2003: 704 (Seoul Economic Daily, September 2003) is less than the 705 to "
        "an earlier month (January–July 2003)."
    ) in told


def test_nothing_in_a_sentence_is_an_editors(of_shipped: Dataset) -> None:
    for language in ("en", "ko"):
        with speaking(language):
            text = "\n".join(sentences(of_shipped))
        assert ".csv" not in text
        assert "nan" not in text.lower()
    assert "당시 연도별 수치의 합보다 15명 많습니다" in text

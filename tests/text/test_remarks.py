import pandas as pd
import pytest

from defector_stats import analysis
from defector_stats.i18n.messages import speaking
from defector_stats.storage.schema import Tables
from defector_stats.text import remarks
from tests.analysis.test_steps import stated


@pytest.fixture(scope="module")
def steps(shipped: Tables) -> pd.DataFrame:
    return analysis.steps(analysis.figures(shipped))


def of(steps: pd.DataFrame, year: int) -> list[tuple[str, list[str]]]:
    chosen = steps[(steps["year"] == year) & (steps["through"] == 12)]
    return [(remarks.since(row), remarks.state(row)) for _place, row in chosen.iterrows()]


def test_since_when_each_value_of_2009_stands_and_how(steps: pd.DataFrame) -> None:
    assert of(steps, 2009) == [
        ("6 January 2010", ["provisional"]),
        ("6 October 2010", []),
        ("28 October 2012", []),
        ("2 January 2013", ["not confirmed by the Ministry"]),
        ("14 November 2016, again", []),
    ]


def test_a_corrected_year(steps: pd.DataFrame) -> None:
    assert of(steps, 2025)[-1][1] == ["provisional", "corrected from 224"]
    with speaking("ko"):
        assert of(steps, 2025)[-1][1] == ["잠정", "224명에서 정정"]


def test_a_date_is_told_as_far_as_it_is_known_and_an_echo_is_one() -> None:
    tables = stated(("press", "2011", 2423), ("ministry", "2012-01", 2379), ("press", "2013", 2423))
    first, newest = (row for _place, row in analysis.steps(analysis.figures(tables)).iterrows())
    assert (remarks.since(first), remarks.echoes(first)) == ("2011", [])
    assert remarks.since(newest) == "January 2012"
    assert remarks.echoes(newest) == ["1 document still had a replaced value"]


def test_further_documents_confirm_a_value() -> None:
    assert [remarks.confirmed(count) for count in (0, 1, 9)] == [
        "",
        "confirmed by 1 document",
        "confirmed by 9 documents",
    ]

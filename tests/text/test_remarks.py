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


def of(steps: pd.DataFrame, year: int) -> list[list[str]]:
    chosen = steps[(steps["year"] == year) & (steps["through"] == 12)]
    return [remarks.history(row) for _place, row in chosen.iterrows()]


def test_the_history_of_2009(steps: pd.DataFrame) -> None:
    assert of(steps, 2009) == [
        ["first in this collection on 6 January 2010", "provisional"],
        ["first in this collection on 6 October 2010", "confirmed by 3 documents"],
        ["first in this collection on 28 October 2012"],
        [
            "first in this collection on 2 January 2013",
            "confirmed by 3 documents",
            "not confirmed by the Ministry",
        ],
        ["again on 14 November 2016", "confirmed by 5 documents"],
    ]


def test_a_corrected_year(steps: pd.DataFrame) -> None:
    assert of(steps, 2025)[-1][2:] == ["provisional", "corrected from 224"]
    with speaking("ko"):
        assert of(steps, 2025)[-1][2:] == ["잠정", "224명에서 정정"]


def test_a_date_is_told_as_far_as_it_is_known_and_an_echo_is_one() -> None:
    tables = stated(("press", "2011", 2423), ("ministry", "2012-01", 2379), ("press", "2013", 2423))
    assert of(analysis.steps(analysis.figures(tables)), 2010) == [
        ["first in this collection in 2011"],
        ["first in this collection in January 2012", "1 document still had the value before"],
    ]

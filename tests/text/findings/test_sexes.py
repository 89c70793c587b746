"""The sentences of findings.sexes, against a plain reading of the rows."""

import pandas as pd
from hypothesis import given

from defector_stats.analysis.dataset import Dataset
from defector_stats.charts.catalogue import CHARTS
from defector_stats.dates import last_day
from defector_stats.i18n import formatting
from defector_stats.storage.schema import Tables
from defector_stats.text import findings
from defector_stats.views.selection import Selection
from defector_stats.views.view import View
from tests.analysis import oracle
from tests.strategies import OF_A_VIEW, SOURCES, TABLES
from tests.text.findings.reading import VIEWS, drawn, year_of


def test_by_sex(dataset: Dataset) -> None:
    chart = CHARTS["trend"].draw(Selection(dataset, View(by_sex=True)))
    assert chart.finding == (
        "Women made up 88.8% of the arrivals in 2025 (198 of 223); the highest share was 89.0%, "
        "in 2024. "
        "The shares of 2021 and 2022 are of fewer than 100 people each."
    )
    assert chart.notes[0] == "No split by sex is in this collection for 1998–2001, 2020 and 2023."


def test_the_split_of_a_part_of_a_year(dataset: Dataset) -> None:
    chart = CHARTS["trend"].draw(Selection(dataset, View(as_of="2024-10-31", by_sex=True)))
    assert "January–September 2024: women made up 87.8% (159 of 181)." in chart.finding


@OF_A_VIEW
@given(TABLES, VIEWS)
def test_every_year_is_split_or_told_to_have_no_split(tables: Tables, view: View) -> None:
    selection = Selection(Dataset(tables), view)
    day = last_day(view.as_of) if view.as_of != "latest" else oracle.LAST_DAY
    steps = oracle.figures(tables, day)
    told = " ".join(findings.without_split(selection.changes))
    for row in selection.changes.to_dict("records"):
        men, women = steps[row["year"], row["through"]][-1].split
        assert (None if pd.isna(row["male"]) else row["male"]) == men
        assert (None if pd.isna(row["female"]) else row["female"]) == women
        if row["through"] < 12:
            assert (formatting.period(row["year"], row["through"]) in told) == (men is None)


def test_one_woman_of_one_and_one_figure_compared() -> None:
    dataset = Dataset(Tables([year_of(2010, 1, 1)], SOURCES, [], []))
    said = drawn(dataset, View(by_sex=True, compare="latest"))
    assert said == (
        "Women made up 100.0% of the arrivals in 2010 (1 of 1). The share of 2010 is of fewer than "
        "100 people. No figure shown differs from the one as of September 2020."
    )

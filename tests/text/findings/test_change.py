"""The sentences of findings.change, against a plain reading of the rows."""

import re

import pytest
from hypothesis import given

from defector_stats.analysis.dataset import Dataset
from defector_stats.charts.catalogue import CHARTS
from defector_stats.storage.schema import Tables
from defector_stats.views.selection import Selection
from defector_stats.views.view import View
from tests.strategies import OF_A_VIEW, SOURCES, TABLES
from tests.text.findings.reading import VIEWS, full_years, number, year_of


@OF_A_VIEW
@given(TABLES, VIEWS)
def test_the_largest_changes_are_true(tables: Tables, view: View) -> None:
    selection = Selection(Dataset(tables), view)
    everything = full_years(Selection(Dataset(tables), View(as_of=view.as_of)))
    changes = {
        year: (100 * (count - everything[year - 1]) / everything[year - 1])
        if view.percent
        else count - everything[year - 1]
        for year, count in full_years(selection).items()
        if year - 1 in everything and (everything[year - 1] or not view.percent)
    }
    sentence = CHARTS["change"].draw(selection).finding
    if not changes:
        assert sentence == "No two consecutive full years can be compared in this view."
        return
    parts = re.split("; ", sentence.rstrip("."))
    told = [
        match
        for part in parts
        if (match := re.fullmatch(r".*?(rise|fall): (\S+) in (.+)", part, re.I))
    ]
    expected = {
        name: value
        for name, value in (("rise", max(changes.values())), ("fall", min(changes.values())))
        if (value > 0) == (name == "rise") and value
    }
    assert len(told) == len(expected)
    for match in told:
        name, value, years = match[1].lower(), match[2], match[3]
        assert number(value) == pytest.approx(expected[name], abs=0.0501)
        assert [int(year) for year in re.findall(r"\d{4}", years)] == [
            year for year, change in changes.items() if change == expected[name]
        ]


def test_no_change_is_told(dataset: Dataset) -> None:
    figures = [year_of(2010, 5), year_of(2011, 5)]
    chart = CHARTS["change"].draw(Selection(Dataset(Tables(figures, SOURCES, [], [])), View()))
    assert chart.finding == "No change on the year before in 2011."


def test_the_changes_of_the_article(dataset: Dataset) -> None:
    selection = Selection(dataset, View(as_of="article"))
    assert (
        CHARTS["change"].draw(selection).finding
        == "Largest rise: +635 in 2006; largest fall: −504 in 2010."
    )
    assert CHARTS["change"].draw(selection).notes == [
        "Not compared: no full-year figure for 2004 is in this collection."
    ]

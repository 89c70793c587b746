"""The sentences of findings.arrivals, against a plain reading of the rows."""

import re
from dataclasses import replace

import pytest
from hypothesis import given

from defector_stats import analysis
from defector_stats.analysis.dataset import Dataset
from defector_stats.charts.catalogue import CHARTS
from defector_stats.dates import last_day
from defector_stats.storage.schema import Tables
from defector_stats.text import findings
from defector_stats.views.selection import Selection
from defector_stats.views.view import View
from tests.analysis import oracle
from tests.strategies import OF_A_VIEW, SOURCES, TABLES
from tests.text.findings.reading import VIEWS, drawn, full_years, number, year_of


@OF_A_VIEW
@given(TABLES, VIEWS)
def test_the_peak_and_the_newest_year_are_true(tables: Tables, view: View) -> None:
    selection = Selection(Dataset(tables), view)
    full = full_years(selection)
    sentence = findings.trend(selection.changes, selection.all_partial.head(0))
    if not full:
        assert sentence == "No figure is in this collection for this view."
        return
    highest, newest = max(full.values()), max(full)
    assert sentence.count(f"{highest:,}") >= 1
    assert str(newest) in sentence or len(set(full.values())) == 1
    if match := re.fullmatch(
        r"Arrivals peaked at ([\d,]+) in (.+); in (\d+) there (?:was|were) ([\d,]+), "
        r"([\d,]+) fewer\.",
        sentence,
    ):
        top = [year for year, arrivals in full.items() if arrivals == highest]
        assert [int(year) for year in re.findall(r"\d+", match[2])] == top
        assert int(match[3]) == newest
        assert number(match[4]) == full[newest]
        assert number(match[5]) == highest - full[newest]
    else:
        assert full[newest] == highest, "only a newest year below the peak is told as a fall"


@OF_A_VIEW
@given(TABLES, VIEWS)
def test_a_partial_year_is_told_with_the_same_months_or_without_comparison(
    tables: Tables, view: View
) -> None:
    selection = Selection(Dataset(tables), view)
    known = oracle.figures(
        tables, last_day(view.as_of) if view.as_of != "latest" else oracle.LAST_DAY
    )
    for row in selection.all_partial.to_dict("records"):
        sentence = findings.trend(
            selection.changes.head(0),
            selection.all_partial[selection.all_partial["year"] == row["year"]],
        )
        same = known.get((row["year"] - 1, row["through"]))
        if not same:
            assert sentence.endswith(f"same months of {row['year'] - 1} is in this collection.")
            continue
        change = row["arrivals"] - same[-1].value
        words = f"{abs(change):,} {'more than' if change > 0 else 'fewer than'}"
        assert f"{row['arrivals']:,}, {words if change else 'as many as'} in the same" in sentence


@OF_A_VIEW
@given(TABLES, VIEWS)
def test_the_comparison_tells_every_difference(tables: Tables, view: View) -> None:
    selection = Selection(Dataset(tables), replace(view, by_sex=False))
    compared = analysis.against_newest(selection.changes, selection.dataset.by_months)
    newest = {key: steps[-1].value for key, steps in oracle.figures(tables).items()}
    differences = [
        newest[(row["year"], row["through"])] - row["arrivals"]
        for row in selection.changes.to_dict("records")
    ]
    differing = [abs(difference) for difference in differences if difference]
    sentence = findings.compared(compared, "as of today")
    if not differing:
        assert sentence.startswith("No figure shown differs")
        return
    if len(differing) < len(differences):
        assert sentence.startswith(
            f"{len(differing)} of the {len(differences)} figures shown differ"
        )
    assert "as of today: " in sentence
    told = sorted(differing)[-6:]
    assert sorted(abs(number(text)) for text in re.findall(r"\((.+?)\)", sentence)) == told


def test_the_provisional_figure_of_2009(dataset: Dataset) -> None:
    selection = Selection(dataset, View(as_of="2010-02-01"))
    assert "2,952 people arrived in 2009" in CHARTS["trend"].draw(selection).finding


def test_the_comparison_by_sex_is_that_of_the_same_years(dataset: Dataset) -> None:
    chosen = View(as_of="2014-06-01", compare="latest")
    total, by_sex = (
        CHARTS["trend"].draw(Selection(dataset, replace(chosen, by_sex=sex))).finding
        for sex in (False, True)
    )
    said = "9 of the 16 figures shown differ from those as of 4 February 2026: 2002 (+4), "
    assert said in total
    assert said in by_sex


def test_as_of_october_2024(dataset: Dataset) -> None:
    assert CHARTS["trend"].draw(Selection(dataset, View(as_of="2024-10-31"))).finding == (
        "Arrivals peaked at 2,914 in 2009; in 2023 there were 196, 2,718 fewer. "
        "January–September 2024: 181, 42 more than in the same months of 2023."
    )


def test_a_part_of_the_years_has_no_peak(dataset: Dataset) -> None:
    assert drawn(dataset, View(years=(2010, 2025))).startswith(
        "Between 2010 and 2025 arrivals were highest in 2011 (2,706); in 2025 there were 223"
    )


def test_a_vintage_with_missing_years_says_how_many_and_has_no_peak(dataset: Dataset) -> None:
    assert drawn(dataset, View(as_of="2004-03-12")) == (
        "1,281 people arrived in 2003. 5 years before it are missing in this collection "
        "(1998–2002)."
    )


@OF_A_VIEW
@given(TABLES, VIEWS)
def test_nothing_peaks_in_a_part_or_before_a_gap(tables: Tables, view: View) -> None:
    selection = Selection(Dataset(tables), view)
    said = findings.trend(selection.changes, selection.partial, selection.part, selection.missing)
    full = full_years(selection)
    every = full_years(Selection(Dataset(tables), replace(view, years=None)))
    if len(full) < len(every) or set(range(min(full, default=0), max(full, default=0))) - set(full):
        assert "peaked" not in said


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ([1], "1 person arrived in 2010."),
        ([1, 1], "1 person arrived in each of the 2 years shown."),
        ([3, 1], "Arrivals peaked at 3 in 2010; in 2011 there was 1, 2 fewer."),
        ([1, 3], "3 people arrived in 2011, the most of the 2 years shown."),
        ([3, 1, 3], "3 people arrived in 2012, as in 2010, the most of 3 years shown."),
    ],
)
def test_one_is_a_person(counts: list[int], sentence: str) -> None:
    figures = [year_of(2010 + at, count) for at, count in enumerate(counts)]
    assert drawn(Dataset(Tables(figures, SOURCES, [], [])), View()) == sentence


def test_the_article(dataset: Dataset) -> None:
    selection = Selection(dataset, View(as_of="article"))
    assert CHARTS["trend"].draw(selection).finding == (
        "Between 2005 and 2010 arrivals were highest in 2009 (2,927); in 2010 there were 2,423, "
        "504 fewer."
    )

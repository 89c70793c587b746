"""Every sentence over a chart, against a plain reading of the rows without pandas."""

import re
from dataclasses import replace

import pytest
from hypothesis import given

from defector_stats import analysis
from defector_stats.analysis.dataset import Dataset
from defector_stats.charts.catalogue import CHARTS
from defector_stats.export.framing import picture
from defector_stats.export.sizes import Size
from defector_stats.storage.schema import Tables
from defector_stats.text import findings
from defector_stats.views.selection import Selection
from defector_stats.views.view import View
from tests.strategies import VIEWS
from tests.strategies import tables as some_tables


def full_years(selection: Selection) -> dict[int, int]:
    rows = selection.changes.to_dict("records")
    return {row["year"]: row["arrivals"] for row in rows if row["through"] == 12}


def number(text: str) -> float:
    return float(text.replace(",", "").replace("−", "-").replace("+", "").rstrip("%"))


@given(some_tables(), VIEWS)
def test_the_peak_and_the_newest_year_are_true(tables: Tables, view: View) -> None:
    selection = Selection(Dataset(tables), view)
    full = full_years(selection)
    sentence = findings.trend(selection.changes, selection.all_partial.head(0))
    if not full:
        assert sentence == "No figure is known for this view."
        return
    highest, newest = max(full.values()), max(full)
    assert sentence.count(f"{highest:,}") >= 1
    assert str(newest) in sentence or len(set(full.values())) == 1
    if match := re.fullmatch(
        r"Arrivals peaked at ([\d,]+) in (.+); in (\d+) there were ([\d,]+), ([\d,]+) fewer\.",
        sentence,
    ):
        top = [year for year, arrivals in full.items() if arrivals == highest]
        assert [int(year) for year in re.findall(r"\d+", match[2])] == top
        assert int(match[3]) == newest
        assert number(match[4]) == full[newest]
        assert number(match[5]) == highest - full[newest]
    else:
        assert full[newest] == highest, "only a newest year below the peak is told as a fall"


@given(some_tables(), VIEWS)
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


@given(some_tables(), VIEWS)
def test_a_partial_year_is_told_with_the_same_months_or_without_comparison(
    tables: Tables, view: View
) -> None:
    selection = Selection(Dataset(tables), view)
    for row in selection.all_partial.to_dict("records"):
        sentence = findings.trend(
            selection.changes.head(0),
            selection.all_partial[selection.all_partial["year"] == row["year"]],
        )
        same = [
            each
            for each in selection.known.to_dict("records")
            if (each["year"], each["through"]) == (row["year"] - 1, row["through"])
        ]
        if not same:
            assert sentence.endswith(f"same months of {row['year'] - 1} is known.")
            continue
        newest = max(same, key=lambda each: (each["known_on"], each["corrected"], each["line"]))
        change = row["arrivals"] - newest["arrivals"]
        words = f"{abs(change):,} {'more' if change > 0 else 'fewer'}" if change else "as many"
        assert f"{row['arrivals']:,}, {words} than" in sentence or not change


@given(some_tables(), VIEWS)
def test_every_chart_of_every_view_can_be_drawn_and_says_something(
    tables: Tables, view: View
) -> None:
    selection = Selection(Dataset(tables), view)
    for chart in (entry.draw(selection) for entry in CHARTS.values()):
        assert chart.finding.endswith(".")
        assert "nan" not in chart.finding.lower()
        assert picture(chart, Size()).to_json()


@given(some_tables(), VIEWS)
def test_the_comparison_tells_every_difference(tables: Tables, view: View) -> None:
    selection = Selection(Dataset(tables), replace(view, by_sex=False))
    compared = analysis.against_newest(selection.changes, selection.dataset.figures)
    newest: dict[tuple[int, int], int] = {}
    for row in selection.dataset.figures.to_dict("records"):
        newest[(row["year"], row["through"])] = row["arrivals"]
    differences = [
        newest[(row["year"], row["through"])] - row["arrivals"]
        for row in selection.changes.to_dict("records")
    ]
    differing = [abs(difference) for difference in differences if difference]
    sentence = findings.compared(compared)
    if not differing:
        assert sentence.startswith("No figure shown differs")
        return
    assert f"differ in {len(differing)} of the {len(differences)} shown" in sentence
    told = sorted(differing)[-6:]
    assert sorted(abs(number(text)) for text in re.findall(r"\((.+?)\)", sentence)) == told


def test_the_provisional_figure_of_2009(dataset: Dataset) -> None:
    selection = Selection(dataset, View(as_of="2010-02-01"))
    assert "2,952 people arrived in 2009" in CHARTS["trend"].draw(selection).finding


def test_the_comparison_by_sex_is_with_the_split(dataset: Dataset) -> None:
    selection = Selection(dataset, View(as_of="2014-06-01", by_sex=True, compare="latest"))
    assert "2011 (−31)" in CHARTS["trend"].draw(selection).finding
    assert (
        CHARTS["trend"]
        .draw(selection)
        .notes[-3]
        .startswith("2011: the newest split (Ministry of Unification)")
    )


def test_as_of_october_2024(dataset: Dataset) -> None:
    assert CHARTS["trend"].draw(Selection(dataset, View(as_of="2024-10-31"))).finding == (
        "Arrivals peaked at 2,914 in 2009; in 2023 there were 196, 2,718 fewer. "
        "January–September 2024: 181, 42 more than in the same months of 2023."
    )


def test_the_article(dataset: Dataset) -> None:
    selection = Selection(dataset, View(as_of="article"))
    assert CHARTS["trend"].draw(selection).finding == (
        "Arrivals peaked at 2,927 in 2009; in 2010 there were 2,423, 504 fewer."
    )
    assert (
        CHARTS["change"].draw(selection).finding
        == "Largest rise: +635 in 2006; largest fall: −504 in 2010."
    )
    assert CHARTS["change"].draw(selection).notes == [
        "No bar (×): no full-year figure for 2004 is known."
    ]


def test_years_that_cannot_be_added_up(dataset: Dataset) -> None:
    for view in (View(as_of="article"), View(as_of="2024-10-31", years=(2024, 2024))):
        chart = CHARTS["total"].draw(Selection(dataset, view))
        assert chart.finding == "No full year in this view can be added up from 1998 on."
        assert chart.notes == []


def test_by_sex(dataset: Dataset) -> None:
    chart = CHARTS["trend"].draw(Selection(dataset, View(by_sex=True)))
    assert chart.finding == (
        "198 of 223 arrivals in 2025 were women (88.8%); the highest share was 89.0%, in 2024."
    )
    assert chart.notes[0] == "No split by sex is known for 1998–2001, 2020 and 2023."

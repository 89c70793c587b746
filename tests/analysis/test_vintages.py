from datetime import date, timedelta
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from defector_stats import analysis
from defector_stats.storage.schema import Tables
from defector_stats.views.values import ARTICLE_SOURCE
from tests.strategies import DAYS, TABLES

TODAY = date(2026, 11, 24)


def by_year(frame: pd.DataFrame, column: str) -> dict[int, Any]:
    return dict(zip(frame["year"], frame[column], strict=True))


@pytest.fixture(scope="module")
def article(figures: pd.DataFrame) -> pd.DataFrame:
    return analysis.newest(analysis.edition(figures, ARTICLE_SOURCE))


def test_the_article_gives_exactly_its_six_figures(article: pd.DataFrame) -> None:
    expected = {2005: 1383, 2006: 2018, 2007: 2544, 2008: 2809, 2009: 2927, 2010: 2423}
    assert by_year(article, "arrivals") == expected


def test_changes_of_the_article(article: pd.DataFrame) -> None:
    changes = analysis.year_over_year(article)
    assert pd.isna(by_year(changes, "change")[2005])
    later = changes[changes["year"] > 2005]
    assert list(later["change"]) == [635, 526, 265, 118, -504]
    assert list(later["change_percent"].round(1)) == [45.9, 26.1, 10.4, 4.2, -17.2]


def test_as_of_any_day(figures: pd.DataFrame) -> None:
    early = analysis.as_of(figures, date(2010, 2, 1)).set_index("year").loc[2009]
    assert (early["arrivals"], early["status"]) == (2952, "provisional")
    assert by_year(analysis.as_of(figures, date(2026, 1, 21)), "arrivals")[2025] == 224
    assert by_year(analysis.as_of(figures, TODAY), "arrivals")[2025] == 223
    assert by_year(analysis.as_of(figures, TODAY), "arrivals")[2009] == 2914


def test_the_newest_figures_add_up_to_the_published_total(
    figures: pd.DataFrame, totals: pd.DataFrame
) -> None:
    base = analysis.base_total(totals)
    assert base is not None
    assert (base["total"], base["source"]) == (947, "mou-2020-09")
    reached = analysis.cumulative(analysis.as_of(figures, TODAY), base["total"]).iloc[-1]
    assert (reached["year"], reached["cumulative"]) == (2025, 34_537)
    assert totals.iloc[-1]["total"] == 34_537


def test_the_table_of_january_2012_adds_up(figures: pd.DataFrame) -> None:
    reached = analysis.cumulative(analysis.as_of(figures, date(2012, 1, 11)), 947).iloc[-1]
    assert (reached["year"], reached["cumulative"]) == (2011, 23_100)


def test_latest_and_peak(figures: pd.DataFrame) -> None:
    vintage = analysis.as_of(figures, date(2024, 10, 31))
    latest, peak = analysis.latest(vintage), analysis.peak(vintage)
    assert latest is not None
    assert peak is not None
    assert latest["year"] == 2023, "the nine months of 2024 are no full year"
    assert (peak["year"], peak["arrivals"]) == (2009, 2914)
    assert analysis.latest(vintage.head(0)) is None
    assert analysis.peak(vintage.head(0)) is None


def test_a_partial_year_is_compared_with_the_same_months(figures: pd.DataFrame) -> None:
    known = analysis.known(figures, date(2024, 10, 31))
    by_months = analysis.newest_by_months(known)
    row = analysis.same_months(analysis.vintage(by_months), by_months).iloc[-1]
    assert [row[name] for name in ("year", "through", "arrivals", "before", "change")] == [
        2024,
        9,
        181,
        139,
        42,
    ]


def vintage_of(*rows: tuple[int, int, int]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["year", "through", "arrivals"])


@pytest.mark.parametrize(
    ("rows", "change"),
    [
        ([(2001, 12, 5), (2003, 12, 9)], None),
        ([(2001, 12, 5), (2002, 9, 9)], None),
        ([(2001, 9, 5), (2002, 12, 9)], None),
        ([(2001, 12, 5), (2002, 12, 9)], 4),
    ],
)
def test_no_change_across_a_gap_or_for_a_partial_year(
    rows: list[tuple[int, int, int]], change: int | None
) -> None:
    found = analysis.year_over_year(vintage_of(*rows)).iloc[-1]["change"]
    assert (None if pd.isna(found) else found) == change


def test_no_percentage_from_zero() -> None:
    row = analysis.year_over_year(vintage_of((2001, 12, 0), (2002, 12, 9))).iloc[-1]
    assert row["change"] == 9
    assert pd.isna(row["change_percent"])


def test_cumulative_stops_at_a_gap() -> None:
    frame = analysis.cumulative(vintage_of((1999, 12, 1), (2000, 12, 2), (2002, 12, 4)), 10)
    assert by_year(frame, "cumulative") == {1999: 11, 2000: 13}


def test_the_share_of_women_is_missing_without_split_or_arrivals() -> None:
    vintage = pd.DataFrame(
        {
            "year": [2022, 2023, 2024],
            "arrivals": [0, 196, 236],
            "male": pd.array([0, None, 26], dtype="Int64"),
            "female": pd.array([0, 164, 210], dtype="Int64"),
        }
    )
    shares = analysis.by_sex(vintage)["share_of_women"]
    assert list(shares.isna()) == [True, True, False]
    assert shares[2] == pytest.approx(100 * 210 / 236)


@given(TABLES, DAYS)
def test_as_of_never_uses_a_later_publication(tables: Tables, day: date) -> None:
    vintage = analysis.as_of(analysis.figures(tables), day)
    assert vintage["year"].is_unique
    assert (vintage["known_on"] <= pd.Timestamp(day)).all()


@given(TABLES, DAYS, st.integers(0, 2000))
def test_a_later_day_knows_no_fewer_years_and_no_older_figures(
    tables: Tables, day: date, later: int
) -> None:
    figures = analysis.figures(tables)
    before = analysis.as_of(figures, day).set_index("year")
    after = analysis.as_of(figures, day + timedelta(later)).set_index("year").loc[before.index]
    longer = after["through"] > before["through"]
    assert (longer | (after["last_known_on"] >= before["last_known_on"])).all()
    assert (after["through"] >= before["through"]).all()


@given(TABLES)
def test_changes_are_differences_of_neighbouring_full_years(tables: Tables) -> None:
    vintage = analysis.newest(analysis.figures(tables))
    full = by_year(analysis.full_years(vintage), "arrivals")
    changes = analysis.year_over_year(vintage)
    assert len(changes) == len(vintage)
    for year, change in by_year(changes, "change").items():
        if year in full and year - 1 in full:
            assert change == full[year] - full[year - 1]
        else:
            assert pd.isna(change)


@given(TABLES, st.integers(0, 5000))
def test_cumulative_adds_every_year_once(tables: Tables, base: int) -> None:
    vintage = analysis.newest(analysis.figures(tables))
    full = by_year(analysis.full_years(vintage), "arrivals")
    reached, expected, year = {}, base, 1999
    while year in full:
        expected += full[year]
        reached[year] = expected
        year += 1
    assert by_year(analysis.cumulative(vintage, base), "cumulative") == reached

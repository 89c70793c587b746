from datetime import date
from itertools import groupby

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from defector_stats import analysis
from defector_stats.analysis import consistency
from defector_stats.storage.schema import Source, Tables, Total
from tests.strategies import shuffled
from tests.strategies import tables as some_tables


def steps_of(figures: pd.DataFrame, year: int, through: int = 12) -> pd.DataFrame:
    steps = analysis.revisions(figures)
    return steps[(steps["year"] == year) & (steps["through"] == through)]


def test_2009_was_published_with_four_values(figures: pd.DataFrame) -> None:
    steps = steps_of(figures, 2009)
    assert list(steps["arrivals"]) == [2952, 2927, 2929, 2914]
    assert list(steps["from_before"].fillna(0)) == [0, -25, 2, -15]
    assert list(steps["to_newest"]) == [-38, -13, -15, 0]
    assert list(steps["publications"]) == [1, 3, 3, 5]
    assert steps.iloc[0]["status"] == "provisional"


def test_2025_was_corrected_after_fifteen_days(figures: pd.DataFrame) -> None:
    steps = steps_of(figures, 2025)
    assert list(steps["arrivals"]) == [224, 223]
    assert list(steps["status"]) == ["published", "corrected"]
    first, second = steps["known_on"]
    assert (second - first).days == 15


def test_part_of_a_year_is_revised_by_itself(figures: pd.DataFrame) -> None:
    assert list(steps_of(figures, 2016, 10)["arrivals"]) == [1154, 1155]
    assert steps_of(figures, 2016).empty


@given(some_tables())
def test_steps_are_the_runs_of_equal_values(tables: Tables) -> None:
    figures = analysis.figures(tables)
    expected = {}
    rows = sorted(
        figures.to_dict("records"),
        key=lambda row: (
            row["year"], row["through"], row["known_on"], row["corrected"], row["line"],
        ),
    )  # fmt: skip
    for key, group in groupby(rows, key=lambda row: (row["year"], row["through"])):
        runs = [(value, len(list(run))) for value, run in groupby(row["arrivals"] for row in group)]
        if len(runs) > 1:
            expected[key] = runs
    found: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for row in analysis.revisions(figures).to_dict("records"):
        run = (row["arrivals"], row["publications"])
        found.setdefault((row["year"], row["through"]), []).append(run)
    assert found == expected


@given(some_tables(), st.data())
def test_revisions_of_a_shuffled_file_are_the_same(tables: Tables, data: st.DataObject) -> None:
    one, two = (
        analysis.revisions(analysis.figures(each)) for each in (tables, shuffled(data, tables))
    )
    pd.testing.assert_frame_equal(one, two)


def test_quarters_of_2024_are_derived(figures: pd.DataFrame) -> None:
    rows = analysis.quarters(figures).query("year == 2024")
    assert list(rows["arrivals"]) == [43, 62, 76, 55]
    assert list(rows["derived"]) == [False, True, True, True]


def test_a_quarter_needs_the_one_before(figures: pd.DataFrame) -> None:
    assert list(analysis.quarters(figures).query("year == 2020")["quarter"]) == [1, 4]


def sums(figures: pd.DataFrame, totals: pd.DataFrame) -> pd.DataFrame:
    return analysis.reconcile(totals, figures).set_index(["as_of", "source"])


def test_published_totals_and_the_sums_of_their_day(
    figures: pd.DataFrame, totals: pd.DataFrame
) -> None:
    found = sums(figures, totals)
    assert found.loc[("2011-12-31", "mou-2012-01"), "counted"] == 23_100
    assert found.loc[("2025-12-31", "newsis-2026-01"), "counted"] == 34_538
    corrected = ("2025-12-31", "segye-2026-02")
    assert found.loc[corrected, "counted"] == 34_537
    assert found.loc[corrected, "difference"] == 0
    assert found.loc[corrected, "counted_male"] == 9_593
    assert found.loc[corrected, "counted_female"] == 24_944
    assert found.loc[("2024-09-30", "newsis-2024-10"), "counted"] == 34_259, "with nine months"
    assert found.loc[("2012-12-31", "korea-herald-2013-01"), "difference"] == 34


def test_no_sum_where_a_year_was_not_known_yet(figures: pd.DataFrame, totals: pd.DataFrame) -> None:
    assert sums(figures, totals)["counted"].isna()["2009-12-31", "voa-2010-01"]


DAYS = st.dates(date(1999, 1, 1), date(2013, 12, 31))


@given(some_tables(), st.lists(st.tuples(DAYS, st.integers(0, 6), st.integers(0, 9**5))))
def test_reconcile_is_exact(tables: Tables, published: list[tuple[date, int, int]]) -> None:
    base = Source(
        id="base", title="T", publisher="P", author="", published="2020", url="", language="en",
        note="",
    )  # fmt: skip
    totals = [
        Total(
            as_of=date(1998, 12, 31), total=947, male=None, female=None, source="base", note="",
            line=2,
        )
    ]  # fmt: skip
    for line, (day, source, total) in enumerate(published, 3):
        totals.append(
            Total(
                as_of=day, total=total, male=None, female=None, source=f"s{source}", note="",
                line=line,
            )
        )  # fmt: skip
    both = Tables(tables.figures, [*tables.sources, base], totals, [])
    figures = analysis.figures(both)
    for row in analysis.reconcile(analysis.totals(both), figures).to_dict("records"):
        known = figures[figures["known_on"] <= row["known_on"]].to_dict("records")
        newest = {(each["year"], each["through"]): each["arrivals"] for each in known}
        end = row["as_of"]
        terms = [
            newest.get((year, end.month if year == end.year else 12))
            for year in range(1999, end.year + 1)
        ]
        if None in terms:
            assert pd.isna(row["counted"])
            assert pd.isna(row["difference"])
        else:
            counted = 947 + sum(filter(None, terms))
            assert row["counted"] == counted
            assert row["difference"] == row["total"] - counted


def test_the_warnings_of_the_sample(figures: pd.DataFrame, totals: pd.DataFrame) -> None:
    found = [(each.line, each.value) for each in consistency.warnings(figures, totals)]
    assert found == [(10, "24613"), (11, "26124"), (12, "29543")]


def made(*rows: tuple[int, int, int, int | None], totals: pd.DataFrame) -> list[str]:
    figures = pd.DataFrame(rows, columns=["year", "through", "arrivals", "male"])
    figures = figures.assign(
        male=figures["male"].astype("Int64"),
        female=(figures["arrivals"] - figures["male"]).astype("Int64"),
        known_on=pd.to_datetime("2020-01-01") + pd.to_timedelta(range(len(rows)), unit="D"),
        published="2020-01-01",
        publisher="P",
        corrected=False,
        line=range(2, 2 + len(rows)),
    )
    return [str(each) for each in consistency.warnings(figures, totals.head(0))]


@pytest.mark.parametrize(
    ("rows", "warning"),
    [
        (
            [(2009, 6, 90, None), (2009, 12, 80, None)],
            "arrivals.csv, line 2, column arrivals: found '90', "
            "expected at most 80, the newest figure for all of 2009",
        ),
        (
            [(2009, 3, 90, None), (2009, 6, 80, None)],
            "arrivals.csv, line 3, column arrivals: found '80', "
            "expected at least 90, the newest figure for January–March 2009",
        ),
        (
            [(2009, 12, 90, 40), (2009, 12, 80, None)],
            "arrivals.csv, line 2, column arrivals: found '90', "
            "expected a split by sex of 80, the newest figure of 2009",
        ),
        ([(2009, 3, 70, None), (2009, 6, 80, None), (2009, 12, 90, 40)], None),
    ],
)
def test_what_is_inconsistent_is_a_warning(
    rows: list[tuple[int, int, int, int | None]], warning: str | None, totals: pd.DataFrame
) -> None:
    assert made(*rows, totals=totals) == ([warning] if warning else [])


@given(some_tables(), st.integers(1, 20))
def test_the_counts_that_changed_most_are_shown_whole(tables: Tables, rows: int) -> None:
    every = analysis.revisions(analysis.figures(tables))
    shown = analysis.most_revised(every, rows)
    assert len(shown) <= rows
    assert shown.index.is_monotonic_increasing
    assert shown.index.isin(every.index).all()
    assert shown.empty == every.empty
    keys = ["year", "through"]
    largest = every.assign(size=every["to_newest"].abs()).groupby(keys).agg(
        steps=("step", "size"), size=("size", "first")
    )  # fmt: skip
    here = shown.groupby(keys).size()
    if len(here) > 1:
        assert (here == largest["steps"][here.index]).all()
        left_out = largest.drop(here.index)
        if len(left_out):
            assert largest["size"][here.index].min() >= left_out["size"].max()

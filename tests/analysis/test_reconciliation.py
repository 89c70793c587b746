"""Published totals against sums, and against an oracle that adds up without pandas."""

import calendar
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from defector_stats import analysis
from defector_stats.analysis.dataset import Dataset
from defector_stats.storage.schema import Figure, Source, Tables, Total
from tests.analysis import oracle
from tests.strategies import SOURCES, TABLES


def total(day: date, count: int, source: str, male: int | None = None) -> Total:
    female = None if male is None else count - male
    return Total(as_of=day, total=count, male=male, female=female, source=source, note="")


Sums = dict[tuple[str, str], dict[Any, Any]]


@pytest.fixture(scope="module")
def sums(shipped: Tables) -> Sums:
    rows = Dataset(shipped).sums.to_dict("records")
    return {(row["as_of"].date().isoformat(), row["source"]): row for row in rows}


def test_published_totals_and_the_sums_of_their_day(sums: Sums) -> None:
    assert sums["2011-12-31", "mou-2012-01"]["counted"] == 23_100
    assert sums["2025-12-31", "newsis-2026-01"]["counted"] == 34_538
    corrected = sums["2025-12-31", "segye-2026-02"]
    assert (corrected["counted"], corrected["difference"]) == (34_537, 0)
    assert (corrected["counted_male"], corrected["counted_female"]) == (9_593, 24_944)
    assert sums["2024-09-30", "newsis-2024-10"]["counted"] == 34_259, "with nine months"
    assert sums["2012-12-31", "korea-herald-2013-01"]["difference"] == 1


def test_a_part_of_a_year_counts_to_the_same_month(sums: Sums) -> None:
    row = sums["2023-03-31", "aju-2023-04"]
    assert (row["total"], row["counted"], row["difference"]) == (33_882 + 34, 33_916, 0)


def test_the_ministrys_table_adds_up_by_itself(sums: Sums) -> None:
    row = sums["2020-09-30", "mou-2020-09"]
    assert row["within"]
    assert (row["difference"], row["difference_male"], row["difference_female"]) == (0, 0, 0)


def test_the_table_of_december_2025_adds_up_by_itself(shipped: Tables) -> None:
    printed = total(date(2025, 12, 31), 34_537, "mou-2025-12", male=9_593)
    others = [
        each
        for each in shipped.totals
        if (each.source, each.as_of) != (printed.source, printed.as_of)
    ]
    both = replace(shipped, totals=[*others, printed])
    found = analysis.reconcile(analysis.totals(both), analysis.figures(both))
    row = found[(found["as_of"] == "2025-12-31") & (found["source"] == "mou-2025-12")].iloc[0]
    assert row["within"]
    assert (row["difference"], row["difference_male"], row["difference_female"]) == (0, 0, 0)


def test_no_total_is_checked_against_itself(sums: Sums) -> None:
    assert pd.isna(sums["1998-12-31", "mou-2020-09"]["counted"])


def test_a_day_within_a_month_cannot_be_checked(sums: Sums) -> None:
    assert pd.isna(sums["2007-02-16", "nkd-2007-02"]["counted"])


def test_no_sum_where_a_year_was_not_in_the_collection_yet(sums: Sums) -> None:
    assert pd.isna(sums["2019-06-30", "livedoor-2019-08"]["counted"])


def test_the_totals_of_2016_to_2018_differ_for_one_cause(shipped: Tables, sums: Sums) -> None:
    figures, totals = analysis.figures(shipped), analysis.totals(shipped)
    fifteen = [
        row["difference_now"]
        for row in sums.values()
        if pd.notna(row["difference"]) and row["difference"] == 15
    ]
    assert sorted(fifteen) == [0, 0, 0, 0, 0, 0, 1]
    newest = analysis.newest_by_months(figures)
    revised = analysis.revised_since(totals, figures, newest).query("through == 12")
    of_one = revised[revised["place"] == totals.index[totals["source"] == "yonhap-2016-12"][0]]
    assert dict(zip(of_one["year"], of_one["change"], strict=True)) == {
        2002: -1,
        2003: 4,
        2004: 4,
        2005: 2,
        2006: 2,
        2007: 6,
        2008: -2,
    }
    assert set(of_one["source"]) == {"mou-2020-09"}


def of_documents(
    kinds: dict[str, tuple[str, str]], figures: list[tuple[int, int, str]], totals: list[Total]
) -> list[dict[Any, Any]]:
    """Reconcile totals with full years from documents, each with its day and kind."""
    sources = [
        Source(
            id=name,
            title="T",
            publisher="P",
            author="",
            published=day,
            url="",
            language="en",
            note="",
            kind=kind,
        )
        for name, (day, kind) in kinds.items()
    ]
    rows = [
        Figure(
            year=year,
            through=12,
            arrivals=arrivals,
            male=arrivals // 2,
            female=arrivals - arrivals // 2,
            status="published",
            source=source,
            note="",
        )
        for year, arrivals, source in figures
    ]
    tables = Tables(rows, sources, totals, [])
    found = analysis.reconcile(analysis.totals(tables), analysis.figures(tables))
    return found.to_dict("records")


END_2004, END_2005 = date(2004, 12, 31), date(2005, 12, 31)


@pytest.mark.parametrize("whole", [True, False])
def test_a_start_of_the_same_document_is_taken_before_a_later_one(whole: bool) -> None:
    rows = of_documents(
        {"old": ("2005", "press"), "table": ("2006", "ministry"), "new": ("2006", "ministry")},
        [(2005, 10, "table" if whole else "old")],
        [
            total(END_2004, 100, "old", male=41),
            total(END_2004, 100, "table", male=40),
            total(END_2005, 110, "table", male=45),
            total(END_2004, 100, "new", male=42),
        ],
    )
    row = next(each for each in rows if each["as_of"].year == 2005)
    assert (row["difference"], row["difference_male"], row["within"]) == (0, 0, whole)


def test_no_sum_starts_from_a_total_with_a_year_that_was_revised_since() -> None:
    rows = of_documents(
        {"first": ("2005-01", "press"), "second": ("2006-01", "press")},
        [(2004, 20, "first"), (2004, 18, "second"), (2005, 10, "second")],
        [total(END_2004, 100, "first"), total(END_2005, 108, "second")],
    )
    assert pd.isna(rows[-1]["counted"]), "100 + 10 would count the 20 of 2004, and not its 18"


DAYS = st.dates(date(1999, 1, 1), date(2013, 12, 31)).map(
    lambda day: day.replace(day=calendar.monthrange(day.year, day.month)[1])
) | st.dates(date(1999, 1, 1), date(2013, 12, 31))
PUBLISHED = st.lists(
    st.tuples(DAYS, st.sampled_from(SOURCES), st.integers(0, 9**5)),
    unique_by=lambda each: (each[0], each[1].id),
    max_size=12,
)


@given(TABLES, PUBLISHED)
def test_reconcile_is_exact(tables: Tables, published: list[tuple[date, Source, int]]) -> None:
    base = SOURCES[0].model_copy(update={"id": "base", "published": "2020"})
    totals = [total(date(1998, 12, 31), 947, "base")]
    totals += [total(day, count, source.id) for day, source, count in published]
    both = Tables(tables.figures, [*tables.sources, base], totals, [])
    frame = analysis.reconcile(analysis.totals(both), analysis.figures(both))
    for row in frame.to_dict("records"):
        end, day = row["as_of"].date(), row["known_on"].date()
        own = {
            (each.year, each.through): each.arrivals
            for each in tables.figures
            if each.source == row["source"]
        }
        own_starts = {each.as_of: each.total for each in totals if each.source == row["source"]}
        known = newest(oracle.figures(both, day))
        starts = {date(1998, 12, 31): newest(oracle.totals(both))[date(1998, 12, 31)]}
        starts |= not_superseded(oracle.totals(both, day), oracle.figures(both, day)) | own_starts
        expected = added_up(end, own, own_starts)
        if expected is None:
            expected = added_up(end, known, starts)
        assert (None if pd.isna(row["counted"]) else row["counted"]) == expected
        if expected is not None:
            assert row["difference"] == row["total"] - expected


def not_superseded(
    totals: dict[date, list[oracle.Step]], figures: dict[tuple[int, int], list[oracle.Step]]
) -> dict[date, int]:
    """Return the totals of which no year was revised after they were last stated."""
    revisions = [
        (year, step.documents[0].day)
        for (year, through), steps in figures.items()
        for step in steps[1:]
        if through == 12 and year > 1998
    ]
    return {
        end: steps[-1].value
        for end, steps in totals.items()
        if not any(
            year <= end.year and day > steps[-1].documents[-1].day for year, day in revisions
        )
    }


def newest(steps: dict[Any, list[oracle.Step]]) -> dict[Any, int]:
    return {key: of_count[-1].value for key, of_count in steps.items()}


def added_up(end: date, figures: dict[tuple[int, int], int], starts: dict[date, int]) -> int | None:
    """Add up by hand, from the earliest start after which no year is missing."""
    if end.day != calendar.monthrange(end.year, end.month)[1]:
        return None
    for first in range(1998, end.year):
        months = [(year, 12) for year in range(first + 1, end.year)] + [(end.year, end.month)]
        if date(first, 12, 31) in starts and all(each in figures for each in months):
            return starts[date(first, 12, 31)] + sum(figures[each] for each in months)
    return None


def test_nothing_to_reconcile_is_an_empty_frame(tables: Tables) -> None:
    none = replace(tables, totals=[])
    assert analysis.reconcile(analysis.totals(none), analysis.figures(none)).empty

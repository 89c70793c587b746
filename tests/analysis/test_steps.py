"""Steps: against the oracle, by their properties, and by hand."""

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from defector_stats import analysis
from defector_stats.dates import last_day
from defector_stats.storage.schema import Figure, Source, Tables
from tests.analysis import oracle
from tests.strategies import DAYS, TABLES, numbered, shuffled

TODAY = date(2026, 11, 25)


@given(TABLES)
def test_steps_are_those_of_the_oracle(tables: Tables) -> None:
    found = analysis.steps(analysis.figures(tables))
    expected = [
        {
            "year": year,
            "through": through,
            "step": number,
            "arrivals": step.value,
            "source": step.cited.source,
            "publications": len(step.documents),
            "confirmed_by": len(step.documents) - 1,
            "echoes": len(step.echoes),
            "again": step.again,
            "unconfirmed": step.unconfirmed,
            "male": step.split[0],
            "female": step.split[1],
        }
        for (year, through), steps in oracle.figures(tables).items()
        for number, step in enumerate(steps, 1)
    ]
    columns = list(expected[0])
    read = found[columns].astype(object).where(found[columns].notna(), None)
    assert read.to_dict("records") == expected


def vintage(tables: Tables, day: date) -> dict[int, dict[Any, Any]]:
    rows = analysis.as_of(analysis.figures(tables), day).to_dict("records")
    return {row["year"]: row for row in rows}


def values(tables: Tables, day: date) -> dict[int, tuple[int, int]]:
    return {year: (row["through"], row["arrivals"]) for year, row in vintage(tables, day).items()}


@given(TABLES, DAYS)
def test_no_step_knows_a_later_document(tables: Tables, day: date) -> None:
    known = analysis.known(analysis.figures(tables), day)
    steps = analysis.steps(known)
    assert (steps[["known_on", "stated_on", "last_known_on"]] <= pd.Timestamp(day)).all(axis=None)
    splits = set(steps["split_source"]) - {""}
    assert splits <= set(known["source"])


@given(TABLES, DAYS)
def test_a_vintage_is_what_the_documents_of_its_day_give_alone(tables: Tables, day: date) -> None:
    published = {source.id: last_day(source.published) for source in tables.sources}
    then = [figure for figure in tables.figures if published[figure.source] <= day]
    if not then:
        assert vintage(tables, day) == {}
        return
    assert vintage(tables, day) == vintage(replace(tables, figures=then), TODAY)


@given(TABLES, DAYS, st.data())
def test_the_order_of_rows_and_files_does_not_matter(
    tables: Tables, day: date, data: st.DataObject
) -> None:
    one, two = (
        analysis.steps(analysis.known(analysis.figures(each), day)).drop(columns="line")
        for each in (tables, shuffled(data, tables))
    )
    pd.testing.assert_frame_equal(one, two)


@given(TABLES, DAYS, st.data())
def test_without_an_echo_or_a_confirming_document_every_value_stays(
    tables: Tables, day: date, data: st.DataObject
) -> None:
    known = analysis.known(analysis.figures(tables), day)
    steps = analysis.steps(known)
    keys = ["year", "through", "step"]
    known = known.merge(steps[[*keys, "source"]].rename(columns={"source": "cited"}), on=keys)
    spare = known[known["role"].eq("echoed") | known["source"].ne(known["cited"])]
    of_one = known[known["role"] != "echoed"].groupby(keys)["source"].transform("size")
    spare = spare[spare["role"].eq("echoed") | of_one.reindex(spare.index).gt(1)]
    if spare.empty:
        return
    left_out = spare.iloc[data.draw(st.integers(0, len(spare) - 1))]
    kept = [
        figure
        for figure in tables.figures
        if (figure.year, figure.through, figure.source)
        != (left_out["year"], left_out["through"], left_out["source"])
    ]
    assert values(replace(tables, figures=kept), day) == values(tables, day)


@given(TABLES, DAYS, st.data())
def test_a_split_of_the_same_total_changes_no_value(
    tables: Tables, day: date, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(tables.figures) - 1))
    figure = tables.figures[at]
    men = data.draw(st.integers(0, figure.arrivals))
    split = figure.model_copy(update={"male": men, "female": figure.arrivals - men})
    other = replace(tables, figures=[*tables.figures[:at], split, *tables.figures[at + 1 :]])
    assert values(other, day) == values(tables, day)


@given(TABLES, DAYS)
def test_the_word_of_the_ministry_is_never_replaced_by_one_that_it_replaced(
    tables: Tables, day: date
) -> None:
    known = analysis.known(analysis.figures(tables), day)
    by_months = analysis.newest_by_months(known).to_dict("records")
    standing = {(row["year"], row["through"]): row["arrivals"] for row in by_months}
    for (year, through), of_count in known.groupby(["year", "through"]):
        of_ministry = of_count.index[of_count["kind"] == "ministry"]
        if len(of_ministry):
            before = of_count.loc[: of_ministry[-1], "arrivals"]
            value = standing[year, through]
            assert value == before.iloc[-1] or value not in set(before)


def stated(*documents: tuple[str, str, int], **of_one: Any) -> Tables:  # noqa: ANN401
    """Return tables with a document of each kind, day and count of 2010."""
    sources = [
        Source(
            id=f"d{number}",
            title="T",
            publisher="P",
            author="",
            published=day,
            url="",
            language="en",
            note="",
            kind=kind,
        )
        for number, (kind, day, _count) in enumerate(documents, 1)
    ]
    figures = [
        Figure(
            year=2010,
            through=12,
            arrivals=count,
            male=None,
            female=None,
            status="published",
            source=f"d{number}",
            note="",
            **of_one,
        )
        for number, (_kind, _day, count) in enumerate(documents, 1)
    ]
    return numbered(Tables(figures, sources, [], []))


def roles(tables: Tables) -> list[str]:
    return list(analysis.figures(tables)["role"])


def test_a_press_value_returns_where_the_ministry_said_nothing() -> None:
    tables = stated(
        ("press", "2011-05", 2423), ("other", "2011-07", 2376), ("press", "2011-10", 2423)
    )
    assert roles(tables) == ["first", "revised", "again"]
    assert vintage(tables, TODAY)[2010]["arrivals"] == 2423
    assert not vintage(tables, TODAY)[2010]["unconfirmed"]


def test_an_echo_of_what_the_ministry_replaced_changes_nothing() -> None:
    tables = stated(("press", "2011", 2423), ("ministry", "2012", 2379), ("press", "2013", 2423))
    assert roles(tables) == ["first", "revised", "echoed"]
    row = vintage(tables, TODAY)[2010]
    assert (row["arrivals"], row["source"], row["echoes"]) == (2379, "d2", 1)


def test_a_new_press_value_counts_and_is_marked() -> None:
    tables = stated(("ministry", "2012", 2379), ("press", "2013", 2401))
    row = vintage(tables, TODAY)[2010]
    assert (row["arrivals"], row["unconfirmed"]) == (2401, True)
    confirmed = stated(
        ("ministry", "2012", 2379), ("press", "2013", 2401), ("ministry", "2014", 2401)
    )
    row = vintage(confirmed, TODAY)[2010]
    assert (row["source"], row["unconfirmed"], row["confirmed_by"]) == ("d3", False, 1)
    assert row["stated_on"] == pd.Timestamp("2013-12-31")


def test_a_typing_error_of_the_press_is_over_when_the_value_returns() -> None:
    tables = stated(("ministry", "2012", 2402), ("press", "2013", 2420), ("press", "2014", 2402))
    row = vintage(tables, TODAY)[2010]
    assert (row["arrivals"], row["source"], row["unconfirmed"]) == (2402, "d1", False)


def test_on_one_day_the_word_of_the_ministry_is_the_newest() -> None:
    for kinds in (("ministry", "press"), ("press", "ministry")):
        tables = stated(*((kind, "2012", 2379 if kind == "ministry" else 2400) for kind in kinds))
        assert vintage(tables, TODAY)[2010]["arrivals"] == 2379


def test_without_kinds_the_newest_document_wins() -> None:
    tables = stated(("", "2011", 2423), ("", "2012", 2379), ("", "2013", 2423), ("", "2014", 2423))
    row = vintage(tables, TODAY)[2010]
    assert (row["arrivals"], row["source"], row["again"]) == (2423, "d3", True)


def test_a_figure_is_no_longer_provisional_when_it_is_repeated_without_reserve() -> None:
    tables = stated(("press", "2011", 2423), ("press", "2012", 2423))
    first = tables.figures[0].model_copy(update={"status": "provisional"})
    assert vintage(replace(tables, figures=[first]), TODAY)[2010]["status"] == "provisional"
    both = replace(tables, figures=[first, tables.figures[1]])
    assert vintage(both, TODAY)[2010]["status"] == "published"


@pytest.fixture(scope="module")
def today(shipped: Tables) -> dict[int, dict[Any, Any]]:
    return vintage(shipped, TODAY)


def test_the_vintages_that_were_computed_by_hand(shipped: Tables) -> None:
    october_2011 = vintage(shipped, date(2011, 10, 31))
    assert (october_2011[2009]["arrivals"], october_2011[2010]["arrivals"]) == (2927, 2423)
    june_2013 = vintage(shipped, date(2013, 6, 30))
    assert (june_2013[2009]["arrivals"], june_2013[2006]["arrivals"]) == (2929, 2026)
    assert june_2013[2009]["unconfirmed"]
    assert june_2013[2006]["unconfirmed"]
    assert vintage(shipped, date(2017, 6, 30))[2009]["arrivals"] == 2914


def test_today_every_year_from_2002_on_is_the_ministrys_with_its_split(
    today: dict[int, dict[Any, Any]],
) -> None:
    assert sorted(today) == list(range(1998, 2026))
    for year in range(2002, 2026):
        assert today[year]["source"] == ("mou-2020-09" if year < 2020 else "mou-2025-12")
        assert today[year]["split_source"] == today[year]["source"]
        assert today[year]["male"] + today[year]["female"] == today[year]["arrivals"]
    assert not any(row["unconfirmed"] for row in today.values())


def test_2025_is_provisional_and_corrected_from_224(today: dict[int, dict[Any, Any]]) -> None:
    assert (today[2025]["status"], today[2025]["corrected_from"]) == ("provisional", 224)
    assert {row["status"] for year, row in today.items() if year < 2025} == {"published"}


def test_2015_went_to_and_fro(shipped: Tables) -> None:
    steps = analysis.steps(analysis.figures(shipped)).query("year == 2015 and through == 12")
    assert list(steps["arrivals"]) == [1277, 1276, 1275, 1276, 1275]
    assert list(steps["again"]) == [False, False, False, True, True]
    assert list(steps["source"])[-1] == "mou-2020-09"
    assert list(steps["male"].fillna(0)) == [252, 0, 251, 0, 251], "a split belongs to its value"


def test_2009_in_full(shipped: Tables) -> None:
    steps = analysis.revisions(analysis.figures(shipped)).query("year == 2009 and through == 12")
    assert list(steps["arrivals"]) == [2952, 2927, 2914, 2929, 2914]
    assert list(steps["publications"]) == [1, 4, 1, 4, 6]
    assert list(steps["unconfirmed"]) == [False, False, False, True, False]
    assert list(steps["again"]) == [False, False, False, False, True]

from dataclasses import fields
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from defector_stats.analysis.dataset import Dataset
from defector_stats.i18n.languages import LANGUAGES
from defector_stats.views.selection import Selection
from defector_stats.views.values import ARTICLE_SOURCE, SORTABLE
from defector_stats.views.view import (
    OPTIONS,
    View,
    cannot_be_used,
    chosen,
    from_address,
    read_address,
    to_address,
)
from tests.strategies import DAYS

VIEWS = st.builds(
    View,
    as_of=st.sampled_from(["latest", "article"]) | DAYS.map(date.isoformat),
    years=st.none()
    | st.tuples(st.integers(1000, 9999), st.integers(1000, 9999)).map(
        lambda years: (min(years), max(years))
    ),
    percent=st.booleans(),
    by_sex=st.booleans(),
    events=st.booleans(),
    compare=st.sampled_from(["", "latest", "article"]) | DAYS.map(date.isoformat),
    revised=st.none() | st.integers(1000, 9999),
    year=st.none() | st.integers(1000, 9999),
    language=st.sampled_from([*LANGUAGES]),
    sort=st.sampled_from([*SORTABLE, *(f"-{column}" for column in SORTABLE)]),
)


@given(VIEWS)
def test_an_address_reopens_the_same_view(view: View) -> None:
    assert from_address(to_address(view)) == view


def test_every_field_is_an_option_and_has_one_word() -> None:
    assert list(OPTIONS) == [field.name for field in fields(View)]
    assert len({option.word for option in OPTIONS.values()}) == len(OPTIONS)
    flags = [option.flag for option in OPTIONS.values() if option.flag]
    assert len(set(flags)) == len(flags)
    assert {field for field, option in OPTIONS.items() if not option.flag} == {"year", "sort"}


@pytest.mark.parametrize("field", OPTIONS)
def test_the_default_is_one_of_the_values(field: str) -> None:
    values, usual = OPTIONS[field].values, getattr(View(), field)
    assert values.read(values.write(usual)) == usual
    if OPTIONS[field].constant:
        assert values.read(OPTIONS[field].constant) != usual


@pytest.mark.parametrize(
    ("search", "said"),
    [
        (
            "?as-of=garbage",
            "as-of=garbage cannot be used: expected latest, article or a day from "
            "12 March 2004 on.",
        ),
        ("?as-of=1999-01-01", "as-of=1999-01-01 cannot be used: expected latest, article or"),
        ("?compare=2024-13-01", "compare=2024-13-01 cannot be used: expected latest, article or"),
        ("?years=1800-1801", "years=1800-1801 cannot be used: expected years from 1998 to 2025."),
        ("?years=2012-2010", "years=2012-2010 cannot be used: expected years from 1998 to 2025."),
        ("?revised=1997", "revised=1997 cannot be used: expected years from 1998 to 2025."),
        (
            "?split=x&change=y",
            "split=x and change=y cannot be used: expected total, sex; persons, percent.",
        ),
        ("?lang=xx", f"lang=xx cannot be used: expected {', '.join(LANGUAGES)}."),
    ],
)
def test_what_cannot_be_used_is_said_with_what_can(
    dataset: Dataset, search: str, said: str
) -> None:
    view, unusable = read_address(search, dataset.limits)
    assert view == View()
    assert cannot_be_used(unusable).startswith(f"The link’s {said}")


@pytest.mark.parametrize(
    "search",
    [
        "",
        "?",
        "?unknown=1",
        "?as-of=latest",
        "?change=persons&split=total&compare=off",
        "?years=1950-2000",
        "?years=",
        "?revised=&year=",
        "?as-of=2099-01-01",
    ],
)
def test_what_can_be_used_is_not_complained_about(dataset: Dataset, search: str) -> None:
    assert cannot_be_used(read_address(search, dataset.limits)[1]) == ""


@given(VIEWS)
def test_texts_by_field_make_the_same_view_as_an_address(view: View) -> None:
    texts = {field: option.values.write(getattr(view, field)) for field, option in OPTIONS.items()}
    assert chosen(texts) == (view, [])


def test_the_default_view_has_a_plain_address() -> None:
    assert to_address(View()) == ""


@pytest.mark.parametrize(
    "search",
    [
        "?as-of=yesterday",
        "?as-of=2024",
        "?as-of=2024-13-01",
        "?years=2010",
        "?years=2012-2010",
        "?years=a-b",
        "?years=²²²²-2010",
        "?change=x",
        "?split=x",
        "?sort=<script>",
        "?&&=",
        "?events=",
        "?unknown=1",
    ],
)
def test_what_cannot_be_read_keeps_its_default(search: str) -> None:
    assert from_address(search) == View()


@given(st.text())
def test_any_address_gives_a_view(search: str) -> None:
    assert isinstance(from_address(search), View)


def test_the_article_shows_its_own_figures_alone(dataset: Dataset) -> None:
    selection = Selection(dataset, View(as_of="article"))
    assert set(selection.known["source"]) == {ARTICLE_SOURCE}
    assert len(selection.vintage) == 6


def test_another_day_shows_all_that_was_known(dataset: Dataset) -> None:
    selection = Selection(dataset, View(as_of="2011-10-31"))
    assert selection.vintage["source"].nunique() > 1
    assert (selection.known["known_on"] <= "2011-10-31").all()
    assert (selection.events["day"] <= "2011-10-31").all()


def test_a_change_at_the_edge_of_the_range_is_kept(dataset: Dataset) -> None:
    selection = Selection(dataset, View(as_of="article", years=(2006, 2010)))
    assert list(selection.changes["change"]) == [635, 526, 265, 118, -504]


def test_the_table_is_sorted_with_blanks_last(dataset: Dataset) -> None:
    years = list(Selection(dataset, View(sort="arrivals")).table["year"])
    assert years[:3] == [2021, 2022, 1998]
    assert list(Selection(dataset, View(sort="-change")).table["year"])[-1] == 1998

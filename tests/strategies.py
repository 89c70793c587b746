"""Invented figures for property tests: several documents of every kind, for a few years."""

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from defector_stats.storage.schema import Figure, Source, Tables
from defector_stats.views.view import View

OF_A_VIEW = settings(max_examples=max(settings().max_examples // 4, 5))
"""For tests of which each example goes through the whole model, which takes long."""

SOURCES = [
    Source(
        id=f"s{number}",
        title=f"Title {number}",
        publisher=f"Publisher {number}",
        author="",
        published=published,
        url="",
        language="en",
        note="",
        line=number + 2,
    )
    for number, published in enumerate(
        ["2009", "2010-01-05", "2010-01-05", "2010-01", "2011-10-03", "2012-01-11", "2020-09"]
    )
]
KINDS = st.sampled_from(["ministry", "press", "other", ""])
DAYS = st.dates(date(2008, 1, 1), date(2021, 12, 31))
YEARS = st.none() | st.tuples(st.integers(1996, 2014), st.integers(0, 18)).map(
    lambda years: (years[0], years[0] + years[1])
)
VIEWS = st.builds(
    View,
    as_of=st.just("latest") | DAYS.map(date.isoformat),
    years=YEARS,
    percent=st.booleans(),
    by_sex=st.booleans(),
    compare=st.sampled_from(["", "latest"]),
    revised=st.none() | st.integers(1998, 2012),
    year=st.none() | st.integers(1998, 2012),
)


# Made once: a strategy that is made for each draw is checked again each time.
FIELDS = {
    "year": st.integers(1998, 2012) | st.just(2010),
    "through": st.sampled_from([12, 12, 3, 6, 9]),
    "arrivals": st.integers(0, 3000) | st.sampled_from([2376, 2379, 2402, 2423]),
    "status": st.sampled_from(["published", "provisional", "corrected"]),
    "source": st.sampled_from([source.id for source in SOURCES]),
}
WOMEN = st.none() | st.integers(0, 100)
"""In percent, where there is a split."""


def _figure(women: int | None, **fields: Any) -> Figure:  # noqa: ANN401
    arrivals = fields["arrivals"]
    female = None if women is None else arrivals * women // 100
    male = None if female is None else arrivals - female
    return Figure(**fields, male=male, female=female, note="")


def _key(figure: Figure) -> tuple[int, int, str]:
    return figure.year, figure.through, figure.source


def _tables(figures: list[Figure], kinds: list[str]) -> Tables:
    sources = [
        source.model_copy(update={"kind": kind})
        for source, kind in zip(SOURCES, kinds, strict=True)
    ]
    return numbered(Tables(figures, sources, [], []))


FIGURES = st.builds(_figure, WOMEN, **FIELDS)
TABLES = st.builds(
    _tables,
    st.lists(FIGURES, min_size=1, max_size=30, unique_by=_key),
    st.lists(KINDS, min_size=len(SOURCES), max_size=len(SOURCES)),
)


def numbered(tables: Tables) -> Tables:
    """Return the tables with the lines of their figures and sources as they stand."""
    return replace(
        tables,
        figures=[row.model_copy(update={"line": at}) for at, row in enumerate(tables.figures, 2)],
        sources=[row.model_copy(update={"line": at}) for at, row in enumerate(tables.sources, 2)],
    )


def shuffled(data: st.DataObject, tables: Tables) -> Tables:
    """Return the same rows in another order, and so with other lines."""
    figures = data.draw(st.permutations(tables.figures))
    sources = data.draw(st.permutations(tables.sources))
    return numbered(replace(tables, figures=figures, sources=sources))

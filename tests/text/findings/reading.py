"""Views to say something of, and a plain reading of what they show."""

from datetime import date

from hypothesis import strategies as st

from defector_stats.analysis.dataset import Dataset
from defector_stats.charts.catalogue import CHARTS
from defector_stats.storage.schema import Figure
from defector_stats.views.selection import Selection
from defector_stats.views.view import View
from tests.strategies import DAYS

YEARS = st.none() | st.tuples(st.integers(1996, 2014), st.integers(0, 18)).map(
    lambda years: (years[0], years[0] + years[1])
)
VIEWS = st.builds(
    View,
    as_of=st.just("latest") | DAYS.map(date.isoformat),
    years=YEARS,
    percent=st.booleans(),
    by_sex=st.booleans(),
    compare=st.sampled_from(["", "latest", "article"]) | DAYS.map(date.isoformat),
    revised=st.none() | st.integers(1998, 2012),
    year=st.none() | st.integers(1998, 2012),
)


def full_years(selection: Selection) -> dict[int, int]:
    rows = selection.changes.to_dict("records")
    return {row["year"]: row["arrivals"] for row in rows if row["through"] == 12}


def number(text: str) -> float:
    return float(text.replace(",", "").replace("−", "-").replace("+", "").rstrip("%"))


def drawn(dataset: Dataset, view: View) -> str:
    return CHARTS["trend"].draw(Selection(dataset, view)).finding


def year_of(year: int, arrivals: int, female: int | None = None) -> Figure:
    men = None if female is None else arrivals - female
    return Figure(
        year=year,
        through=12,
        arrivals=arrivals,
        male=men,
        female=female,
        status="published",
        source="s6",
        note="",
    )

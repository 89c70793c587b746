"""What a reader chose to see, its form in an address, and the frames and charts that follow."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import parse_qs, urlencode

import pandas as pd

from defector_stats import charts, model, words
from defector_stats.charts import Chart
from defector_stats.schema import Tables, last_day

LATEST, ARTICLE = "latest", "article"
ARTICLE_SOURCE = "korea-herald-2011-10"
SORTABLE = ["year", "arrivals", "male", "female", "change", "change_percent", "status", "known_on"]


@dataclass(frozen=True)
class View:
    """The state of the page's controls.

    `as_of` is "latest", "article" or an ISO day; `years` is None for all of them; `sort` names
    a column of the table, with "-" before it for descending order.
    """

    as_of: str = LATEST
    years: tuple[int, int] | None = None
    percent: bool = False
    by_sex: bool = False
    events: bool = True
    sort: str = "-year"


def from_address(search: str) -> View:
    """Read the query of an address; what cannot be read keeps its default."""
    query = {name: values[-1] for name, values in parse_qs(search.lstrip("?")).items()}
    as_of, sort = query.get("as-of", LATEST), query.get("sort", "-year")
    return View(
        as_of=as_of if as_of in (LATEST, ARTICLE) or _is_day(as_of) else LATEST,
        years=_years(query.get("years", "")),
        percent=query.get("change") == "percent",
        by_sex=query.get("split") == "sex",
        events=query.get("events") != "off",
        sort=sort if sort.removeprefix("-") in SORTABLE else "-year",
    )


def to_address(view: View) -> str:
    """Write a view as the query of an address, without what is the default."""
    default = View()
    query = {
        "as-of": (view.as_of, default.as_of),
        "years": ("-".join(map(str, view.years)) if view.years else "", ""),
        "change": ("percent" if view.percent else "", ""),
        "split": ("sex" if view.by_sex else "", ""),
        "events": ("" if view.events else "off", ""),
        "sort": (view.sort, default.sort),
    }
    chosen = {name: value for name, (value, usual) in query.items() if value != usual}
    return f"?{urlencode(chosen)}" if chosen else ""


def _is_day(text: str) -> bool:
    try:
        return len(text) == 10 and bool(last_day(text))
    except ValueError:
        return False


def _years(text: str) -> tuple[int, int] | None:
    first, dash, last = text.partition("-")
    if not (dash and first.isdecimal() and last.isdecimal() and len(first) == len(last) == 4):
        return None
    return (int(first), int(last)) if int(first) <= int(last) else None


class Frames:
    """The four files as frames, as `model` makes them."""

    def __init__(self, tables: Tables) -> None:
        self.figures = model.figures(tables)
        self.totals = model.totals(tables)
        self.events = model.events(tables)

    @cached_property
    def first_and_last_year(self) -> tuple[int, int]:
        """The years that the files cover."""
        return int(self.figures["year"].min()), int(self.figures["year"].max())

    @cached_property
    def publications(self) -> pd.DataFrame:
        """One row per publication that gives figures, newest first."""
        once = self.figures.drop_duplicates("source")
        return once.sort_values(["known_on", "source"], ascending=[False, True])


class Seen:
    """The frames and charts of one view of the files."""

    def __init__(self, frames: Frames, view: View) -> None:
        self.view = view
        self.known, self.totals, self.events = frames.figures, frames.totals, frames.events
        self.vintage_name = "latest"
        if view.as_of == ARTICLE:
            self.known = model.edition(self.known, ARTICLE_SOURCE)
            self.totals = model.edition(self.totals, ARTICLE_SOURCE)
            self.vintage_name = "The Korea Herald, October 2011, alone"
            self.events = self.events[self.events["source"] == ARTICLE_SOURCE]
        elif view.as_of != LATEST:
            day = date.fromisoformat(view.as_of)
            self.known, self.totals = model.known(self.known, day), model.known(self.totals, day)
            self.vintage_name = words.day(view.as_of)
            self.events = self.events[self.events["day"] <= pd.Timestamp(day)]
        self.vintage = model.newest(self.known)
        self.all_changes = model.year_over_year(self.vintage)
        self.all_partial = model.same_months(self.vintage, self.known)

    def _shown(self, frame: pd.DataFrame) -> pd.DataFrame:
        return frame[frame["year"].between(*self.view.years)] if self.view.years else frame

    @cached_property
    def changes(self) -> pd.DataFrame:
        """The years in view: the vintage with its year-over-year changes."""
        return self._shown(self.all_changes)

    @cached_property
    def split(self) -> pd.DataFrame:
        """The years in view that have a split by sex."""
        return self._shown(model.by_sex(self.known))

    @cached_property
    def trend(self) -> Chart:
        """The chart of arrivals by year, in total or by sex."""
        events = self.events if self.view.events else self.events.head(0)
        if self.view.by_sex:
            return charts.by_sex(self.split, self.changes, events, self.vintage_name)
        partial = self._shown(self.all_partial)
        return charts.trend(self.changes, partial, events, self.vintage_name)

    @cached_property
    def change(self) -> Chart:
        """The chart of changes on the year before."""
        return charts.change(self.changes, self.view.percent, self.vintage_name)

    def rows(self, name: str) -> pd.DataFrame:
        """Return the rows behind the chart of that name ("trend" or "change")."""
        return self.split if name == "trend" and self.view.by_sex else self.changes

    @cached_property
    def table(self) -> pd.DataFrame:
        """The rows in view in the order that the reader chose, blanks last."""
        column = self.view.sort.removeprefix("-")
        ascending = not self.view.sort.startswith("-")
        return self.changes.sort_values([column, "year"], ascending=[ascending, False])

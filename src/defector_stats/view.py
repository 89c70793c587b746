"""What a reader chose to see, its form in an address, and the frames and charts that follow."""

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from urllib.parse import parse_qs, urlencode

import pandas as pd

from defector_stats import charts, model, quality, revision_charts, words
from defector_stats.cells import last_day
from defector_stats.plot import Chart
from defector_stats.schema import Problem, Tables

LATEST, ARTICLE = "latest", "article"
ARTICLE_SOURCE = "korea-herald-2011-10"
SORTABLE = ["year", "arrivals", "male", "female", "change", "change_percent", "status", "known_on"]


@dataclass(frozen=True)
class View:
    """The state of the page's controls.

    `as_of` is "latest", "article" or an ISO day; `years` is None for all of them; `sort` names
    a column of the table, with "-" before it for descending order. `revised` is the one year that
    the section on revisions shows, `year` the one whose history is open.
    """

    as_of: str = LATEST
    years: tuple[int, int] | None = None
    percent: bool = False
    by_sex: bool = False
    events: bool = True
    compare: bool = False
    revised: int | None = None
    year: int | None = None
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
        compare=query.get("compare") == "latest",
        revised=_year(query.get("revised", "")),
        year=_year(query.get("year", "")),
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
        "compare": ("latest" if view.compare else "", ""),
        "revised": (str(view.revised or ""), ""),
        "year": (str(view.year or ""), ""),
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
    first, last = map(_year, (text[:4], text[5:]))
    if first is None or last is None or text[4] != "-":
        return None
    return (first, last) if first <= last else None


def _year(text: str) -> int | None:
    return int(text) if re.fullmatch(r"[1-9]\d{3}", text, re.ASCII) else None


def read_address(search: str, frames: "Frames") -> tuple[View, list[str]]:
    """Read the query of an address for these files, and what of it could not be used.

    What is unreadable, or outside of the years and days of the files, keeps its default.
    """
    view = from_address(search)
    first, last = frames.first_and_last_year
    if view.years and not (view.years[0] <= last and view.years[1] >= first):
        view = replace(view, years=None)
    if not first <= (view.year or first) <= last:
        view = replace(view, year=None)
    if not first <= (view.revised or first) <= last:
        view = replace(view, revised=None)
    if _is_day(view.as_of) and pd.Timestamp(view.as_of) < frames.figures["known_on"].min():
        view = replace(view, as_of=LATEST)
    used, given = parse_qs(to_address(view).lstrip("?")), parse_qs(search.lstrip("?"))
    usual = {"as-of": LATEST, "change": "persons", "split": "total", "events": "on",
             "compare": "off", "sort": View.sort}  # fmt: skip
    unused = [
        f"{name}={values[-1]}"
        for name, values in given.items()
        if name in {*usual, "years", "year", "revised"}
        and values[-1] not in (used.get(name, [None])[-1], usual.get(name))
    ]
    return view, unused


class Frames:
    """The four files as frames, as `model` makes them."""

    def __init__(self, tables: Tables) -> None:
        self.figures = model.figures(tables)
        self.totals = model.totals(tables)
        self.events = model.events(tables)
        self.sources = model.sources(tables)

    @cached_property
    def first_and_last_year(self) -> tuple[int, int]:
        """The years that the files cover."""
        return int(self.figures["year"].min()), int(self.figures["year"].max())

    @cached_property
    def base(self) -> pd.Series | None:
        """The published count to the end of 1998."""
        return model.base_total(self.totals)

    @cached_property
    def sums(self) -> pd.DataFrame:
        """Every published total against the figures known on its day."""
        return model.reconcile(self.totals, self.figures)

    @cached_property
    def warnings(self) -> list[Problem]:
        """What is inconsistent across the publications of the files."""
        return quality.warnings(self.figures, self.totals)

    @cached_property
    def publications(self) -> pd.DataFrame:
        """One row per publication that gives figures, newest first."""
        once = self.figures.drop_duplicates("source")
        return once.sort_values(["known_on", "source"], ascending=[False, True])


class Seen:
    """The frames and charts of one view of the files."""

    def __init__(self, frames: Frames, view: View) -> None:
        self.view, self.frames = view, frames
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
        compared = None
        if self.view.compare:
            bars = self.split.drop(columns=["newest", "difference"])
            bars = bars if self.view.by_sex else self.changes
            compared = model.against_newest(bars, self.frames.figures)
        if self.view.by_sex:
            return charts.by_sex(self.split, self.changes, events, self.vintage_name, compared)
        partial = self._shown(self.all_partial)
        return charts.trend(self.changes, partial, events, self.vintage_name, compared)

    @cached_property
    def change(self) -> Chart:
        """The chart of changes on the year before."""
        return charts.change(self.changes, self.view.percent, self.vintage_name)

    @cached_property
    def steps(self) -> pd.DataFrame:
        """Every known figure of the years in view with the step that it belongs to."""
        return model.steps(self._shown(self.known))

    @cached_property
    def all_revisions(self) -> pd.DataFrame:
        """The revisions of the years in view."""
        return model.revisions(self._shown(self.known))

    @cached_property
    def revisions(self) -> pd.DataFrame:
        """The revisions of the year that the reader chose, or of all years in view."""
        chosen = self.view.revised
        every = self.all_revisions
        return every if chosen is None else every[every["year"] == chosen]

    @cached_property
    def revised(self) -> Chart:
        """The chart of revisions."""
        return revision_charts.revised(self.revisions, self.vintage_name)

    @cached_property
    def sums(self) -> pd.DataFrame:
        """The published totals that are known, dated in the years in view, against the figures."""
        sums = self.frames.sums[self.frames.sums["line"].isin(self.totals["line"])]
        return self._shown(sums.assign(year=sums["as_of"].dt.year))

    @cached_property
    def total(self) -> Chart:
        """The chart of all arrivals."""
        base = self.frames.base
        summed = model.cumulative(self.vintage, 0 if base is None else base["total"])
        if base is None:
            summed = summed.head(0)
        shown = self._shown(summed)
        return revision_charts.total(shown, base, self.sums, self.vintage, self.vintage_name)

    @cached_property
    def history(self) -> pd.DataFrame:
        """Every known figure of the year whose history is open, newest first."""
        steps = model.steps(self.known)
        chosen = steps[steps["year"] == (self.view.year or 0)]
        return chosen.sort_values(["known_on", "line"], ascending=False)

    @cached_property
    def quarters(self) -> pd.DataFrame:
        """The quarters of the year whose history is open."""
        quarters = model.quarters(self.known)
        return quarters[quarters["year"] == (self.view.year or 0)]

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """The tables of the view by name."""
        return {
            "Arrivals": self.split if self.view.by_sex else self.changes,
            "Revisions": self.revisions,
            "Totals": self.sums,
            "Every published figure": self._shown(self.known),
        }

    def rows(self, name: str) -> pd.DataFrame:
        """Return the rows behind the chart of that name."""
        if name == "trend":
            return self.split if self.view.by_sex else self.changes
        return {"change": self.changes, "revised": self.revisions, "total": self.sums}[name]

    @cached_property
    def table(self) -> pd.DataFrame:
        """The rows in view in the order that the reader chose, blanks last."""
        column = self.view.sort.removeprefix("-")
        ascending = not self.view.sort.startswith("-")
        return self.changes.sort_values([column, "year"], ascending=[ascending, False])

"""The frames and charts that follow from the files and from what a reader chose to see."""

from datetime import date
from functools import cached_property, lru_cache, partial

import pandas as pd

from defector_stats import charts, model, quality, revision_charts
from defector_stats.address import ARTICLE, LATEST, Limits, View
from defector_stats.errors import Problem
from defector_stats.i18n import formatting
from defector_stats.i18n.messages import N_, _, speaking
from defector_stats.plot import Chart
from defector_stats.storage.schema import Tables

ARTICLE_SOURCE = "korea-herald-2011-10"
VIEWS_KEPT = 64
STEPS_SHOWN = 200
UNITS = ("persons", "percent")


class Frames:
    """The four files as frames, as `model` makes them."""

    def __init__(self, tables: Tables) -> None:
        self.figures = model.figures(tables)
        self.totals = model.totals(tables)
        self.events = model.events(tables)
        self.sources = model.sources(tables)
        self.seen = lru_cache(VIEWS_KEPT)(partial(Seen, self))
        """The frames and charts of a view, kept for the next reader who asks for it."""

    @cached_property
    def first_and_last_year(self) -> tuple[int, int]:
        """The years that the files cover."""
        return int(self.figures["year"].min()), int(self.figures["year"].max())

    @cached_property
    def limits(self) -> Limits:
        """What an address may ask for."""
        return Limits(*self.first_and_last_year, self.figures["known_on"].min().date())

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
        self.vintage_name = self._vintage_name()
        if view.as_of == ARTICLE:
            self.known = model.edition(self.known, ARTICLE_SOURCE)
            self.totals = model.edition(self.totals, ARTICLE_SOURCE)
            self.events = self.events[self.events["source"] == ARTICLE_SOURCE]
        elif view.as_of != LATEST:
            day = date.fromisoformat(view.as_of)
            self.known, self.totals = model.known(self.known, day), model.known(self.totals, day)
            self.events = self.events[self.events["day"] <= pd.Timestamp(day)]
        self.vintage = model.newest(self.known)
        self.all_changes = model.year_over_year(self.vintage)
        self.all_partial = model.same_months(self.vintage, self.known)

    def _vintage_name(self) -> str:
        # A view is kept for all its readers, whoever makes it.
        with speaking(self.view.language):
            if self.view.as_of == ARTICLE:
                return _("The Korea Herald, October 2011, alone")
            return _("latest") if self.view.as_of == LATEST else formatting.day(self.view.as_of)

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
    def change_by_unit(self) -> dict[str, Chart]:
        """The chart of changes on the year before in persons and in percent."""
        return {
            unit: charts.change(self.changes, unit == "percent", self.vintage_name)
            for unit in UNITS
        }

    @property
    def change(self) -> Chart:
        """The chart of changes on the year before, in the unit of the view."""
        return self.change_by_unit["percent" if self.view.percent else "persons"]

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
    def revisions_shown(self) -> pd.DataFrame:
        """The revisions that the page has room for: the counts that changed most."""
        return model.most_revised(self.revisions, STEPS_SHOWN)

    @cached_property
    def revised(self) -> Chart:
        """The chart of revisions."""
        shown = self.revisions_shown
        return revision_charts.revised(self.revisions, shown, self.vintage_name)

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
            N_("Arrivals"): self.split if self.view.by_sex else self.changes,
            N_("Revisions"): self.revisions,
            N_("Totals"): self.sums,
            N_("Every published figure"): self._shown(self.known),
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

"""The frames that follow from the files and from what a reader chose to see."""

from datetime import date
from functools import cached_property

import pandas as pd

from defector_stats import analysis
from defector_stats.analysis.dataset import Dataset
from defector_stats.i18n import formatting
from defector_stats.i18n.messages import N_, _, speaking
from defector_stats.views.view import ARTICLE, ARTICLE_SOURCE, LATEST, View

STEPS_SHOWN = 200


class Selection:
    """The frames of one view of the files."""

    def __init__(self, dataset: Dataset, view: View) -> None:
        self.view, self.dataset = view, dataset
        self.known, self.totals, self.events = dataset.figures, dataset.totals, dataset.events
        self.vintage_name = self._vintage_name()
        if view.as_of == ARTICLE:
            self.known = analysis.edition(self.known, ARTICLE_SOURCE)
            self.totals = analysis.edition(self.totals, ARTICLE_SOURCE)
            self.events = self.events[self.events["source"] == ARTICLE_SOURCE]
        elif view.as_of != LATEST:
            day = date.fromisoformat(view.as_of)
            self.known, self.totals = (
                analysis.known(self.known, day),
                analysis.known(self.totals, day),
            )
            self.events = self.events[self.events["day"] <= pd.Timestamp(day)]
        self.vintage = analysis.newest(self.known)
        self.all_changes = analysis.year_over_year(self.vintage)
        self.all_partial = analysis.same_months(self.vintage, self.known)

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
        return self._shown(analysis.by_sex(self.known))

    @cached_property
    def partial(self) -> pd.DataFrame:
        """The partial years in view against the same months of the year before."""
        return self._shown(self.all_partial)

    @cached_property
    def compared(self) -> pd.DataFrame | None:
        """The years in view against the newest values, None if the reader does not compare."""
        if not self.view.compare:
            return None
        bars = self.split.drop(columns=["newest", "difference"])
        bars = bars if self.view.by_sex else self.changes
        return analysis.against_newest(bars, self.dataset.figures)

    @cached_property
    def marked_events(self) -> pd.DataFrame:
        """The events that are marked: those known in the vintage, or none."""
        return self.events if self.view.events else self.events.head(0)

    @cached_property
    def arrivals(self) -> pd.DataFrame:
        """The rows behind the chart of arrivals: the years in view, or their splits by sex."""
        return self.split if self.view.by_sex else self.changes

    @cached_property
    def steps(self) -> pd.DataFrame:
        """Every known figure of the years in view with the step that it belongs to."""
        return analysis.steps(self._shown(self.known))

    @cached_property
    def all_revisions(self) -> pd.DataFrame:
        """The revisions of the years in view."""
        return analysis.revisions(self._shown(self.known))

    @cached_property
    def revisions(self) -> pd.DataFrame:
        """The revisions of the year that the reader chose, or of all years in view."""
        chosen = self.view.revised
        every = self.all_revisions
        return every if chosen is None else every[every["year"] == chosen]

    @cached_property
    def revisions_shown(self) -> pd.DataFrame:
        """The revisions that the page has room for: the counts that changed most."""
        return analysis.most_revised(self.revisions, STEPS_SHOWN)

    @cached_property
    def sums(self) -> pd.DataFrame:
        """The published totals that are known, dated in the years in view, against the figures."""
        sums = self.dataset.sums[self.dataset.sums["line"].isin(self.totals["line"])]
        return self._shown(sums.assign(year=sums["as_of"].dt.year))

    @cached_property
    def cumulative(self) -> pd.DataFrame:
        """The sums of the years in view from the count to the end of 1998 on."""
        base = self.dataset.base
        summed = analysis.cumulative(self.vintage, 0 if base is None else base["total"])
        return self._shown(summed.head(0) if base is None else summed)

    @cached_property
    def history(self) -> pd.DataFrame:
        """Every known figure of the year whose history is open, newest first."""
        steps = analysis.steps(self.known)
        chosen = steps[steps["year"] == (self.view.year or 0)]
        return chosen.sort_values(["known_on", "line"], ascending=False)

    @cached_property
    def quarters(self) -> pd.DataFrame:
        """The quarters of the year whose history is open."""
        quarters = analysis.quarters(self.known)
        return quarters[quarters["year"] == (self.view.year or 0)]

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """The tables of the view by name."""
        return {
            N_("Arrivals"): self.arrivals,
            N_("Revisions"): self.revisions,
            N_("Totals"): self.sums,
            N_("Every published figure"): self._shown(self.known),
        }

    @cached_property
    def table(self) -> pd.DataFrame:
        """The rows in view in the order that the reader chose, blanks last."""
        column = self.view.sort.removeprefix("-")
        ascending = not self.view.sort.startswith("-")
        return self.changes.sort_values([column, "year"], ascending=[ascending, False])

"""The frames that follow from the files and from what a reader chose to see."""

from datetime import date
from functools import cached_property

import pandas as pd

from defector_stats import analysis
from defector_stats.analysis.dataset import Dataset
from defector_stats.analysis.steps import FIGURE, TOTAL, Count
from defector_stats.i18n import formatting
from defector_stats.i18n.messages import N_, _, speaking
from defector_stats.views.values import ARTICLE, ARTICLE_SOURCE, LATEST
from defector_stats.views.view import View

STEPS_SHOWN = 200


def stated(rows: pd.DataFrame, vintage: str, of: Count = FIGURE) -> pd.DataFrame:
    """Return the figures, or totals, of a vintage as a `View` names it."""
    if vintage == ARTICLE:
        return analysis.edition(rows, ARTICLE_SOURCE, of)
    return rows if vintage == LATEST else analysis.known(rows, date.fromisoformat(vintage))


class Selection:
    """The frames of one view of the files."""

    def __init__(self, dataset: Dataset, view: View) -> None:
        self.view, self.dataset = view, dataset

    @cached_property
    def known(self) -> pd.DataFrame:
        """Every figure that is known in the vintage."""
        return stated(self.dataset.figures, self.view.as_of)

    @cached_property
    def totals(self) -> pd.DataFrame:
        """Every total that is known in the vintage."""
        return stated(self.dataset.totals, self.view.as_of, TOTAL)

    @cached_property
    def events(self) -> pd.DataFrame:
        """The events before the day of the vintage, or those of the document alone."""
        events = self.dataset.events
        if self.view.as_of == ARTICLE:
            return events[events["source"] == ARTICLE_SOURCE]
        if self.view.as_of == LATEST:
            return events
        return events[events["day"] <= pd.Timestamp(self.view.as_of)]

    @cached_property
    def by_months(self) -> pd.DataFrame:
        """The newest count of each year and of each part of one."""
        every = self.known is self.dataset.figures
        return self.dataset.by_months if every else analysis.newest_by_months(self.known)

    @cached_property
    def vintage(self) -> pd.DataFrame:
        """The years of the vintage, each with its split by sex where it has one."""
        return analysis.by_sex(analysis.vintage(self.by_months))

    @cached_property
    def all_changes(self) -> pd.DataFrame:
        """The vintage with its year-over-year changes."""
        return analysis.year_over_year(self.vintage)

    @cached_property
    def all_partial(self) -> pd.DataFrame:
        """The partial years against the same months of the year before."""
        return analysis.same_months(self.vintage, self.by_months)

    @property
    def day(self) -> str:
        """The day of the vintage as far as it is known, an ISO date: 2011-10-31, 2026-10."""
        return self._day(self.view.as_of)

    @property
    def vintage_name(self) -> str:
        """The day of the vintage, or the document that it is of alone, in words."""
        return self._name(self.view.as_of)

    @property
    def as_of_label(self) -> str:
        """The vintage as what follows a noun: as of 4 February 2026."""
        return self._label(self.view.as_of)

    @property
    def compared_name(self) -> str:
        """The vintage that the reader compares with, as `as_of_label`; blank for none."""
        return self._label(self.view.compare) if self.view.compare else ""

    def _day(self, vintage: str) -> str:
        if vintage == LATEST:
            return str(self.dataset.newest_document["published"])
        if vintage == ARTICLE:
            published = self.dataset.sources.set_index("source")["published"]
            return str(published.get(ARTICLE_SOURCE, ""))
        return vintage

    def _name(self, vintage: str) -> str:
        # A view is kept for all its readers, whoever makes it.
        with speaking(self.view.language):
            if vintage == ARTICLE:
                return _("The Korea Herald, October 2011, alone")
            return formatting.day(self._day(vintage))

    def _label(self, vintage: str) -> str:
        with speaking(self.view.language):
            said = _("of {document}") if vintage == ARTICLE else _("as of {day}")
        name = self._name(vintage)
        return said.format(document=name, day=name)

    def _shown(self, frame: pd.DataFrame) -> pd.DataFrame:
        return frame[frame["year"].between(*self.view.years)] if self.view.years else frame

    @cached_property
    def changes(self) -> pd.DataFrame:
        """The years in view: the vintage with its year-over-year changes."""
        return self._shown(self.all_changes)

    @cached_property
    def part(self) -> bool:
        """Whether only a part of the years is shown, or a document of a few years alone."""
        return self.view.as_of == ARTICLE or len(self.changes) < len(self.all_changes)

    @cached_property
    def all_missing(self) -> list[int]:
        """The years before the newest full one that lack a full figure.

        They are counted from the first full year of the collection on, and in a document alone
        from its own.
        """
        full = analysis.full_years(self.vintage)["year"]
        every = full if self.view.as_of == ARTICLE else self.dataset.full_years
        return [] if full.empty else sorted({*range(every.min(), full.max())} - {*full})

    @cached_property
    def missing(self) -> list[int]:
        """The years in view that lack a full figure, as `all_missing`."""
        first, last = self.view.years or (0, 9999)
        return [year for year in self.all_missing if first <= year <= last]

    @cached_property
    def split(self) -> pd.DataFrame:
        """The years in view whose value has a split by sex."""
        return self.changes[self.changes[["male", "female"]].notna().all(axis=1)]

    @cached_property
    def partial(self) -> pd.DataFrame:
        """The partial years in view against the same months of the year before."""
        return self._shown(self.all_partial)

    @cached_property
    def compared(self) -> pd.DataFrame | None:
        """The years in view against another vintage, None if the reader does not compare."""
        other = self.view.compare
        if not other:
            return None
        by_months = self.dataset.by_months
        if other != LATEST:
            by_months = analysis.newest_by_months(stated(self.dataset.figures, other))
        return analysis.against_newest(self.changes, by_months)

    @cached_property
    def marked_events(self) -> pd.DataFrame:
        """The events that are marked: those known in the vintage, or none."""
        return self.events if self.view.events else self.events.head(0)

    @cached_property
    def arrivals(self) -> pd.DataFrame:
        """The rows behind the chart of arrivals: the years in view, split by sex or not."""
        return self.changes

    @property
    def statements(self) -> pd.DataFrame:
        """Every figure of the years in view with its step and its role in it."""
        return self._shown(self.known)

    @cached_property
    def all_revisions(self) -> pd.DataFrame:
        """The revisions of the years in view."""
        every = self.known is self.dataset.figures
        found = self.dataset.revisions if every else analysis.revisions(self.known)
        return self._shown(found).reset_index(drop=True)

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
    def values_of_year(self) -> pd.DataFrame:
        """The steps of the year whose history is open."""
        return analysis.steps(self.known[self.known["year"] == (self.view.year or 0)])

    @cached_property
    def quarters(self) -> pd.DataFrame:
        """The quarters of the year whose history is open."""
        quarters = analysis.quarters(self.by_months)
        return quarters[quarters["year"] == (self.view.year or 0)]

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """The tables of the view by name."""
        return {
            N_("Arrivals"): self.arrivals,
            N_("Revisions"): self.revisions,
            N_("Totals"): self.sums,
            N_("Every published figure"): self.statements,
        }

    @cached_property
    def table(self) -> pd.DataFrame:
        """The rows in view in the order that the reader chose, blanks last."""
        column = self.view.sort.removeprefix("-")
        ascending = not self.view.sort.startswith("-")
        return self.changes.sort_values([column, "year"], ascending=[ascending, False])

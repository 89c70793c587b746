"""The data files as frames, and what follows from them alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

import pandas as pd

from defector_stats.analysis import vintages
from defector_stats.analysis.consistency import warnings
from defector_stats.analysis.frames import events, figures, schedule, sources, totals
from defector_stats.analysis.reconciliation import base_total, reconcile
from defector_stats.analysis.revisions import revised
from defector_stats.analysis.statistics import year_over_year
from defector_stats.analysis.steps import gathered, steps
from defector_stats.analysis.vintages import full_years
from defector_stats.errors import Problem
from defector_stats.storage import repository
from defector_stats.storage.schema import Tables


@dataclass(frozen=True)
class Limits:
    """The years that the files cover, the day of their first publication, and all of these."""

    first_year: int
    last_year: int
    first_day: date
    documents: frozenset[str]


def load(folder: Path | str = "data") -> Dataset:
    """Return the data set of a folder of CSV files.

    Raises DataError, which lists everything that is wrong with them.
    """
    files = repository.contents(Path(folder))
    return Dataset(repository.parse(files), repository.fingerprint(files))


class Dataset:
    """The data files as frames, as `analysis` makes them, and as their rows: `tables`.

    `version` is the fingerprint of the files.
    """

    def __init__(self, tables: Tables, version: str = "") -> None:
        self.version = version
        self.tables = tables
        self.figures = figures(tables)
        self.totals = totals(tables)
        self.events = events(tables)
        self.sources = sources(tables)
        self.schedule = schedule(tables)

    def as_of(self, day: date | str) -> pd.DataFrame:
        """Return the vintage of a day ("2011-10-31"): for each year the newest figure known."""
        return vintages.as_of(self.figures, date.fromisoformat(str(day)))

    def edition(self, source: str) -> pd.DataFrame:
        """Return the vintage that one document alone states, by its id."""
        return vintages.newest(vintages.edition(self.figures, source))

    @cached_property
    def steps(self) -> pd.DataFrame:
        """Every step of the figures, as `analysis.steps`."""
        return steps(self.figures)

    @cached_property
    def changes(self) -> pd.DataFrame:
        """The newest figures with their changes on the year before, as `year_over_year`."""
        return year_over_year(vintages.vintage(self.by_months))

    @cached_property
    def by_day(self) -> pd.DataFrame:
        """The value of every count on each day of publication, as `analysis.by_day`."""
        return vintages.by_day(self.figures)

    @cached_property
    def revisions(self) -> pd.DataFrame:
        """Every count with more than one value, as `analysis.revisions`."""
        return gathered(revised(self.steps))

    @cached_property
    def first_and_last_year(self) -> tuple[int, int]:
        """The years that the files cover."""
        return int(self.figures["year"].min()), int(self.figures["year"].max())

    @cached_property
    def full_years(self) -> pd.Series:
        """The years of which the files have a full figure."""
        return full_years(self.by_months)["year"]

    @cached_property
    def limits(self) -> Limits:
        """What an address may ask for."""
        first_day = self.figures["known_on"].min().date()
        return Limits(*self.first_and_last_year, first_day, frozenset(self.figures["source"]))

    @cached_property
    def by_months(self) -> pd.DataFrame:
        """The newest step of each (year, months counted)."""
        return vintages.newest_steps(self.steps)

    @cached_property
    def base(self) -> pd.Series | None:
        """The published count to the end of 1998."""
        return base_total(self.totals)

    @cached_property
    def sums(self) -> pd.DataFrame:
        """Every published total against the figures known on its day."""
        return reconcile(self.totals, self.figures)

    @cached_property
    def warnings(self) -> list[Problem]:
        """What is inconsistent across the publications of the files."""
        return warnings(self.figures, self.totals, self.steps, self.sums)

    @cached_property
    def newest_document(self) -> pd.Series:
        """The newest document that states a figure or a total."""
        columns = ["source", "published", "known_on"]
        stating = pd.concat([self.figures[columns], self.totals[columns]])
        return stating.sort_values(["known_on", "source"]).iloc[-1]

    @cached_property
    def publications(self) -> pd.DataFrame:
        """One row per publication that gives figures, newest first."""
        once = self.figures.drop_duplicates("source")
        return once.sort_values(["known_on", "source"], ascending=[False, True])

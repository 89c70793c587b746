"""The four files as frames, and what follows from them alone."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd

from defector_stats.analysis.consistency import warnings
from defector_stats.analysis.frames import events, figures, sources, totals
from defector_stats.analysis.reconciliation import base_total, reconcile
from defector_stats.errors import Problem
from defector_stats.storage.schema import Tables


@dataclass(frozen=True)
class Limits:
    """The years that the files cover, the day of their first publication, and all of these."""

    first_year: int
    last_year: int
    first_day: date
    documents: frozenset[str]


class Dataset:
    """The four files as frames, as `analysis` makes them."""

    def __init__(self, tables: Tables) -> None:
        self.figures = figures(tables)
        self.totals = totals(tables)
        self.events = events(tables)
        self.sources = sources(tables)

    @cached_property
    def first_and_last_year(self) -> tuple[int, int]:
        """The years that the files cover."""
        return int(self.figures["year"].min()), int(self.figures["year"].max())

    @cached_property
    def limits(self) -> Limits:
        """What an address may ask for."""
        first_day = self.figures["known_on"].min().date()
        return Limits(*self.first_and_last_year, first_day, frozenset(self.figures["source"]))

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
        return warnings(self.figures, self.totals)

    @cached_property
    def publications(self) -> pd.DataFrame:
        """One row per publication that gives figures, newest first."""
        once = self.figures.drop_duplicates("source")
        return once.sort_values(["known_on", "source"], ascending=[False, True])

"""What counts that are added do to those that stood: new, revised, confirmed. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from defector_stats import analysis
from defector_stats.analysis.dataset import Dataset
from defector_stats.analysis.documents import ROLES
from defector_stats.analysis.frames import Record
from defector_stats.analysis.steps import FIGURE, TOTAL, Count
from defector_stats.i18n import formatting
from defector_stats.i18n.messages import N_, _
from defector_stats.storage.edits import Edit
from defector_stats.storage.schema import Figure, Source
from defector_stats.text import differences

HEADINGS = {
    "first": N_("New here: {count}"),
    "revised": N_("Revised: {count}"),
    "again": N_("Back to an earlier value: {count}"),
    "confirmed": N_("Confirmed: {count}"),
    "echoed": N_("Already replaced by the Ministry, and therefore without effect: {count}"),
}


@dataclass(frozen=True)
class Statement:
    """A figure or a total that is added, in persons.

    `counts` says in words what it counts, `role` is that of `analysis.steps`; `stood` is the value
    before it, None for a first one, and `revision` the difference.
    """

    counts: str
    role: str
    value: int
    male: int | None
    female: int | None
    provisional: bool
    stood: int | None
    revision: int | None
    document: str

    def __str__(self) -> str:
        """Say it in one line."""
        said = _("{counts}: {value}")
        if self.revision:
            said = _("{counts}: {value} instead of {stood} ({revision})")
        line = said.format(
            counts=self.counts,
            value=formatting.number(self.value),
            stood=formatting.number(self.stood or 0),
            revision=formatting.signed(self.revision or 0),
        )
        if self.male is not None and self.female is not None:
            men, women = formatting.men(self.male), formatting.women(self.female)
            line = _("{line}; {men}, {women}").format(line=line, men=men, women=women)
        return f"{line}, {formatting.status('provisional')}" if self.provisional else line


def added(before: Dataset, after: Dataset) -> list[Statement]:
    """Return the figures and totals that one reading of the files has and the other lacks."""
    return [
        *_added(before.figures, after.figures, FIGURE),
        *_added(before.totals, after.totals, TOTAL),
    ]


def of_addition(
    edit: Edit, before: Dataset, after: Dataset
) -> tuple[list[tuple[str, list[Statement]]], list[str]]:
    """Return what an edit adds, by headings, and what follows from it.

    A figure alone is told by what follows: the change on the year before, and what it revises.
    """
    stated = [row for row in edit.rows if row.kind is not Source]
    if len(stated) == 1 and stated[0].kind is Figure and (cells := stated[0].after):
        key = int(cells["year"]), int(cells["through"]), cells["source"]
        return [], differences.consequences(before, after, *key)
    return list(by_role(added(before, after))), differences.aftermath(before, after)


def by_role(statements: list[Statement]) -> Iterator[tuple[str, list[Statement]]]:
    """Yield a heading, and what stands under it, for each role that there is."""
    for role in ROLES:
        if found := [each for each in statements if each.role == role]:
            yield _(HEADINGS[role]).format(count=formatting.number(len(found))), found


def _added(before: pd.DataFrame, after: pd.DataFrame, of: Count) -> Iterator[Statement]:
    named = [*of.keys, "source"]
    there = pd.MultiIndex.from_frame(before[named])
    rows = analysis.statements(after, of)
    new = rows[~pd.MultiIndex.from_frame(rows[named]).isin(there)]
    for row in analysis.records(new.sort_values(named)):
        yield Statement(
            counts=_counts(row),
            role=row["role"],
            value=int(row[of.value]),
            male=_count(row["male"]),
            female=_count(row["female"]),
            provisional=row["status"] == "provisional",
            stood=_count(row["stood"]),
            revision=_count(row["revision"]),
            document=row["source"],
        )


def _counts(row: Record) -> str:
    if "as_of" in row:
        day = formatting.day(row["as_of"].date().isoformat())
        return _("Total to {day}").format(day=day)
    return formatting.period(row["year"], row["through"])


def _count(value: float | None) -> int | None:
    return None if value is None or pd.isna(value) else int(value)

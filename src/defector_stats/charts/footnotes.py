"""The marks at the numbers of some years, and what they mean."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pandas as pd

from defector_stats import analysis
from defector_stats.i18n.formatting import listed, number, period
from defector_stats.i18n.messages import N_, _
from defector_stats.views.selection import Selection

SMALL_BASE = 100  # persons; a percentage on fewer is marked


@dataclass
class Footnotes:
    """Which sign stands at which year, and the note of each sign."""

    signs: dict[int, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def add(
        self, sign: str, sentence: str, rows: pd.DataFrame, say: Callable[[pd.Series], str]
    ) -> None:
        """Put a sign at the year of each row, if there are rows, and say what it means."""
        if rows.empty:
            return
        said = listed(say(row) for _place, row in rows.iterrows())
        self.notes.append(f"{sign} {_(sentence).format(years=said)}")
        for year in rows["year"]:
            self.signs[year] = self.signs.get(year, "") + sign

    def marked(self, year: int, text: str) -> str:
        """Return the text at a year with its signs."""
        return text + self.signs.get(year, "")


def of_counts(of: Selection, shown: pd.DataFrame) -> Footnotes:
    """Return the notes at counts of some years in view: how sure they are, and of what."""
    footnotes, before = Footnotes(), _values_before(of)
    corrected = shown[shown["status"].eq("corrected")]
    footnotes.add("*", N_("Corrected: {years}."), corrected, lambda row: _corrected(row, before))
    partial = shown[shown["through"].ne(analysis.FULL_YEAR)]
    footnotes.add("†", N_("Part of a year only: {years}."), partial, _period)
    provisional = shown[shown["status"].eq("provisional")]
    footnotes.add("‡", N_("Provisional: {years}."), provisional, _period)
    if "unconfirmed" in shown:
        unconfirmed = shown[shown["unconfirmed"]]
        footnotes.add("§", N_("Not confirmed by the Ministry: {years}."), unconfirmed, _period)
    return footnotes


def of_changes(of: Selection, shown: pd.DataFrame, in_percent: bool) -> Footnotes:
    """Return the notes at changes of some years: also which percentages are of few people."""
    footnotes = of_counts(of, shown)
    small = shown[(shown["before"] < SMALL_BASE).fillna(False)]
    if in_percent:
        sentence = N_("On fewer than 100 people the year before: {years}.")
        footnotes.add("°", sentence, small, _period)
    return footnotes


def _period(row: pd.Series) -> str:
    return period(row["year"], row["through"])


def _corrected(row: pd.Series, before: dict[tuple[int, int], int]) -> str:
    value = before.get((row["year"], row["through"]))
    if value is None:
        return _period(row)
    return _("{period} (from {count})").format(period=_period(row), count=number(value))


def _values_before(of: Selection) -> dict[tuple[int, int], int]:
    """Return the value before the newest one of each count, by year and months."""
    newest = of.all_revisions.drop_duplicates(["year", "through"], keep="last")
    before = newest["arrivals"] - newest["from_before"]
    return dict(zip(zip(newest["year"], newest["through"], strict=True), before, strict=True))

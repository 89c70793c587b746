"""The marks at the numbers of some years, and what they mean."""

from dataclasses import dataclass, field

import pandas as pd

from defector_stats import analysis
from defector_stats.analysis.frames import Record
from defector_stats.i18n.formatting import bracketed, listed, number, period, year_list
from defector_stats.i18n.messages import N_, _

SMALL_BASE = 100  # persons; a percentage on fewer is marked


@dataclass
class Footnotes:
    """Which sign stands at which year, and the note of each sign."""

    signs: dict[int, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def add(self, sign: str, sentence: str, rows: pd.DataFrame, said: str = "") -> None:
        """Put a sign at the year of each row, if there are rows, and say what it means.

        The sentence names the rows as they are `said`, else by their years and months.
        """
        if rows.empty:
            return
        self.notes.append(f"{sign} {_(sentence).format(years=said or _periods(rows))}")
        for year in rows["year"]:
            self.signs[year] = self.signs.get(year, "") + sign

    def marked(self, year: int, text: str) -> str:
        """Return the text at a year with its signs."""
        return text + self.signs.get(year, "")


def of_counts(shown: pd.DataFrame) -> Footnotes:
    """Return the notes at counts of some years: how sure they are, and of what."""
    footnotes = Footnotes()
    shown = shown[[*analysis.MONTHS, "status", "corrected_from", "unconfirmed"]]
    corrected = shown[shown["status"].eq("corrected") | shown["corrected_from"].notna()]
    told = listed(map(_corrected, analysis.records(corrected)))
    footnotes.add("*", N_("Corrected: {years}."), corrected, told)
    partial = shown[shown["through"].ne(analysis.FULL_YEAR)]
    footnotes.add("†", N_("Part of a year only: {years}."), partial)
    provisional = shown[shown["status"].eq("provisional")]
    footnotes.add("‡", N_("Provisional: {years}."), provisional)
    unconfirmed = shown[shown["unconfirmed"]]
    footnotes.add("§", N_("Not confirmed by the Ministry: {years}."), unconfirmed)
    return footnotes


def of_changes(shown: pd.DataFrame, in_percent: bool) -> Footnotes:
    """Return the notes at changes of some years: also which percentages are of few people."""
    footnotes = of_counts(shown)
    if in_percent:
        small = shown[(shown["before"] < SMALL_BASE).fillna(False)]
        sentence = N_("On fewer than 100 people the year before: {years}.")
        footnotes.add("°", sentence, small)
    return footnotes


def _periods(rows: pd.DataFrame) -> str:
    """Name whole years, runs of them as a range, then parts of years."""
    whole = rows["through"].eq(analysis.FULL_YEAR)
    parts = [period(*counted) for counted in rows.loc[~whole, ["year", "through"]].to_numpy()]
    years = year_list(rows.loc[whole, "year"])
    return listed([*([years] if years else []), *parts])


def _corrected(row: Record) -> str:
    named = period(row["year"], row["through"])
    if pd.isna(row["corrected_from"]):
        return named
    return bracketed(named, _("from {count}").format(count=number(row["corrected_from"])))

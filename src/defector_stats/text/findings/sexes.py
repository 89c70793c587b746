"""The sentences over the split by sex."""

import pandas as pd

from defector_stats import analysis
from defector_stats.analysis.frames import Record
from defector_stats.i18n.formatting import (
    listed,
    number,
    percent,
    period,
    year_list,
)
from defector_stats.i18n.messages import _

FEW = 100  # people, of whom a share says little


def by_sex(changes: pd.DataFrame) -> str:
    """State the women's share in the newest full year, where it was highest, and of parts of years.

    `changes` has a row per year with `share_of_women`; shares of few people are told as such.
    """
    shares = changes[changes["share_of_women"].notna()]
    full = analysis.full_years(shares)
    parts = shares[shares["through"] != analysis.FULL_YEAR]
    sentences = [_women(full), *map(_women_of_part, analysis.records(parts)), _few(shares)]
    return " ".join(filter(None, sentences)) or _(
        "No split by sex is in this collection for this view."
    )


def _women(shares: pd.DataFrame) -> str:
    if shares.empty:
        return ""
    latest = shares.nlargest(1, "year").iloc[0]
    top = shares.nlargest(1, "share_of_women").iloc[0]
    if len(shares) == 1:
        sentence = _("Women made up {share} of the arrivals in {year} ({women} of {count}).")
    elif top["share_of_women"] == latest["share_of_women"]:
        sentence = _(
            "Women made up {share} of the arrivals in {year} ({women} of {count}), the highest "
            "share of the years with a split."
        )
    else:
        sentence = _(
            "Women made up {share} of the arrivals in {year} ({women} of {count}); the highest "
            "share was {highest}, in {then}."
        )
    return sentence.format(
        women=number(latest["female"]),
        count=number(latest["arrivals"]),
        year=period(latest["year"], analysis.FULL_YEAR),
        share=percent(latest["share_of_women"]),
        highest=percent(top["share_of_women"]),
        then=period(top["year"], analysis.FULL_YEAR),
    )


def _women_of_part(row: Record) -> str:
    return _("{period}: women made up {share} ({women} of {count}).").format(
        period=period(row["year"], row["through"]),
        women=number(row["female"]),
        count=number(row["arrivals"]),
        share=percent(row["share_of_women"]),
    )


def _few(shares: pd.DataFrame) -> str:
    few = shares[shares["arrivals"] < FEW]
    if few.empty:
        return ""
    sentence = _("The shares of {years} are of fewer than {few} people each.")
    if len(few) == 1:
        sentence = _("The share of {years} is of fewer than {few} people.")
    return sentence.format(years=_periods(few), few=FEW)


def _periods(rows: pd.DataFrame) -> str:
    return listed(period(row["year"], row["through"]) for row in analysis.records(rows))


def without_split(changes: pd.DataFrame) -> list[str]:
    """Say for which of the years, or parts of years, there is no split by sex."""
    blank = changes[changes[["male", "female"]].isna().any(axis=1)]
    full = analysis.full_years(blank)["year"]
    parts = blank[blank["through"] != analysis.FULL_YEAR]
    sentence = _("No split by sex is in this collection for {years}.")
    return [sentence.format(years=years) for years in (year_list(full), _periods(parts)) if years]

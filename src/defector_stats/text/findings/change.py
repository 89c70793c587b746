"""The sentences over the change on the year before."""

import pandas as pd

from defector_stats import analysis
from defector_stats.analysis.frames import Record
from defector_stats.i18n.formatting import (
    months,
    period,
    signed,
    signed_percent,
    year_list,
)
from defector_stats.i18n.messages import _
from defector_stats.text.findings.phrases import years_of


def change(changes: pd.DataFrame, in_percent: bool) -> str:
    """State the largest rise and fall of a frame of `analysis.year_over_year`."""
    column = "change_percent" if in_percent else "change"
    compared = changes[changes[column].notna()]
    if compared.empty:
        return _("No two consecutive full years can be compared in this view.")
    write = signed_percent if in_percent else signed
    highest, lowest = compared[column].max(), compared[column].min()
    rise = fall = ""
    if highest > 0:
        years = years_of(compared.loc[compared[column] == highest, "year"])
        rise = _("{change} in {years}").format(change=write(highest), years=years)
    if lowest < 0:
        years = years_of(compared.loc[compared[column] == lowest, "year"])
        fall = _("{change} in {years}").format(change=write(lowest), years=years)
    if rise and fall:
        return _("Largest rise: {rise}; largest fall: {fall}.").format(rise=rise, fall=fall)
    only = len(compared) == 1
    if rise:
        return (_("Rise: {rise}.") if only else _("Largest rise: {rise}.")).format(rise=rise)
    if fall:
        return (_("Fall: {fall}.") if only else _("Largest fall: {fall}.")).format(fall=fall)
    years = year_list(compared["year"])
    return _("No change on the year before in {years}.").format(years=years)


def no_change_reason(row: Record) -> str:
    """Say why a year of `analysis.year_over_year` is compared with nothing."""
    year, before = (period(each, analysis.FULL_YEAR) for each in (row["year"], row["year"] - 1))
    if row["through"] != analysis.FULL_YEAR:
        return _("{year} counts {months} only").format(year=year, months=months(row["through"]))
    if pd.isna(row["before"]):
        return _("no full-year figure for {year} is in this collection").format(year=before)
    return _("nobody is counted in {year}").format(year=before)

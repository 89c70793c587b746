"""The sentence over each chart: what the data in view say, true for every choice of view."""

import pandas as pd

from defector_stats import analysis
from defector_stats.i18n.formatting import (
    day,
    listed,
    months,
    more_or_fewer,
    number,
    percent,
    period,
    signed,
    signed_percent,
    year_list,
)
from defector_stats.i18n.messages import _, ngettext

FEW = 100  # people, of whom a share says little


def trend(vintage: pd.DataFrame, partial: pd.DataFrame) -> str:
    """State the highest and the newest full year, and each partial year by itself.

    `partial` is `analysis.same_months` of the vintage.
    """
    sentences = [_full_years(analysis.full_years(vintage)), *map(_partial_year, _rows(partial))]
    return " ".join(filter(None, sentences)) or _("No figure is known for this view.")


def _rows(frame: pd.DataFrame) -> list[pd.Series]:
    return [row for _place, row in frame.iterrows()]


def _years(years: pd.Series) -> str:
    return listed(period(year, analysis.FULL_YEAR) for year in years)


def _full_years(full: pd.DataFrame) -> str:
    peak, latest = analysis.peak(full), analysis.latest(full)
    if peak is None or latest is None:
        return ""
    highest = number(peak["arrivals"])
    newest = period(latest["year"], analysis.FULL_YEAR)
    if len(full) == 1:
        return _("{count} people arrived in {year}.").format(count=highest, year=newest)
    if full["arrivals"].nunique() == 1:
        sentence = _("{count} people arrived in each of the {years} years shown.")
        return sentence.format(count=highest, years=len(full))
    top = full.loc[full["arrivals"] == peak["arrivals"], "year"]
    if latest["arrivals"] == peak["arrivals"]:
        others = [year for year in top if year != latest["year"]]
        if others:
            sentence = _(
                "{count} people arrived in {year}, the most of the {years} years shown, "
                "as in {others}."
            )
        else:
            sentence = _("{count} people arrived in {year}, the most of the {years} years shown.")
        return sentence.format(
            count=highest, year=newest, years=len(full), others=year_list(others) if others else ""
        )
    return _(
        "Arrivals peaked at {highest} in {years}; in {year} there were {count}, {fewer} fewer."
    ).format(
        highest=highest,
        years=_years(top),
        year=newest,
        count=number(latest["arrivals"]),
        fewer=number(peak["arrivals"] - latest["arrivals"]),
    )


def _partial_year(row: pd.Series) -> str:
    if pd.isna(row["change"]):
        sentence = _("{period}: {count}; no figure for the same months of {before} is known.")
        change = ""
    else:
        sentence = _("{period}: {count}, {change} than in the same months of {before}.")
        change = more_or_fewer(row["change"])
    return sentence.format(
        period=period(row["year"], row["through"]),
        count=number(row["arrivals"]),
        before=period(row["year"] - 1, analysis.FULL_YEAR),
        change=change,
    )


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
        years = _years(compared.loc[compared[column] == highest, "year"])
        rise = _("{change} in {years}").format(change=write(highest), years=years)
    if lowest < 0:
        years = _years(compared.loc[compared[column] == lowest, "year"])
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


def no_change_reason(row: pd.Series) -> str:
    """Say why a year of `analysis.year_over_year` is compared with nothing."""
    year, before = (period(each, analysis.FULL_YEAR) for each in (row["year"], row["year"] - 1))
    if row["through"] != analysis.FULL_YEAR:
        return _("{year} counts {months} only").format(year=year, months=months(row["through"]))
    if pd.isna(row["before"]):
        return _("no full-year figure for {year} is known").format(year=before)
    return _("nobody is counted in {year}").format(year=before)


def by_sex(changes: pd.DataFrame) -> str:
    """State the women's share in the newest full year, where it was highest, and of parts of years.

    `changes` has a row per year with `share_of_women`; shares of few people are told as such.
    """
    shares = changes[changes["share_of_women"].notna()]
    full = analysis.full_years(shares)
    parts = shares[shares["through"] != analysis.FULL_YEAR]
    sentences = [_women(full), *map(_women_of_part, _rows(parts)), _few(shares)]
    return " ".join(filter(None, sentences)) or _(
        "No split by sex is in this collection for this view."
    )


def _women(shares: pd.DataFrame) -> str:
    if shares.empty:
        return ""
    latest = shares.nlargest(1, "year").iloc[0]
    top = shares.nlargest(1, "share_of_women").iloc[0]
    if len(shares) == 1:
        sentence = _("{women} of {count} arrivals in {year} were women ({share}).")
    elif top["year"] == latest["year"]:
        sentence = _(
            "{women} of {count} arrivals in {year} were women ({share}), the highest share of the "
            "years shown."
        )
    else:
        sentence = _(
            "{women} of {count} arrivals in {year} were women ({share}); the highest share was "
            "{highest}, in {then}."
        )
    return sentence.format(
        women=number(latest["female"]),
        count=number(latest["arrivals"]),
        year=period(latest["year"], analysis.FULL_YEAR),
        share=percent(latest["share_of_women"]),
        highest=percent(top["share_of_women"]),
        then=period(top["year"], analysis.FULL_YEAR),
    )


def _women_of_part(row: pd.Series) -> str:
    return _("{period}: {women} of {count} were women ({share}).").format(
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
    return listed(period(row["year"], row["through"]) for row in _rows(rows))


def without_split(changes: pd.DataFrame) -> list[str]:
    """Say for which of the years, or parts of years, there is no split by sex."""
    blank = changes[changes[["male", "female"]].isna().any(axis=1)]
    full = analysis.full_years(blank)["year"]
    parts = blank[blank["through"] != analysis.FULL_YEAR]
    sentence = _("No split by sex is in this collection for {years}.")
    return [sentence.format(years=years) for years in (year_list(full), _periods(parts)) if years]


def compared(frame: pd.DataFrame | None) -> str:
    """State where a frame of `analysis.against_newest` differs from the newest values."""
    if frame is None:
        return ""
    differing = frame[frame["difference"].fillna(0) != 0]
    if differing.empty:
        return _("No figure shown differs from the latest one for the same months.")
    differing = differing.assign(size=differing["difference"].abs())
    largest = differing.nlargest(6, "size").sort_values(["year"])
    told = listed(_changed(row, "difference") for row in _rows(largest))
    more = len(differing) - len(largest)
    if more:
        sentence = _(
            "The latest figures differ in {differing} of the {shown} shown: {told}; "
            "{more} more by at most {most}."
        )
    else:
        sentence = _("The latest figures differ in {differing} of the {shown} shown: {told}.")
    return sentence.format(
        differing=len(differing),
        shown=len(frame),
        told=told,
        more=more,
        most=number(largest["size"].min()),
    )


def _changed(row: pd.Series, column: str) -> str:
    return f"{period(row['year'], row['through'])} ({signed(row[column])})"


def revised(revisions: pd.DataFrame) -> str:
    """State how many counts of `analysis.revisions` there are and which changed most."""
    if revisions.empty:
        return _("No count in this view was published with more than one value.")
    first = revisions[revisions["step"] == 1]
    if len(first) == 1:
        return f"{period(*first.iloc[0][['year', 'through']])}: {sequence(revisions)}."
    sentence = _("{count} counts were published with more than one value.")
    said = sentence.format(count=len(first))
    most = first["to_newest"].abs().max()
    if not most:
        return said
    top = first[first["to_newest"].abs() == most]
    if len(top) <= 3:
        which = listed(_changed(row, "to_newest") for row in _rows(top))
        tail = _("From the first value to the newest, {which} changed most.").format(which=which)
    else:
        sentence = _("From the first value to the newest, {count} of them changed most, by {most}.")
        tail = sentence.format(count=len(top), most=number(most))
    return f"{said} {tail}"


def sequence(steps: pd.DataFrame) -> str:
    """Write the values of one count in order of publication: 2,952 → 2,927."""
    return " → ".join(map(number, steps["arrivals"]))


def total(cumulative: pd.DataFrame, base: pd.Series | None, sums: pd.DataFrame) -> str:
    """State the sum of the years of `analysis.cumulative` and which published totals agree."""
    if base is None:
        return _("No count to the end of 1998 is in this collection to add the years up from.")
    if cumulative.empty:
        return _("No full year in this view can be added up from 1998 on.")
    last = cumulative.iloc[-1]
    sentence = _(
        "{count} people had arrived by the end of {year}: {base} to the end of 1998 and the "
        "figures of the years after."
    ).format(
        count=number(last["cumulative"]),
        year=period(last["year"], analysis.FULL_YEAR),
        base=number(base["total"]),
    )
    return " ".join(filter(None, [sentence, _checked(sums), _corrected(sums)]))


def _checked(sums: pd.DataFrame) -> str:
    checked = sums[sums["difference"].notna()]
    if checked.empty:
        return ""
    agree = int((checked["difference"] == 0).sum())
    return ngettext(
        "Of {count} published total that can be checked, {agree} agrees with the figures in this "
        "collection on its day.",
        "Of {count} published totals that can be checked, {agree} agree with the figures in this "
        "collection on their days.",
        len(checked),
    ).format(count=number(len(checked)), agree=number(agree))


def _corrected(sums: pd.DataFrame) -> str:
    corrected = analysis.steps(sums, analysis.TOTAL).dropna(subset=["corrected_from"])
    return " ".join(
        _("The total to {day}, {total}, is corrected from {before}.").format(
            day=day(row["as_of"].date().isoformat()),
            total=number(row["total"]),
            before=number(row["corrected_from"]),
        )
        for row in _rows(corrected)
    )


def difference(row: pd.Series, name: str = "difference") -> str:
    """Say in words what a row of `analysis.reconcile` gives: agrees, 4 fewer than published."""
    if pd.isna(row[name]):
        if row["as_of"] == analysis.BASE_DAY:
            return _("the sums start from it")
        if not row["as_of"].is_month_end:
            return _("cannot be checked: its day is not the end of a month")
        return _("cannot be checked: a figure that it needs was not in this collection that day")
    if row[name] == 0:
        return _("agrees with the document’s own figures") if row["within"] else _("agrees")
    return _("{change} than published").format(change=more_or_fewer(-row[name]))

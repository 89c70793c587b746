"""The sentence over each chart: what the data in view say, true for every choice of view."""

import pandas as pd

from defector_stats import model
from defector_stats.words import (
    listed,
    months,
    more_or_fewer,
    number,
    period,
    signed,
    signed_percent,
    year_list,
)

NOTHING = "No figure is known for this view."


def trend(vintage: pd.DataFrame, partial: pd.DataFrame) -> str:
    """State the highest and the newest full year, and each partial year by itself.

    `partial` is `model.same_months` of the vintage.
    """
    sentences = [_full_years(model.full_years(vintage)), *map(_partial_year, _rows(partial))]
    return " ".join(filter(None, sentences)) or NOTHING


def _rows(frame: pd.DataFrame) -> list[pd.Series]:
    return [row for _, row in frame.iterrows()]


def _full_years(full: pd.DataFrame) -> str:
    peak, latest = model.peak(full), model.latest(full)
    if peak is None or latest is None:
        return ""
    highest = number(peak["arrivals"])
    if len(full) == 1:
        return f"{highest} people arrived in {latest['year']}."
    if full["arrivals"].nunique() == 1:
        return f"{highest} people arrived in each of the {len(full)} years shown."
    top = full.loc[full["arrivals"] == peak["arrivals"], "year"]
    if latest["arrivals"] == peak["arrivals"]:
        others = [year for year in top if year != latest["year"]]
        shared = f", as in {year_list(others)}" if others else ""
        return (
            f"{highest} people arrived in {latest['year']}, "
            f"the most of the {len(full)} years shown{shared}."
        )
    return (
        f"Arrivals peaked at {highest} in {listed(top)}; in {latest['year']} there were "
        f"{number(latest['arrivals'])}, {number(peak['arrivals'] - latest['arrivals'])} fewer."
    )


def _partial_year(row: pd.Series) -> str:
    counted = f"{period(row['year'], row['through'])}: {number(row['arrivals'])}"
    if pd.isna(row["change"]):
        return f"{counted}; no figure for the same months of {row['year'] - 1} is known."
    return (
        f"{counted}, {more_or_fewer(row['change'])} than in the same months of {row['year'] - 1}."
    )


def change(changes: pd.DataFrame, percent: bool) -> str:
    """State the largest rise and fall of a frame of `model.year_over_year`."""
    column = "change_percent" if percent else "change"
    compared = changes[changes[column].notna()]
    if compared.empty:
        return "No two consecutive full years can be compared in this view."
    write = signed_percent if percent else signed
    parts = []
    for name, value in (("rise", compared[column].max()), ("fall", compared[column].min())):
        if (value > 0) if name == "rise" else (value < 0):
            years = compared.loc[compared[column] == value, "year"]
            only = len(compared) == 1
            parts.append(f"{'' if only else 'largest '}{name}: {write(value)} in {listed(years)}")
    if not parts:
        return f"No change on the year before in {year_list(compared['year'])}."
    sentence = "; ".join(parts)
    return f"{sentence[0].upper()}{sentence[1:]}."


def no_change_reason(row: pd.Series) -> str:
    """Say why a year of `model.year_over_year` is compared with nothing."""
    if row["through"] != model.FULL_YEAR:
        return f"{row['year']} counts {months(row['through'])} only"
    if pd.isna(row["before"]):
        return f"no full-year figure for {row['year'] - 1} is known"
    return f"nobody is counted in {row['year'] - 1}"


def by_sex(split: pd.DataFrame) -> str:
    """State the women's share in the newest year of `model.by_sex` and where it was highest."""
    shares = split[split["share_of_women"].notna()]
    if shares.empty:
        return "No split by sex is known for this view."
    latest = shares.nlargest(1, "year").iloc[0]
    women = (
        f"{number(latest['female'])} of {number(latest['arrivals'])} arrivals in {latest['year']} "
        f"were women ({latest['share_of_women']:.1f}%)"
    )
    if len(shares) == 1:
        return f"{women}."
    top = shares.nlargest(1, "share_of_women").iloc[0]
    if top["year"] == latest["year"]:
        return f"{women}, the highest share of the years shown."
    return f"{women}; the highest share was {top['share_of_women']:.1f}%, in {top['year']}."


def without_split(vintage: pd.DataFrame, split: pd.DataFrame) -> list[str]:
    """Say which full years have no split by sex, and where the split is of an older total."""
    years = set(model.full_years(vintage)["year"]) - set(split["year"])
    notes = [f"No split by sex is known for {year_list(years)}."] if years else []
    for row in _rows(split[split["difference"] != 0]):
        notes.append(
            f"{row['year']}: the newest split ({row['publisher']}) is of "
            f"{number(row['arrivals'])}; the newest total has {more_or_fewer(row['difference'])}."
        )
    return notes


def compared(frame: pd.DataFrame | None) -> str:
    """State where a frame of `model.against_newest` differs from the newest values."""
    if frame is None:
        return ""
    differing = frame[frame["difference"].fillna(0) != 0]
    if differing.empty:
        return "No figure shown differs from the latest one for the same months."
    differing = differing.assign(size=differing["difference"].abs())
    largest = differing.nlargest(6, "size").sort_values(["year"])
    told = [
        f"{period(row['year'], row['through'])} ({signed(row['difference'])})"
        for row in _rows(largest)
    ]
    more = len(differing) - len(told)
    others = f"; {more} more by at most {number(largest['size'].min())}" if more else ""
    return (
        f"The latest figures differ in {len(differing)} of the {len(frame)} shown: "
        f"{listed(told)}{others}."
    )


def revised(revisions: pd.DataFrame) -> str:
    """State how many counts of `model.revisions` there are and which changed most."""
    if revisions.empty:
        return "No count in this view was published with more than one value."
    first = revisions[revisions["step"] == 1]
    if len(first) == 1:
        return f"{period(*first.iloc[0][['year', 'through']])}: {sequence(revisions)}."
    most = first["to_newest"].abs().max()
    changed = [
        f"{period(row['year'], row['through'])} ({signed(row['to_newest'])})"
        for row in _rows(first[first["to_newest"].abs() == most])
    ]
    which = listed(changed) if len(changed) <= 3 else f"{len(changed)} of them"
    by = f", by {number(most)}" if len(changed) > 3 else ""
    tail = f" From the first value to the newest, {which} changed most{by}." if most else ""
    return f"{len(first)} counts were published with more than one value.{tail}"


def sequence(steps: pd.DataFrame) -> str:
    """Write the values of one count in order of publication: 2,952 → 2,927."""
    return " → ".join(map(number, steps["arrivals"]))


def total(cumulative: pd.DataFrame, base: pd.Series | None, sums: pd.DataFrame) -> str:
    """State the sum of the years of `model.cumulative` and whether the newest total agrees."""
    if base is None:
        return "No count to the end of 1998 is known, so the years cannot be added up."
    if cumulative.empty:
        return "No full year in this view can be added up from 1998 on."
    last = cumulative.iloc[-1]
    sentence = (
        f"{number(last['cumulative'])} people had arrived by the end of {last['year']}: "
        f"{number(base['total'])} to the end of 1998 and the figures of the years after."
    )
    checked = sums[sums["difference"].notna()]
    if checked.empty:
        return sentence
    agree = int((checked["difference"] == 0).sum())
    totals = "total" if len(checked) == 1 else "totals"
    verb = "agrees" if agree == 1 else "agree"
    return (
        f"{sentence} {agree} of {len(checked)} published {totals} that can be checked {verb} with "
        "the figures known on the same day."
    )


def difference(row: pd.Series, name: str = "difference") -> str:
    """Say in words what a row of `model.reconcile` gives: agrees, 4 fewer than published."""
    if pd.isna(row[name]):
        return "cannot be checked: a figure that it needs was not known that day"
    if row[name] == 0:
        return "agrees"
    return f"{more_or_fewer(-row[name])} than published"

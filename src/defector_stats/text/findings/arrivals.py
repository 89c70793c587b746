"""The sentences over the arrivals: highest, newest, and against another vintage."""

from collections.abc import Sequence

import pandas as pd

from defector_stats import analysis
from defector_stats.analysis.frames import Record
from defector_stats.i18n.formatting import (
    listed,
    number,
    period,
    year_list,
)
from defector_stats.i18n.messages import _, ngettext
from defector_stats.text.findings.phrases import changed, years_of


def trend(
    vintage: pd.DataFrame, partial: pd.DataFrame, part: bool = False, missing: Sequence[int] = ()
) -> str:
    """State the highest and the newest full year, and each partial year by itself.

    `partial` is `analysis.same_months` of the vintage. Only a `part` of the years is shown, or
    years are `missing` before the newest: then nothing is called a peak.
    """
    full = analysis.full_years(vintage)
    whole = _with_gaps(full, missing) if missing else _full_years(full, part)
    sentences = [whole, *map(_partial_year, analysis.records(partial))]
    return " ".join(filter(None, sentences)) or _("No figure is in this collection for this view.")


def _arrived(row: pd.Series) -> str:
    sentence = ngettext(
        "{count} person arrived in {year}.", "{count} people arrived in {year}.", row["arrivals"]
    )
    year = period(row["year"], analysis.FULL_YEAR)
    return sentence.format(count=number(row["arrivals"]), year=year)


def _with_gaps(full: pd.DataFrame, missing: Sequence[int]) -> str:
    latest = analysis.latest(full)
    if latest is None:
        return ""
    sentence = ngettext(
        "{count} year before it is missing in this collection ({years}).",
        "{count} years before it are missing in this collection ({years}).",
        len(missing),
    )
    gaps = sentence.format(count=number(len(missing)), years=year_list(missing))
    return f"{_arrived(latest)} {gaps}"


def _full_years(full: pd.DataFrame, part: bool) -> str:
    peak, latest = analysis.peak(full), analysis.latest(full)
    if peak is None or latest is None:
        return ""
    if len(full) == 1:
        return _arrived(latest)
    if full["arrivals"].nunique() == 1:
        sentence = ngettext(
            "{count} person arrived in each of the {years} years shown.",
            "{count} people arrived in each of the {years} years shown.",
            peak["arrivals"],
        )
        return sentence.format(count=number(peak["arrivals"]), years=len(full))
    top = full.loc[full["arrivals"] == peak["arrivals"], "year"]
    if latest["arrivals"] == peak["arrivals"]:
        return _newest_is_highest(latest, top, len(full))
    if part:
        sentence = ngettext(
            "Between {first} and {last} arrivals were highest in {years} ({highest}); in {year} "
            "there was {count}, {fewer} fewer.",
            "Between {first} and {last} arrivals were highest in {years} ({highest}); in {year} "
            "there were {count}, {fewer} fewer.",
            latest["arrivals"],
        )
    else:
        sentence = ngettext(
            "Arrivals peaked at {highest} in {years}; in {year} there was {count}, {fewer} fewer.",
            "Arrivals peaked at {highest} in {years}; in {year} there were {count}, {fewer} fewer.",
            latest["arrivals"],
        )
    return sentence.format(
        first=period(full["year"].min(), analysis.FULL_YEAR),
        last=period(full["year"].max(), analysis.FULL_YEAR),
        highest=number(peak["arrivals"]),
        years=years_of(top),
        year=period(latest["year"], analysis.FULL_YEAR),
        count=number(latest["arrivals"]),
        fewer=number(peak["arrivals"] - latest["arrivals"]),
    )


def _newest_is_highest(latest: pd.Series, top: pd.Series, years: int) -> str:
    others = [year for year in top if year != latest["year"]]
    if others:
        sentence = ngettext(
            "{count} person arrived in {year}, as in {others}, the most of {years} years shown.",
            "{count} people arrived in {year}, as in {others}, the most of {years} years shown.",
            latest["arrivals"],
        )
    else:
        sentence = ngettext(
            "{count} person arrived in {year}, the most of the {years} years shown.",
            "{count} people arrived in {year}, the most of the {years} years shown.",
            latest["arrivals"],
        )
    return sentence.format(
        count=number(latest["arrivals"]),
        year=period(latest["year"], analysis.FULL_YEAR),
        years=years,
        others=year_list(others) if others else "",
    )


def _partial_year(row: Record) -> str:
    if pd.isna(row["change"]):
        sentence = _(
            "{period}: {count}; no figure for the same months of {before} is in this collection."
        )
    elif row["change"] == 0:
        sentence = _("{period}: {count}, as many as in the same months of {before}.")
    elif row["change"] > 0:
        sentence = _("{period}: {count}, {change} more than in the same months of {before}.")
    else:
        sentence = _("{period}: {count}, {change} fewer than in the same months of {before}.")
    return sentence.format(
        period=period(row["year"], row["through"]),
        count=number(row["arrivals"]),
        before=period(row["year"] - 1, analysis.FULL_YEAR),
        change="" if pd.isna(row["change"]) else number(abs(row["change"])),
    )


def compared(frame: pd.DataFrame | None, other: str) -> str:
    """State where a frame of `analysis.against_newest` differs from another vintage.

    `other` names that one, as `Selection.compared_name` does.
    """
    if frame is None:
        return ""
    frame = frame[frame["difference"].notna()]
    differing = frame[frame["difference"] != 0]
    if differing.empty:
        return _("No figure shown differs from the one {other}.").format(other=other)
    differing = differing.assign(size=differing["difference"].abs())
    largest = differing.nlargest(6, "size").sort_values(["year"])
    told = listed(changed(row, "difference") for row in analysis.records(largest))
    more = len(differing) - len(largest)
    if len(differing) == len(frame):
        sentence = ngettext(
            "The {shown} figure shown differs from the one {other}: {told}",
            "All {shown} figures shown differ from those {other}: {told}",
            len(frame),
        )
    else:
        sentence = ngettext(
            "{differing} of the {shown} figures shown differs from the one {other}: {told}",
            "{differing} of the {shown} figures shown differ from those {other}: {told}",
            len(differing),
        )
    said = sentence.format(differing=len(differing), shown=len(frame), told=told, other=other)
    if more:
        tail = _("{more} more by at most {most}")
        said = f"{said}; {tail.format(more=more, most=number(largest['size'].min()))}"
    return f"{said}."

"""What is new, in words: between two readings of the files, and by one added figure. Pure."""

from collections.abc import Iterator

import pandas as pd

from defector_stats import findings, model, words
from defector_stats.view import Frames

LISTED = 5


def news(before: Frames, after: Frames) -> list[str]:
    """Return what is different between two readings: at most 5 lines, and how many more."""
    lines = [
        *_differences(before.figures, after.figures, ["year", "through", "source"], "arrivals"),
        *_differences(before.totals, after.totals, ["as_of", "source"], "total"),
    ]
    more = len(lines) - LISTED
    return [*lines[:LISTED], *([f"and {more} more"] if more > 0 else [])] or [
        "Titles, notes or other details were edited; no count was."
    ]


def _differences(
    before: pd.DataFrame, after: pd.DataFrame, keys: list[str], count: str
) -> Iterator[str]:
    columns = [*keys, count, "publisher", "known_on"]
    pairs = before[columns].merge(
        after[columns], on=keys, how="outer", suffixes=("_before", ""), indicator=True
    )
    pairs = pairs[pairs[count].ne(pairs[f"{count}_before"])]
    newest = pairs.assign(day=pairs["known_on"].fillna(pairs["known_on_before"]))
    for _, row in newest.sort_values(["day", *keys], ascending=False).iterrows():
        counted = _counted(row)
        if row["_merge"] == "left_only":
            value = words.number(int(row[f"{count}_before"]))
            yield f"Taken away: {counted}: {value}, {row['publisher_before']}"
            continue
        was = ""
        if row["_merge"] == "both":
            was = f" instead of {words.number(int(row[f'{count}_before']))}"
        yield f"{counted}: {words.number(int(row[count]))}{was}, {row['publisher']}"


def _counted(row: pd.Series) -> str:
    if "as_of" in row:
        return f"Total to {words.day(row['as_of'].date().isoformat())}"
    if row["through"] == model.FULL_YEAR:
        return str(row["year"])
    return f"{row['year']}, {words.months(row['through'])}"


def consequences(before: Frames, after: Frames, year: int, through: int, source: str) -> list[str]:
    """Return what an added figure changes: the comparison, revisions, totals and warnings.

    `before` and `after` are the files without and with it; three values identify the figure.
    """
    figures = after.figures
    row = figures[
        (figures["year"] == year) & (figures["through"] == through) & (figures["source"] == source)
    ].iloc[0]
    known = set(map(str, before.warnings))
    return [
        _change(row, after),
        _revision(row, before, after),
        *_totals(before, after),
        *(f"New warning: {each}" for each in after.warnings if str(each) not in known),
    ]


def _newest(figures: pd.DataFrame, year: int, through: int) -> pd.Series | None:
    by_months = model.newest_by_months(figures)
    found = by_months[(by_months["year"] == year) & (by_months["through"] == through)]
    return None if found.empty else found.iloc[0]


def _change(row: pd.Series, after: Frames) -> str:
    year = row["year"] - 1
    before = _newest(after.figures, year, row["through"])
    period = words.period(year, row["through"])
    if before is None:
        return f"No figure for {period} is known to compare it with."
    change = words.signed(row["arrivals"] - before["arrivals"])
    count = words.number(before["arrivals"])
    return f"{change} on {period}: {count} ({words.publication(before)})."


def _revision(row: pd.Series, before: Frames, after: Frames) -> str:
    period = words.period(row["year"], row["through"])
    old = _newest(before.figures, row["year"], row["through"])
    new = _newest(after.figures, row["year"], row["through"])
    if old is None or new is None:
        return f"It is the first figure for {period}."
    known = f"{words.number(old['arrivals'])} ({words.publication(old)})"
    if new["line"] != row["line"]:
        return f"The newest figure for {period} stays {known}."
    change = row["arrivals"] - old["arrivals"]
    if not change:
        return f"It repeats the newest figure for {period}, {known}."
    return f"It revises {period} by {words.signed(change)}; until now {known}."


def _totals(before: Frames, after: Frames) -> list[str]:
    """Say whether today's years add up to the newest total, and which older sums change."""
    columns = ["line", "difference"]
    sums = after.sums.merge(before.sums[columns], on="line", suffixes=("", "_before"))
    now, was = sums["difference"], sums["difference_before"]
    changed = sums[(now.isna() != was.isna()) | (now != was).fillna(False)]
    return [
        *_newest_total(before, after),
        *(
            f"The total to {words.day(row['as_of'].date().isoformat())}, "
            f"{words.number(row['total'])}, then {findings.difference(row)}."
            for _, row in changed.iterrows()
        ),
    ]


def _newest_total(before: Frames, after: Frames) -> Iterator[str]:
    totals = after.totals[after.totals["as_of"].dt.month == model.FULL_YEAR]
    if after.base is None or totals.empty:
        return
    total = totals.iloc[-1]
    counted, was = (_counted_to(total["as_of"].year, frames) for frames in (after, before))
    if counted is None:
        return
    published = f"the published total of {words.number(total['total'])}"
    difference = counted - total["total"]
    if difference:
        said = f"add up to {words.number(counted)}, {words.more_or_fewer(difference)} than"
    else:
        said = "still add up to" if was == counted else "then add up to"
    yield f"The years to the end of {total['as_of'].year} {said} {published}."


def _counted_to(year: int, frames: Frames) -> int | None:
    """Return the sum of the newest figures to the end of a year, None across a gap."""
    base = 0 if frames.base is None else frames.base["total"]
    summed = model.cumulative(model.newest(frames.figures), base)
    found = summed.loc[summed["year"] == year, "cumulative"]
    return None if found.empty else int(found.iloc[0])

"""What is new, in words: between two readings of the files, and by one added figure. Pure."""

from collections.abc import Iterator

import pandas as pd

from defector_stats import analysis
from defector_stats.analysis.dataset import Dataset
from defector_stats.analysis.frames import Record
from defector_stats.i18n import formatting
from defector_stats.i18n.messages import _, ngettext, own
from defector_stats.storage.edits import between
from defector_stats.text import citations, edits, findings

LISTED = 5


def news(before: Dataset, after: Dataset) -> list[str]:
    """Return what is different between two readings, and whether the documents agree as before."""
    told = rows(before, after) or [_("The files were saved anew; no cell of them is another.")]
    return [*told, *_inconsistencies(before, after)]


def rows(before: Dataset, after: Dataset) -> list[str]:
    """Return which rows are new, others or gone: at most 5 lines, and how many more."""
    figures = _differences(before.figures, after.figures, ["year", "through", "source"], "arrivals")
    totals = _differences(before.totals, after.totals, ["as_of", "source"], "total")
    return _first([*figures, *totals, *edits.details(between(before.tables, after.tables, "hand"))])


def _inconsistencies(before: Dataset, after: Dataset) -> Iterator[str]:
    """Say how many more or fewer inconsistencies there are, nothing if they are as many."""
    change = len(after.warnings) - len(before.warnings)
    count = abs(change)
    said = ngettext(
        "{count} more inconsistency than before", "{count} more inconsistencies than before", count
    )
    if change < 0:
        said = ngettext(
            "{count} inconsistency less than before",
            "{count} inconsistencies fewer than before",
            count,
        )
    if change:
        yield said.format(count=formatting.number(count))


def _first(lines: list[str]) -> list[str]:
    """Return the first lines, and how many more there are."""
    more = len(lines) - LISTED
    return [*lines[:LISTED], *([_("and {count} more").format(count=more)] if more > 0 else [])]


def _differences(
    before: pd.DataFrame, after: pd.DataFrame, keys: list[str], count: str
) -> Iterator[str]:
    columns = [*keys, count, "publisher", "publisher_ko", "known_on"]
    pairs = before[columns].merge(
        after[columns], on=keys, how="outer", suffixes=("_before", ""), indicator=True
    )
    pairs = pairs[pairs[count].ne(pairs[f"{count}_before"])]
    newest = pairs.assign(day=pairs["known_on"].fillna(pairs["known_on_before"]))
    for row in analysis.records(newest.sort_values(["day", *keys], ascending=False)):
        counted = _counted(row)
        if row["_merge"] == "left_only":
            value = formatting.number(int(row[f"{count}_before"]))
            line = _("Taken away: {counted}: {count}, {publisher}")
            former = {name: row[f"{name}_before"] for name in ("publisher", "publisher_ko")}
            yield line.format(counted=counted, count=value, publisher=own(former, "publisher"))
            continue
        if row["_merge"] == "both":
            line = _("{counted}: {count} instead of {before}, {publisher}")
            before_count = formatting.number(int(row[f"{count}_before"]))
        else:
            line, before_count = _("{counted}: {count}, {publisher}"), ""
        yield line.format(
            counted=counted,
            count=formatting.number(int(row[count])),
            before=before_count,
            publisher=own(row, "publisher"),
        )


def _counted(row: Record) -> str:
    if "as_of" in row:
        day = formatting.day(row["as_of"].date().isoformat())
        return _("Total to {day}").format(day=day)
    if row["through"] == analysis.FULL_YEAR:
        return formatting.period(row["year"], analysis.FULL_YEAR)
    months = formatting.months(row["through"])
    return _("{year}, {months}").format(year=row["year"], months=months)


def consequences(
    before: Dataset, after: Dataset, year: int, through: int, source: str
) -> list[str]:
    """Return what an added figure changes: the comparison, revisions, totals and warnings.

    `before` and `after` are the files without and with it; three values identify the figure.
    """
    figures = after.figures
    of_count = (figures["year"] == year) & (figures["through"] == through)
    row = figures[of_count & (figures["source"] == source)].iloc[0]
    return [_change(row, after), _revision(row, before, after), *aftermath(before, after)]


def newest(before: Dataset, after: Dataset) -> list[str]:
    """Return what a change of the files does to the newest figures: at most 5 lines."""
    keys = ["year", "through"]
    pairs = before.by_months[[*keys, "arrivals"]].merge(
        after.by_months[[*keys, "arrivals"]], on=keys, how="outer", suffixes=("_before", "")
    )
    changed = pairs[pairs["arrivals"].astype("Int64").ne(pairs["arrivals_before"]).fillna(True)]
    said: list[str] = []
    for row in analysis.records(changed.sort_values(keys, ascending=False)):
        sentence = _("The newest figure for {period} is then {count}; until now {before}.")
        if pd.isna(row["arrivals"]):
            sentence = _("No figure for {period} is left; until now {before}.")
        elif pd.isna(row["arrivals_before"]):
            sentence = _("It is the first figure for {period}.")
        said.append(
            sentence.format(
                period=formatting.period(int(row["year"]), int(row["through"])),
                count=_number(row["arrivals"]),
                before=_number(row["arrivals_before"]),
            )
        )
    return _first(said)


def _number(count: float) -> str:
    return "" if pd.isna(count) else formatting.number(int(count))


def aftermath(before: Dataset, after: Dataset) -> list[str]:
    """Return what a change of the files does to sums and totals, and its new warnings."""
    known = set(map(str, before.warnings))
    return [
        *_totals(before, after),
        *_first(
            [
                _("New warning: {warning}").format(warning=each)
                for each in after.warnings
                if str(each) not in known
            ]
        ),
    ]


def _newest(dataset: Dataset, year: int, through: int) -> pd.Series | None:
    by_months = dataset.by_months
    found = by_months[(by_months["year"] == year) & (by_months["through"] == through)]
    return None if found.empty else found.iloc[0]


def _change(row: pd.Series, after: Dataset) -> str:
    year = row["year"] - 1
    before = _newest(after, year, row["through"])
    period = formatting.period(year, row["through"])
    if before is None:
        return _("No figure for {period} is in this collection to compare it with.").format(
            period=period
        )
    return _("{change} on {period}: {count} ({source}).").format(
        change=formatting.signed(row["arrivals"] - before["arrivals"]),
        period=period,
        count=formatting.number(before["arrivals"]),
        source=citations.publication(before),
    )


def _revision(row: pd.Series, before: Dataset, after: Dataset) -> str:
    period = formatting.period(row["year"], row["through"])
    old = _newest(before, row["year"], row["through"])
    new = _newest(after, row["year"], row["through"])
    if old is None or new is None:
        return _("It is the first figure for {period}.").format(period=period)
    known = formatting.bracketed(formatting.number(old["arrivals"]), citations.publication(old))
    change = new["arrivals"] - old["arrivals"]
    if change and new["unconfirmed"]:
        said = _(
            "It revises {period} by {change}, not confirmed by the Ministry; until now {known}."
        )
    elif change:
        said = _("It revises {period} by {change}; until now {known}.")
    elif row["role"] == "echoed":
        said = _("It repeats a value that the Ministry has replaced: {period} stays {known}.")
    elif row["step"] == new["step"]:
        said = _("It confirms the newest figure for {period}, {known}.")
    else:
        said = _("The newest figure for {period} stays {known}.")
    return said.format(period=period, change=formatting.signed(change), known=known)


def _totals(before: Dataset, after: Dataset) -> list[str]:
    """Say whether today's years add up to the newest total, and which older sums change."""
    columns = ["as_of", "source", "difference"]
    sums = after.sums.merge(before.sums[columns], on=columns[:2], suffixes=("", "_before"))
    now, was = sums["difference"], sums["difference_before"]
    changed = sums[(now.isna() != was.isna()) | (now != was).fillna(False)]
    return [
        *_newest_total(before, after),
        *(
            _("The total to {day}, {total}, then {difference}.").format(
                day=formatting.day(row["as_of"].date().isoformat()),
                total=formatting.number(row["total"]),
                difference=findings.difference(row),
            )
            for row in analysis.records(changed)
        ),
    ]


def _newest_total(before: Dataset, after: Dataset) -> Iterator[str]:
    totals = analysis.steps(after.totals, analysis.TOTAL)
    totals = totals[totals["as_of"].dt.is_year_end]
    if after.base is None or totals.empty:
        return
    total = totals.iloc[-1]
    counted, was = (_counted_to(total["as_of"].year, dataset) for dataset in (after, before))
    if counted is None:
        return
    difference = counted - total["total"]
    if difference:
        said = _(
            "The years to the end of {year} add up to {counted}, {difference} than the published "
            "total of {total}."
        )
    elif was == counted:
        said = _("The years to the end of {year} still add up to the published total of {total}.")
    else:
        said = _("The years to the end of {year} then add up to the published total of {total}.")
    yield said.format(
        year=formatting.period(total["as_of"].year, analysis.FULL_YEAR),
        counted=formatting.number(counted),
        difference=formatting.more_or_fewer(difference),
        total=formatting.number(total["total"]),
    )


def _counted_to(year: int, dataset: Dataset) -> int | None:
    """Return the sum of the newest figures to the end of a year, None across a gap."""
    base = 0 if dataset.base is None else dataset.base["total"]
    summed = analysis.cumulative(analysis.vintage(dataset.by_months), base)
    found = summed.loc[summed["year"] == year, "cumulative"]
    return None if found.empty else int(found.iloc[0])

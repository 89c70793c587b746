"""What does not add up across the periods of a table: the columns, and the printed shares."""

from collections.abc import Collection, Iterator, Sequence

from defector_stats.i18n.messages import N_, Said
from defector_stats.storage.wide.counted import COUNTED, Cells, Counts
from defector_stats.storage.wide.reading import Doubt
from defector_stats.storage.wide.values import share

ROUNDING = 0.5 + 1e-9


def sums_of_columns(
    total: Counts, cells: Cells, periods: Sequence[tuple[str, Counts]]
) -> Iterator[Doubt]:
    """Yield the totals that are not the sum of the periods, each with its label.

    Empty cells are taken as none.
    """
    for who in COUNTED:
        printed = total.get(who)
        found = [count for _label, counts in periods if (count := counts.get(who)) is not None]
        if printed is None or printed == sum(found):
            continue
        empty = [label for label, counts in periods if counts.get(who) is None]
        message = N_("{sum}, the sum of all periods")
        if empty:
            message = N_("{sum}, the sum of all periods (without a value: {periods})")
        expected = Said(message, sum=sum(found), periods=", ".join(empty))
        yield Doubt(f"total-{who}", cells[who].place, cells[who].text, expected)


def shares(counts: Counts, cells: Cells, key: str, marks: Collection[str] = ()) -> Iterator[Doubt]:
    """Yield the printed share of women if it is not that of the counts as they are rounded."""
    cell = cells.get("share")
    if cell is None:
        return
    try:
        printed = share(cell.text, marks)
    except ValueError:
        yield Doubt(f"share-{key}", cell.place, cell.text, Said(N_("a share in per cent")))
        return
    male, female, arrivals = map(counts.get, COUNTED)
    if arrivals is None and male is not None and female is not None:
        arrivals = male + female
    if printed is None or not arrivals or female is None:
        return
    value, digits = printed
    computed = 100 * female / arrivals
    if abs(value - computed) > ROUNDING * 10**-digits:
        numbers = {"share": f"{computed:.{digits}f}%", "female": female, "sum": arrivals}
        expected = Said(N_("{share}, {female} women of {sum}"), **numbers)
        yield Doubt(f"share-{key}", cell.place, cell.text, expected)

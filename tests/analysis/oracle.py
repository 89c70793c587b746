"""Steps by reading the rows one after the other: what the frames must agree with."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from defector_stats.dates import last_day
from defector_stats.storage.schema import Figure, Tables, Total

STANDING = {"ministry": 2, "press": 1, "other": 0, "": 0}
LAST_DAY = date(9999, 12, 31)
K = TypeVar("K", date, tuple[int, int])


@dataclass(frozen=True)
class Stated:
    """A document's word on a count."""

    value: int
    male: int | None
    female: int | None
    source: str
    kind: str
    day: date
    corrected: bool


@dataclass
class Step:
    """A value, its documents in order, and what they are."""

    value: int
    documents: list[Stated]
    cited: Stated
    again: bool
    unconfirmed: bool
    echoes: list[Stated] = field(default_factory=list)
    split: tuple[int | None, int | None] = (None, None)


def figures(tables: Tables, day: date = LAST_DAY) -> dict[tuple[int, int], list[Step]]:
    """Return the steps of each year and months, from the documents to a day."""
    return _by_count(tables, day, (((row.year, row.through), row) for row in tables.figures))


def totals(tables: Tables, day: date = LAST_DAY) -> dict[date, list[Step]]:
    """Return the steps of the total to each day, from the documents to a day."""
    return _by_count(tables, day, ((row.as_of, row) for row in tables.totals))


def _by_count(
    tables: Tables, day: date, rows: Iterable[tuple[K, Figure | Total]]
) -> dict[K, list[Step]]:
    documents = {source.id: source for source in tables.sources}
    corrects = {figure.source for figure in tables.figures if figure.status == "corrected"}
    by_count: dict[K, list[Stated]] = defaultdict(list)
    for key, row in rows:
        source = documents[row.source]
        published = last_day(source.published)
        corrected = row.source in corrects if isinstance(row, Total) else row.status == "corrected"
        value = row.total if isinstance(row, Total) else row.arrivals
        if published <= day:
            by_count[key].append(
                Stated(value, row.male, row.female, row.source, source.kind, published, corrected)
            )
    return {key: _steps(by_count[key]) for key in sorted(by_count)}


def _order(stated: Stated) -> tuple[date, bool, int, str]:
    return stated.day, stated.corrected, STANDING[stated.kind], stated.source


def _steps(stated: list[Stated]) -> list[Step]:
    stated = sorted(stated, key=_order)
    found: list[Step] = []
    ministry: Stated | None = None
    replaced: set[int] = set()
    for place, each in enumerate(stated):
        before = {other.value for other in stated[:place]}
        if each.kind == "ministry":
            ministry, replaced = each, before - {each.value}
        elif each.value in replaced:
            found[-1].echoes.append(each)
            continue
        if found and found[-1].value == each.value:
            found[-1].documents.append(each)
            if STANDING[each.kind] > STANDING[found[-1].cited.kind]:
                found[-1].cited = each
        else:
            agrees = ministry is not None and ministry.value == each.value
            cited = ministry if agrees and ministry else each
            unconfirmed = ministry is not None and not agrees
            found.append(Step(each.value, [each], cited, each.value in before, unconfirmed))
    for step in found:
        same = [each for each in stated if each.value == step.value]
        step.unconfirmed &= all(each.kind != "ministry" for each in same)
        whole = [each for each in same if each.male is not None]
        if whole:
            best = max(whole, key=lambda each: STANDING[each.kind])
            step.split = best.male, best.female
    return found

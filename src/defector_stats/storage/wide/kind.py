"""Whether a table counts arrivals of years at all: another unit, running counts, months alone."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from defector_stats.i18n.messages import N_, Said
from defector_stats.storage.wide.counted import Counts
from defector_stats.storage.wide.labels import is_cumulative, is_unit, label, plain
from defector_stats.storage.wide.periods import Period, like_a_period
from defector_stats.storage.wide.reading import Doubt
from defector_stats.storage.wide.strips import Column
from defector_stats.storage.wide.table import A_ROLE, Table

_MANY = r"[천만백千万百]|thousand|hundred|million"
_OTHER_UNIT = re.compile(rf"{_MANY}|세대|가구|건|household|famil|户|戶")
_MANY_IN_LABEL = re.compile(rf"[(\[][^)\]]*({_MANY})")
_IN_BRACKETS = re.compile(r"[(\[].*?([)\]]|$)")
_VALUE = re.compile(r"\s\S*\d|\d\d")
_PERSONS = Said(N_("persons as the unit"))
WHOLE = 100


def doubts(table: Table, counts: Mapping[Column, Counts]) -> Iterator[Doubt]:
    """Yield what says that the values are something else than the arrivals of the periods."""
    labels = [cell for column, cell in table.labels.items() if column]
    place = labels[0].place
    for text in [*table.above, *table.below, *(cell.text for cell in labels)]:
        if is_unit(text) and _OTHER_UNIT.search(plain(text).casefold()):
            yield Doubt("unit", place, text, _PERSONS)
    for name in table.names.values():
        if _MANY_IN_LABEL.search(plain(name).casefold()):
            yield Doubt("unit", place, name, _PERSONS)
        if like_a_period(name) or _VALUE.search(label(_IN_BRACKETS.sub("", name))):
            yield Doubt("label", place, name, A_ROLE)
    yield from _cumulative(table, counts)
    yield from _months(table)


def _cumulative(table: Table, counts: Mapping[Column, Counts]) -> Iterator[Doubt]:
    """Doubt counts that go on from year to year, as a label or a text above says, and shares."""
    place = next(cell.place for column, cell in table.labels.items() if column)
    years = sorted((each for each in counts if each and not each.several), key=lambda of: of.end)
    found = [value for each in years if (value := counts[each].get("arrivals")) is not None]
    rises = len(found) > 1 and all(one <= other for one, other in pairwise(found))
    for text in [] if table.running else [*table.names.values(), *table.above]:
        if is_cumulative(text) and (rises or len(table.roles) == 1):
            yield Doubt("cumulative", place, text, Said(N_("the arrivals of each period alone")))
            break
    if len(found) > 1 and set(found) == {WHOLE}:
        yield Doubt("unit", place, str(WHOLE), _PERSONS)


def _months(table: Table) -> Iterator[Doubt]:
    """Doubt periods of one year: they may count some months alone, not those from January on."""
    years: dict[int, Period] = {}
    for column, cell in table.labels.items():
        if column and not column.several and years.setdefault(column.last, column) != column:
            expected = Said(N_("one period of a year, counted from January on"))
            yield Doubt(f"months-{column.key}", cell.place, cell.text, expected)

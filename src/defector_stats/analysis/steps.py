"""Steps: the consecutive documents that state the same value for the same months. Pure.

What a statement is when it is made (first, revised, again, confirmed, echoed) follows from the
documents before it alone, so the statements of a vintage are those of all, cut off at its day.
Rows are given in order of publication; `of` says what they count.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

Places = npt.NDArray[Any]

MONTHS = ["year", "through"]
FIRST, REVISED, AGAIN, CONFIRMED, ECHOED = "first", "revised", "again", "confirmed", "echoed"
# Who is cited first, and whose word counts on one day; a document of no kind is another one.
STANDING = {"ministry": 2, "press": 1}
MINISTRY = STANDING["ministry"]


@dataclass(frozen=True)
class Count:
    """What is counted: the columns that name it, and that of the persons."""

    keys: tuple[str, ...]
    value: str


FIGURE, TOTAL = Count(("year", "through"), "arrivals"), Count(("as_of",), "total")


def with_steps(rows: pd.DataFrame, of: Count = FIGURE) -> pd.DataFrame:
    """Return the rows with the `step` (from 1) that each belongs to, and its `role`.

    The role is first, revised, again (a return to a value stated before), confirmed or echoed. An
    echo repeats, without being the Ministry's, a value that the Ministry's newest document
    replaced: it changes nothing, and belongs to the step that stands.
    """
    by_count = rows.sort_values([*of.keys], kind="stable")
    at = _Places(by_count, of)
    echo = at.contradicts & (at.earliest < at.ministry)
    counted = np.flatnonzero(~echo)
    stated, one = at.stated[counted], at.one[counted]
    new = np.zeros(len(rows), bool)
    new[counted] = _changes(one) | _changes(stated)
    number = new.cumsum()
    step = number - number[at.start] + 1
    place = np.arange(len(rows))
    kinds = [echo, ~new, at.start == place, at.earliest < place]
    role = np.select(kinds, [ECHOED, CONFIRMED, FIRST, AGAIN], REVISED)
    return rows.assign(
        step=pd.Series(step, by_count.index),
        role=pd.Series(role, by_count.index, dtype=object),
    )


def steps(rows: pd.DataFrame, of: Count = FIGURE) -> pd.DataFrame:
    """Return the steps of rows from `with_steps`: a row each, by what they count and number.

    It has the columns of the document that is cited (the Ministry's before the press before
    others, among equals the first; where a value returns to that of the Ministry's newest
    document, that one), and

    - `male`, `female`, `split_source`: the best split that any document gives for the value, and
      which (blank for none)
    - `stated_on`, `last_known_on`: the days of its first and its last document, `first_published`
      that of the first as far as it is known
    - `publications`, `confirmed_by`: its documents, and those of them that only confirm it
    - `echoes`: the documents that repeated a replaced value while it stood
    - `status`: provisional if the newest of the documents that could be cited says so, else
      corrected if any document does
    - `corrected_from`: the value before it, where a document says corrected
    - `again`: it returns to a value that was stated before
    - `unconfirmed`: it contradicts the Ministry's document, and none of the Ministry's has it
    """
    ordered = rows.sort_values([*of.keys], kind="stable", ignore_index=True)
    at, size = _Places(ordered, of), len(ordered)
    echo = ordered["role"].eq(ECHOED).to_numpy()
    counted = np.flatnonzero(~echo)
    starts = np.flatnonzero(
        _changes(at.one[counted]) | _changes(ordered["step"].to_numpy()[counted])
    )
    start, publications = counted[starts], np.diff(starts, append=len(counted))
    end = counted[starts + publications - 1]

    def document(best: Places, place: Places) -> Places:
        """Return the Ministry's newest document at a place if it agrees, else the best one."""
        return np.where(at.agrees[place], at.ministry[place], best % size)

    best = (
        np.minimum.reduceat(at.first[counted], starts),
        np.maximum.reduceat(at.last[counted], starts),
    )
    split = _least(at.by_split, at.same)[start] % size
    status = ordered["status"].to_numpy()[document(best[1], end)]
    corrected = np.logical_or.reduceat(ordered["corrected"].to_numpy()[counted], starts)
    before = np.roll(at.stated[start], 1)
    column = {name: ordered[name].array for name in ("male", "female", "source", "known_on")}
    return (
        ordered.drop(columns=["role", "corrected"])
        .take(document(best[0], start))
        .assign(
            step=ordered["step"].array[start],
            male=column["male"][split],
            female=column["female"][split],
            split_source=np.where(at.blanks[split] == 0, column["source"][split], ""),
            stated_on=column["known_on"][start],
            first_published=ordered["published"].array[start],
            last_known_on=column["known_on"][end],
            publications=publications,
            confirmed_by=publications - 1,
            echoes=np.diff(np.append(start, size)) - publications,
            status=np.where(corrected & (status == "published"), "corrected", status),
            corrected_from=pd.arrays.IntegerArray(before, _changes(at.one[start]) | ~corrected),
            again=ordered["role"].eq(AGAIN).array[start],
            unconfirmed=(at.contradicts & ~at.ever_of_ministry)[start],
        )
        .reset_index(drop=True)
    )


def standing(rows: pd.DataFrame, of: Count = FIGURE) -> pd.DataFrame:
    """Return what stands from each statement on, in persons, in order of their days `known_on`.

    `stated_on` is the day of the statement, `revised_on` that of the last revision, missing if
    there was none; the split is the best that was known that day.
    """
    needed = ["known_on", *of.keys, of.value, "male", "female", "standing", "role"]
    counted = rows.loc[rows["role"] != ECHOED, needed]
    counted = counted.sort_values([*of.keys], kind="stable", ignore_index=True)
    at = _Places(counted, of)
    best = pd.Series(at.by_split).groupby(at.same).cummin().to_numpy() % len(counted)
    split = counted[["male", "female"]].take(best).set_axis(counted.index)
    revised = counted["known_on"].where(counted["role"].isin([REVISED, AGAIN]))
    stands = counted[["known_on", *of.keys, of.value]].join(split)
    stands["stated_on"] = counted["known_on"]
    stands["revised_on"] = revised.groupby(at.one).ffill()
    return stands.sort_values("known_on", kind="stable")


def standing_at(asked: pd.DataFrame, stands: pd.DataFrame, of: Count = FIGURE) -> pd.DataFrame:
    """Return what stood on the day `known_on` for each row that asks, as `standing` has it.

    All is missing where nothing was stated yet.
    """
    found = pd.merge_asof(
        asked.astype({"known_on": stands["known_on"].dtype})
        .reset_index()
        .sort_values("known_on", kind="stable"),
        stands,
        on="known_on",
        by=[*of.keys],
    )
    return found.set_index("index").loc[asked.index]


def gathered(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame with the columns of each type together: rows are taken in half the time."""
    return frame.copy()


class _Places:
    """Where things stand among rows that are sorted by what they count, then by publication.

    Arrays of a number for each row. `first` and `last` order the rows by standing and place, and
    `by_split` those with a whole split first; modulo the number of rows they are the place.
    """

    def __init__(self, ordered: pd.DataFrame, of: Count) -> None:
        size, place = len(ordered), np.arange(len(ordered))
        standing = ordered["standing"].to_numpy()
        self.stated = ordered[of.value].to_numpy()
        new = np.logical_or.reduce([_changes(ordered[key].to_numpy()) for key in of.keys])
        self.one = new.cumsum()
        self.start = np.maximum.accumulate(np.where(new, place, 0))
        pair = self.one * (self.stated.max(initial=0) + 1) + self.stated
        _pairs, earliest, self.same = np.unique(pair, return_index=True, return_inverse=True)
        self.earliest = earliest[self.same]
        of_ministry = standing == MINISTRY
        newest = np.maximum.accumulate(np.where(of_ministry, place, -1))
        self.ministry = np.where(newest >= self.start, newest, -1)
        differs = self.stated[self.ministry] != self.stated
        self.contradicts = (self.ministry >= 0) & differs
        self.agrees = (self.ministry >= 0) & ~differs
        self.ever_of_ministry = np.bincount(self.same, of_ministry)[self.same] > 0
        self.first = place + (MINISTRY - standing) * size
        self.last = place + standing * size
        men, women = (ordered[sex].isna().to_numpy(int) for sex in ("male", "female"))
        self.blanks = men + women
        self.by_split = self.first + self.blanks * (MINISTRY + 1) * size


def _changes(values: Places) -> npt.NDArray[np.bool_]:
    """Say where a value differs from the one before it; the first one does."""
    return np.concatenate([np.ones(min(len(values), 1), bool), values[1:] != values[:-1]])


def _least(ranks: Places, group: Places) -> Places:
    """Return for each row the least rank of its group."""
    order = np.lexsort((ranks, group))
    return ranks[order][np.flatnonzero(_changes(group[order]))][group]

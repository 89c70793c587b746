from typing import Any

import pytest

from defector_stats.analysis.dataset import Dataset
from defector_stats.storage.schema import Figure, Source, Tables


def test_the_warnings_of_the_shipped_files_are_those_of_the_readme(shipped: Tables) -> None:
    found = {(each.file, each.value) for each in Dataset(shipped).warnings}
    totals = [
        4410,
        6304,
        15057,
        23568,
        24193,
        24613,
        24934,
        29543,
        30062,
        30208,
        30490,
        30805,
        30992,
        31093,
        31339,
        31531,
        31827,
        32042,
        32381,
    ]
    assert {value for file, value in found if file == "totals.csv"} == {"1395", *map(str, totals)}
    assert {value for file, value in found if file == "arrivals.csv"} == {
        "704",
        "468",
        "476",
        "189",
    }


def made(*rows: tuple[int, int, int, int | None]) -> list[str]:
    def named(number: int) -> dict[str, Any]:
        return {
            "id": f"s{number}",
            "title": "T",
            "publisher": "P",
            "author": "",
            "url": "",
            "published": f"2020-01-0{number}",
            "language": "en",
            "note": "",
        }

    figures = [
        Figure(
            year=year,
            through=through,
            arrivals=arrivals,
            male=male,
            female=None if male is None else arrivals - male,
            status="published",
            source=f"s{number}",
            note="",
            line=number + 1,
        )
        for number, (year, through, arrivals, male) in enumerate(rows, 1)
    ]
    sources = [Source(**named(number)) for number in range(1, len(rows) + 1)]
    return list(map(str, Dataset(Tables(figures, sources, [], [])).warnings))


@pytest.mark.parametrize(
    ("rows", "warning"),
    [
        (
            [(2009, 6, 90, None), (2009, 12, 80, None)],
            "arrivals.csv, line 2, column arrivals: found '90', "
            "expected at most 80, the newest figure for all of 2009",
        ),
        (
            [(2009, 3, 90, None), (2009, 6, 80, None)],
            "arrivals.csv, line 3, column arrivals: found '80', "
            "expected at least 90, the newest figure for January–March 2009",
        ),
        (
            [(2009, 12, 90, 40), (2009, 12, 90, 41)],
            "arrivals.csv, line 3, column male: found '41', "
            "expected 40 men and 50 women, as s1 splits 90",
        ),
        ([(2009, 3, 70, None), (2009, 6, 80, None), (2009, 12, 90, 40)], None),
        ([(2009, 12, 90, 40), (2009, 12, 80, None)], None),
    ],
)
def test_what_is_inconsistent_is_a_warning(
    rows: list[tuple[int, int, int, int | None]], warning: str | None
) -> None:
    assert made(*rows) == ([warning] if warning else [])

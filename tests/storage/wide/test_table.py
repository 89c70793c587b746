"""The Ministry's table in the shapes in which people meet it."""

import csv
from pathlib import Path

import pytest

from defector_stats.storage import wide
from defector_stats.storage.wide import NotUnderstoodError, Reading
from tests.helpers import SHIPPED
from tests.storage.wide.plain import (
    TODAY,
    Figure,
    figures,
    keys,
    provisional,
    read,
    totals,
)

SHAPES = sorted((Path(__file__).parent / "corpus").iterdir())


def stated(document: str) -> list[Figure]:
    """Return the figures that the data files give of a document of the Ministry."""
    lines = csv.DictReader((SHIPPED / "arrivals.csv").read_text("utf-8").splitlines())
    found = {
        int(line["year"]): (
            int(line["year"]),
            int(line["through"]),
            int(line["arrivals"]),
            int(line["male"]),
            int(line["female"]),
        )
        for line in lines
        if line["source"] == document
    }
    return [found[year] for year in sorted(found)]


UNTIL_2024 = stated("mou-2025-12")[:-1]
STATED = {
    "mou-2012-01": stated("mou-2012-01"),
    "mou-2020-09": stated("mou-2020-09"),
    "mou-2024-12": UNTIL_2024,
    "mou-2025-06": [*UNTIL_2024, (2025, 6, 96, 8, 88)],
    "mou-2025-12": stated("mou-2025-12"),
}
PROVISIONAL = {"mou-2012-01": [2011], "mou-2020-09": [2020], "mou-2025-12": [2025]}
RANGES = [("1998-12-31", 947, 831, 116), ("2001-12-31", 1990, 1396, 594)]
RANGES_IN_2012 = [("1998-12-31", 947, 829, 118), ("2001-12-31", 1990, 1392, 598)]
TOTALS = {
    "mou-2012-01": [*RANGES_IN_2012, ("2011-12-31", 23100, 7171, 15929)],
    "mou-2020-09": [*RANGES, ("2020-09-30", 33718, 9427, 24291)],
    "mou-2024-12": [],
    "mou-2025-06": [*RANGES, ("2025-06-30", 34410, 9576, 24834)],
    "mou-2025-12": [*RANGES, ("2025-12-31", 34537, 9593, 24944)],
}


@pytest.fixture(scope="module", params=SHAPES, ids=lambda path: path.name)
def shape(request: pytest.FixtureRequest) -> tuple[str, str, Reading]:
    """The document and the language in the name of a file, and what was read in it."""
    path: Path = request.param
    return path.name[:11], path.name[12:14], wide.read(path.name, path.read_bytes(), TODAY)


def test_every_shape_gives_the_figures_of_its_document(shape: tuple[str, str, Reading]) -> None:
    document, _language, reading = shape
    assert figures(reading) == STATED[document]
    assert provisional(reading) == PROVISIONAL.get(document, [])


def test_the_first_columns_and_the_last_are_totals(shape: tuple[str, str, Reading]) -> None:
    document, _language, reading = shape
    assert totals(reading) == TOTALS[document]


def test_only_the_misprint_of_the_chinese_page_is_doubted(shape: tuple[str, str, Reading]) -> None:
    _document, language, reading = shape
    assert keys(reading) == (["share-2020-09"] if language == "zh" else [])
    for doubt in reading.doubts:
        assert str(doubt).endswith("found '72.1%', expected 67.2%, 131 women of 195")
    assert not reading.refusals({"share-2020-09"})


def test_the_language_of_the_labels_is_that_of_the_document(
    shape: tuple[str, str, Reading],
) -> None:
    _document, language, reading = shape
    assert reading.language == language


LAYOUTS = {
    "bands": """구분,2023,2024
남,32,26
여,164,210
합계,196,236
구분,2025,합계
남,25,83
여,198,572
합계,223,655
""",
    "side by side": """연도,남,여,계,연도,남,여,계
2023,32,164,196,2025,25,198,223
2024,26,210,236,계,83,572,655
""",
    "sexes below years": """구분,2023,,,2024,,,2025,,,계,,
,남,여,계,남,여,계,남,여,계,남,여,계
입국인원,32,164,196,26,210,236,25,198,223,83,572,655
""",
    "sexes beside years": """연도,성별,인원
2023,남,32
2023,여,164
2023,계,196
2024,남,26
2024,여,210
2024,계,236
2025,남,25
2025,여,198
2025,계,223
""",
    "blocks of a sex": """성별,구분,2023,2024,2025
남,계,32,26,25
여,계,164,210,198
합계,계,196,236,223
""",
    "newest first": """Year\tTotal\tMen\tWomen
2025\t223\t25\t198
2024\t236\t26\t210
2023\t196\t32\t164
""",
    "markdown": """| Year | 2023 | 2024 | 2025 |
|---|---|---|---|
| Men | 32 | 26 | 25 |
| Women | 164 | 210 | 198 |
| Total | 196 | 236 | 223 |
""",
    "without labels": """2023 32 164 196
2024 26 210 236
2025 25 198 223
""",
    "with units and footnotes": """구분¹⁾,2023년,2024년,2025년*
남(명),32명,26명,25명
여(명),164명,210명,198명
합계1),196명,236명,223명
* 2025년 12월말 기준
""",
    "further rows": """구분,2023,2024,2025
남,32,26,25
여,164,210,198
계,196,236,223
전년대비,,40,-13
비고,,,잠정
""",
    "further table": """구분,2023,2024,2025
남,32,26,25
여,164,210,198
계,196,236,223

구분,10대,20대,계
남,1,2,3
""",
    "one cell a line": "\n".join(
        [
            "구분",
            "2023",
            "2024",
            "2025",
            "남",
            "32",
            "26",
            "25",
            "여",
            "164",
            "210",
            "198",
            "계",
            "196",
            "236",
            "223",
        ]
    ),
    "one cell a line, years down": "\n".join(
        [
            "연도",
            "남",
            "여",
            "계",
            "2023",
            "32",
            "164",
            "196",
            "2024",
            "26",
            "210",
            "236",
            "2025",
            "25",
            "198",
            "223",
        ]
    ),
    "broken labels": """
 구   2023  2024  2025.12
 분                 월
 남     32    26      25
(명)
 여    164   210     198
(명)
 합
 계    196   236     223
(명)
 여
 성  83.7% 89.0%   88.8%
 비
 율
""",
}


@pytest.mark.parametrize("text", LAYOUTS.values(), ids=LAYOUTS)
def test_other_layouts_of_the_same_table(text: str) -> None:
    reading = read(text)
    assert keys(reading) == []
    expected = [(2023, 12, 196, 32, 164), (2024, 12, 236, 26, 210), (2025, 12, 223, 25, 198)]
    assert figures(reading) == expected


NOT_UNDERSTOOD = {
    "": "an empty file",
    "hello,world\n1,2\n": "neither years nor labels of men, women or their sum",
    "구분,0-9세,10-19세,계\n남,1,2,3\n여,4,5,9\n": "labels (계, 남, 여), but no years across",
    "연도,서울,부산\n2023,1,2\n2024,3,4\n": "years (2023, 2024), but no label of men, women or",
}


@pytest.mark.parametrize(("text", "found"), NOT_UNDERSTOOD.items())
def test_what_is_not_understood_says_what_was_recognised(text: str, found: str) -> None:
    with pytest.raises(NotUnderstoodError) as caught:
        read(text)
    assert found in str(caught.value)
    assert "table.csv: found" in str(caught.value)
    assert "expected a table with years across or down" in str(caught.value)

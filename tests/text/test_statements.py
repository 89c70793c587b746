from dataclasses import replace

import pytest

from defector_stats.analysis.dataset import Dataset
from defector_stats.i18n.messages import speaking
from defector_stats.storage.schema import Figure, Source, Tables, Total
from defector_stats.text import statements
from defector_stats.text.statements import Statement

NEW = Source.model_validate(
    {
        "id": "new",
        "title": "T",
        "publisher": "P",
        "author": "",
        "published": "2026-10",
        "url": "",
        "language": "en",
        "note": "",
        "kind": "ministry",
    }
)


@pytest.fixture(scope="module")
def added(tables: Tables) -> list[Statement]:
    """What a document adds that states something new, something else and the same."""

    def figure(year: int, through: int, arrivals: int, **others: object) -> Figure:
        cells = {"year": year, "through": through, "arrivals": arrivals, "source": "new"}
        blank = {"male": None, "female": None, "status": "published", "note": ""}
        return Figure.model_validate({**cells, **blank, **others})

    figures = [
        figure(2026, 6, 105, male=5, female=100, status="provisional"),
        figure(2024, 12, 237),
        figure(2023, 12, 196),
    ]
    total = Total.model_validate(
        {
            "as_of": "2026-06-30",
            "total": 34642,
            "male": None,
            "female": None,
            "source": "new",
            "note": "",
        }
    )
    after = replace(
        tables,
        sources=[*tables.sources, NEW],
        figures=[*tables.figures, *figures],
        totals=[*tables.totals, total],
    )
    return statements.added(Dataset(tables), Dataset(after))


def test_each_count_says_what_it_does_to_the_one_before(added: list[Statement]) -> None:
    assert {heading: list(map(str, of)) for heading, of in statements.by_role(added)} == {
        "New here: 2": [
            "January–June 2026: 105; 5 men, 100 women, provisional",
            "Total to 30 June 2026: 34,642",
        ],
        "Revised: 1": ["2024: 237 instead of 236 (+1)"],
        "Confirmed: 1": ["2023: 196"],
    }


def test_it_is_said_in_korean(added: list[Statement]) -> None:
    with speaking("ko"):
        headings = dict(statements.by_role(added))
    assert [*headings] == ["새 수치: 2건", "수정: 1건", "재확인: 1건"]


def test_the_values_are_there_for_a_page(added: list[Statement]) -> None:
    (revised,) = (each for each in added if each.role == "revised")
    assert (revised.stood, revised.value, revised.revision, revised.document) == (
        236,
        237,
        1,
        "new",
    )


def test_nothing_is_added_where_nothing_is_new(tables: Tables) -> None:
    assert statements.added(Dataset(tables), Dataset(tables)) == []

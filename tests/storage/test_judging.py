"""Suggestions: each is tried by the rules that refused the line."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from defector_stats.errors import DataError, Problem
from defector_stats.storage import repository
from defector_stats.storage.schema import Figure
from tests.helpers import SAMPLE

FILES = repository.contents(SAMPLE)
TODAY = date(2026, 11, 25)
FIGURE = {
    "year": "2010",
    "through": "11",
    "arrivals": "236",
    "male": "26",
    "female": "210",
    "status": "published",
    "source": "mou-2012-01",
    "note": "",
}


def problems(**cells: str) -> list[Problem]:
    line = ",".join(f'"{cell}"' for cell in {**FIGURE, **cells}.values())
    figures = FILES[Figure.file] + line.encode() + b"\n"
    try:
        repository.parse({**FILES, Figure.file: figures}, TODAY)
    except DataError as error:
        return error.problems
    return []


@pytest.mark.parametrize(
    ("cells", "suggestions"),
    [
        ({"year": "'10"}, ["2010"]),
        ({"year": "2010년"}, ["2010"]),
        ({"year": "'24", "through": "3"}, [""]),  # mou-2012-01 cannot count 2024
        ({"year": "20 62"}, [""]),
        ({"year": "62년"}, ["1962"]),
        ({"through": "11월"}, ["11"]),
        ({"through": "13명"}, [""]),
        ({"through": "12.0"}, [""]),  # there is a figure for the whole year
        ({"arrivals": "236명"}, ["236"]),
        ({"arrivals": "237명"}, [""]),  # does not add up
        ({"arrivals": "30,000,001명", "male": "", "female": ""}, [""]),
        ({"male": "26명", "female": "210명"}, ["26", "210"]),
        ({"male": "26명", "female": "211명"}, ["", ""]),
        ({"arrivals": "236명", "status": "x"}, ["236", ""]),
        ({"status": "잠정"}, ["provisional"]),
        ({"source": "mou-2012-1"}, ["mou-2012-01"]),
        ({"source": "mou-2012-1", "through": "12"}, ["mou-2012-01"]),  # it is what was meant
    ],
)
def test_only_what_would_be_accepted_is_suggested(
    cells: dict[str, str], suggestions: list[str]
) -> None:
    assert [problem.suggestion for problem in problems(**cells)] == suggestions


WRITTEN = st.sampled_from(
    ["{}명", "'{}", "{}.0", "{} ", "{}년", "{}월", "1~{}월", "{}*", "{}¹", "{} 1", "{}p", "{}."]
)


@given(
    st.dictionaries(
        st.sampled_from(["year", "through", "arrivals", "male", "female"]),
        st.tuples(WRITTEN, st.integers(0, 2100)),
        max_size=3,
    )
)
def test_a_line_whose_suggestions_are_taken_has_none_of_these_problems(
    written: dict[str, tuple[str, int]],
) -> None:
    cells = {column: form.format(number) for column, (form, number) in written.items()}
    found = problems(**cells)
    meant = {problem.column: problem.suggestion for problem in found if problem.suggestion}
    wrong = {problem.column for problem in found}
    assert {problem.column for problem in problems(**{**cells, **meant})} <= wrong - set(meant)

import re
import unicodedata

import pytest
from pydantic import ValidationError

from defector_stats.cli.add import OF_SOURCE, QUESTIONS
from defector_stats.storage.fields import described
from defector_stats.storage.schema import KINDS, Figure, Row, Schedule, Source, Total
from defector_stats.text.columns import COLUMNS
from tests.helpers import SHIPPED

FIGURE = {
    "year": "2009",
    "through": "12",
    "arrivals": "2927",
    "male": "",
    "female": "",
    "status": "published",
    "source": "s",
    "note": "",
}


def test_a_figure_is_read_from_text() -> None:
    figure = Figure.model_validate({**FIGURE, "male": "671", "female": "2256"})
    assert (figure.year, figure.arrivals, figure.female) == (2009, 2927, 2256)
    assert Figure.model_validate(FIGURE).male is None


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("year", "209"),
        ("year", "nineteen"),
        ("through", "13"),
        ("through", "0"),
        ("arrivals", "-1"),
        ("arrivals", "2,92"),
        ("arrivals", "1e3"),
        ("arrivals", "2927.0"),
        ("arrivals", "٢"),
        ("status", "final"),
        ("source", ""),
    ],
)
def test_a_wrong_cell_is_refused(column: str, value: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Figure.model_validate({**FIGURE, column: value})
    assert [error["loc"][0] for error in caught.value.errors()] == [column]


TOTAL = {"as_of": "2025-12-31", "total": "10", "source": "s", "note": ""}


@pytest.mark.parametrize(
    ("kind", "cells"),
    [
        (Figure, {**FIGURE, "arrivals": "236", "male": "26", "female": "216"}),
        (Figure, {**FIGURE, "arrivals": "236", "male": "237"}),
        (Total, {**TOTAL, "male": "1", "female": "1"}),
        (Total, {**TOTAL, "male": "", "female": "11"}),
    ],
)
def test_sexes_that_do_not_add_up_are_refused(kind: type[Row], cells: dict[str, str]) -> None:
    with pytest.raises(ValidationError) as caught:
        kind.model_validate({"male": "", "female": "", **cells})
    assert [error["type"] for error in caught.value.errors()] == ["sexes"]


def test_text_is_composed_and_garbled_text_refused() -> None:
    apart = unicodedata.normalize("NFD", "북한이탈주민")
    assert Figure.model_validate({**FIGURE, "note": f" {apart} "}).note == "북한이탈주민"
    for note in ("북한".encode().decode("latin-1"), "북한\ufffd", "?? ??"):
        with pytest.raises(ValidationError) as caught:
            Figure.model_validate({**FIGURE, "note": note})
        assert [error["loc"] for error in caught.value.errors()] == [("note",)]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.file)
def test_each_column_says_what_it_is_called_and_what_stands_in_it(kind: type[Row]) -> None:
    for column in described(kind):
        assert column.label, column.name
        assert column.expected, column.name
        assert column.hint or column.name == "status"
    assert [column.name for column in described(kind)] == kind.columns()


def test_the_command_asks_for_the_columns() -> None:
    asked = {OF_SOURCE.get(name, name) for name in QUESTIONS}
    for kind in (Figure, Source):
        assert {column.name for column in described(kind) if not column.optional} <= asked


def test_the_columns_that_leave_with_an_exported_row() -> None:
    columns = [column for kind in (Figure, Total, Source) for column in described(kind)]
    exported = {column.name for column in columns if column.exported}
    assert exported == {
        column.name for column in columns if column.name in {each.key for each in COLUMNS}
    }


def test_a_file_of_the_first_version_has_every_column_that_it_must_have() -> None:
    needed = {
        kind.file: [column.name for column in described(kind) if not column.optional]
        for kind in KINDS
    }
    assert needed == {
        "arrivals.csv": [
            *("year", "through", "arrivals", "male", "female", "status", "source", "note"),
        ],
        "sources.csv": [
            "id",
            "title",
            "publisher",
            "author",
            "published",
            "url",
            "language",
            "note",
        ],
        "totals.csv": ["as_of", "total", "male", "female", "source", "note"],
        "events.csv": ["date", "label", "label_ko", "description", "source"],
        "schedule.csv": ["from", "months", "source", "note"],
    }


def test_a_row_is_written_as_it_is_read() -> None:
    row = Schedule.model_validate({"from": "2025-08", "months": "12, 6", "source": "s", "note": ""})
    assert row.months == (6, 12)
    assert row.cells() == {
        "from": "2025-08",
        "months": "6 12",
        "source": "s",
        "note": "",
        "note_ko": "",
    }
    assert Schedule.model_validate(row.cells()) == row
    figure = Figure.model_validate({**FIGURE, "arrivals": "2,927", "male": " "})
    assert figure.cells() == {**FIGURE, "note_ko": ""}


def test_the_readme_of_the_data_tells_of_every_column() -> None:
    """Each file has a section with a table: its columns, and which of them may be missing."""
    readme = (SHIPPED / "README.md").read_text("utf-8")
    for kind in KINDS:
        section = readme.split(f"## {kind.file}:")[1].split("\n## ")[0]
        rows = re.findall(r"^\| (`.+?`) \| (.*) \|$", section, re.MULTILINE)
        told = {
            name: "may be missing" in meaning
            for names, meaning in rows
            for name in re.findall("`([a-z_]+)`", names)
        }
        optional = {column.name for column in described(kind) if column.optional}
        assert set(told) == set(kind.columns())
        assert {name for name, missing in told.items() if missing} >= optional


def test_a_note_whose_comma_split_it_is_no_note_in_korean() -> None:
    with pytest.raises(ValidationError, match="note_ko"):
        Figure.model_validate({**FIGURE, "note": "read through a copy", "note_ko": " not seen"})
    figure = Figure.model_validate({**FIGURE, "note_ko": "사본으로 확인"})
    assert figure.note_ko == "사본으로 확인"

"""What a figure, a source, a total and an event are: the one definition of the four files.

Each field's `description` is the sentence that an error message uses for "expected".
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

FIRST_YEAR = 1948


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong in a data file: where it stands, what was found and expected."""

    file: str
    line: int
    column: str
    value: str
    expected: str

    def __str__(self) -> str:
        where = f"{self.file}, line {self.line}" if self.line else self.file
        column = f", column {self.column}" if self.column else ""
        return f"{where}{column}: found {self.value!r}, expected {self.expected}"


def last_day(text: str) -> date:
    """Return the last day that a partial ISO date ("2011", "2011-10", "2011-10-03") can mean.

    Raises ValueError when the text is no such date.
    """
    match = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", text, re.ASCII)
    if not match:
        raise ValueError(text)
    year, month = int(match[1]), int(match[2] or 12)
    if not 1 <= month <= 12:
        raise ValueError(text)
    return date(year, month, int(match[3] or calendar.monthrange(year, month)[1]))


def _partial_date(text: str) -> str:
    last_day(text)
    return text


def _whole_number(cell: object) -> object:
    """Refuse what `int` would read but a file should not hold: 1e3, 1_000, 71.0."""
    if isinstance(cell, str) and not re.fullmatch(r"[0-9]+", cell):
        raise ValueError(cell)
    return cell


def _blank_is_none(cell: object) -> object:
    return None if cell == "" else cell


Whole = Annotated[int, Field(ge=0), BeforeValidator(_whole_number)]
Persons = Annotated[Whole, Field(description="a whole number of persons, 0 or more")]
OptionalPersons = Annotated[
    Whole | None,
    BeforeValidator(_blank_is_none),
    Field(description="a whole number of persons, 0 or more, or blank"),
]
Text = Annotated[str, Field(min_length=1, description="some text")]
PartialDate = Annotated[
    str,
    AfterValidator(_partial_date),
    Field(description="a date as YYYY-MM-DD, YYYY-MM or YYYY"),
]
Day = Annotated[
    date,
    BeforeValidator(lambda cell: date.fromisoformat(cell) if isinstance(cell, str) else cell),
    Field(description="a day as YYYY-MM-DD"),
]
SourceId = Annotated[str, Field(min_length=1, description="the id of a source in sources.csv")]


class Row(BaseModel):
    """A row of a data file; `line` is where it stands in the file, not one of its columns."""

    model_config = ConfigDict(frozen=True, extra="ignore", str_strip_whitespace=True)
    file: ClassVar[str]
    line: int = 0

    @classmethod
    def columns(cls) -> list[str]:
        """Return the names of the file's columns, in order."""
        return [name for name in cls.model_fields if name != "line"]


class _BySex(Row):
    male: OptionalPersons
    female: OptionalPersons

    def _check_sum(self, column: str, whole: int) -> None:
        if self.male is not None and self.female is not None and self.male + self.female != whole:
            raise PydanticCustomError(
                "sum",
                "{expected}",
                {
                    "column": column,
                    "value": str(whole),
                    "expected": f"male + female = {self.male} + {self.female} = "
                    f"{self.male + self.female} (leave both blank if the document misprints "
                    "them, and say so in the note)",
                },
            )


class Figure(_BySex):
    """A count of arrivals for a year, published by somebody on some day."""

    file: ClassVar[str] = "arrivals.csv"

    year: Annotated[
        Whole,
        Field(ge=FIRST_YEAR, le=2999, description=f"a calendar year, {FIRST_YEAR} or later"),
    ]
    through: Annotated[
        Whole,
        Field(ge=1, le=12, description="the last month counted, 1 to 12 (12 is the full year)"),
    ]
    arrivals: Persons
    male: OptionalPersons
    female: OptionalPersons
    status: Annotated[
        Literal["published", "provisional", "corrected"],
        Field(description="published, provisional or corrected"),
    ]
    source: SourceId
    note: str

    @model_validator(mode="after")
    def _sexes_add_up(self) -> "Figure":
        self._check_sum("arrivals", self.arrivals)
        return self


class Source(Row):
    """A document that published figures."""

    file: ClassVar[str] = "sources.csv"

    id: Annotated[
        str,
        Field(pattern=r"^[a-z0-9][a-z0-9-]*$", description="small letters, digits and hyphens"),
    ]
    title: Text
    publisher: Text
    author: str
    published: PartialDate
    url: str
    language: Annotated[
        str, Field(pattern=r"^[a-z]{2,3}$", description="a language code such as en or ko")
    ]
    note: str


class Total(_BySex):
    """A published cumulative total: all arrivals counted to the end of a day."""

    file: ClassVar[str] = "totals.csv"

    as_of: Day
    total: Persons
    male: OptionalPersons
    female: OptionalPersons
    source: SourceId
    note: str

    @model_validator(mode="after")
    def _sexes_add_up(self) -> "Total":
        self._check_sum("total", self.total)
        return self


class Event(Row):
    """A dated event that a chart may mark."""

    file: ClassVar[str] = "events.csv"

    date: PartialDate
    label: Text
    label_ko: str
    description: str
    source: SourceId


@dataclass(frozen=True)
class Tables:
    """The validated rows of the four files."""

    figures: list[Figure]
    sources: list[Source]
    totals: list[Total]
    events: list[Event]


def problems_across(tables: Tables) -> Iterator[Problem]:
    """Yield what no single row shows: repeated rows and sources that do not exist."""
    ids: set[str] = set()
    for source in tables.sources:
        if source.id in ids:
            yield Problem(Source.file, source.line, "id", source.id, "an id used once")
        ids.add(source.id)
    sourced: list[Figure | Total | Event] = [*tables.figures, *tables.totals, *tables.events]
    for row in sourced:
        if row.source not in ids:
            yield Problem(
                row.file, row.line, "source", row.source, "the id of a source in sources.csv"
            )
    seen: dict[tuple[int, int, str], int] = {}
    for figure in tables.figures:
        key = (figure.year, figure.through, figure.source)
        first = seen.setdefault(key, figure.line)
        if first != figure.line:
            yield Problem(
                Figure.file,
                figure.line,
                "source",
                figure.source,
                f"one figure for {figure.year} through month {figure.through} from a source "
                f"(line {first} has it too)",
            )

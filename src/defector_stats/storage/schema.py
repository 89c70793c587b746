"""What a figure, a source, a total and an event are: the one definition of the four files.

Each field's `description` is the sentence that an error message uses for "expected".
"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from defector_stats.i18n.messages import N_
from defector_stats.storage.cells import (
    mistake,
    nearest,
    partial_date,
    tidy,
    whole_date,
    whole_number,
)

FIRST_YEAR = 1948


Whole = Annotated[int, Field(ge=0), BeforeValidator(whole_number)]
# More than the North's inhabitants is a slip of the keyboard.
Persons = Annotated[
    Whole, Field(le=30_000_000, description=N_("a whole number of persons, 0 or more"))
]
OptionalPersons = Annotated[
    Annotated[Whole, Field(le=30_000_000)] | None,
    BeforeValidator(lambda cell: None if isinstance(cell, str) and not cell.strip() else cell),
    Field(description=N_("a whole number of persons, 0 or more, or blank")),
]
Text = Annotated[str, Field(min_length=1, description=N_("some text"))]
PartialDate = Annotated[
    str,
    BeforeValidator(partial_date),
    Field(description=N_("a date as YYYY-MM-DD, YYYY-MM or YYYY, only as much as is known")),
]
Day = Annotated[date, BeforeValidator(whole_date), Field(description=N_("a day as YYYY-MM-DD"))]
SourceId = Annotated[str, Field(min_length=1, description=N_("the id of a source in sources.csv"))]


STATUSES = ("published", "provisional", "corrected")


def _status(cell: object) -> object:
    if isinstance(cell, str) and (text := tidy(cell)) not in STATUSES:
        raise mistake("", nearest(text, list(STATUSES)))
    return tidy(cell) if isinstance(cell, str) else cell


class Row(BaseModel):
    """A row of a data file; `line` is where it stands in the file, not one of its columns."""

    model_config = ConfigDict(frozen=True, extra="ignore", str_strip_whitespace=True)
    file: ClassVar[str]
    line: int = 0

    @classmethod
    def columns(cls) -> list[str]:
        """Return the names of the columns that the file must have, in order."""
        return [name for name, field in cls.model_fields.items() if field.is_required()]


def _check_sexes(male: int | None, female: int | None, column: str, whole: int) -> None:
    if male is not None and female is not None and male + female != whole:
        raise PydanticCustomError(
            "sum",
            "male + female = {male} + {female} = {sum}",
            {
                "column": column,
                "value": str(whole),
                "male": male,
                "female": female,
                "sum": male + female,
            },
        )


class Figure(Row):
    """A count of arrivals for a year, published by somebody on some day."""

    file: ClassVar[str] = "arrivals.csv"

    year: Annotated[
        Whole,
        Field(ge=FIRST_YEAR, le=2999, description=N_("a calendar year, 1948 or later")),
    ]
    through: Annotated[
        Whole,
        Field(ge=1, le=12, description=N_("the last month counted, 1 to 12 (12 is the full year)")),
    ]
    arrivals: Persons
    male: OptionalPersons
    female: OptionalPersons
    status: Annotated[
        Literal["published", "provisional", "corrected"],
        BeforeValidator(_status),
        Field(description=N_("published, provisional or corrected")),
    ]
    source: SourceId
    note: str

    @model_validator(mode="after")
    def _sexes_add_up(self) -> "Figure":
        _check_sexes(self.male, self.female, "arrivals", self.arrivals)
        return self


class Source(Row):
    """A document that published figures."""

    file: ClassVar[str] = "sources.csv"

    id: Annotated[
        str,
        Field(pattern=r"^[a-z0-9][a-z0-9-]*$", description=N_("small letters, digits and hyphens")),
    ]
    title: Text
    publisher: Text
    author: str
    published: PartialDate
    url: str
    language: Annotated[
        str, Field(pattern=r"^[a-z]{2,3}$", description=N_("a language code such as en or ko"))
    ]
    note: str
    kind: Annotated[
        Literal["", "ministry", "press", "other"],
        Field(description=N_("ministry, press, other or blank")),
    ] = ""
    publisher_ko: str = ""


class Total(Row):
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
        _check_sexes(self.male, self.female, "total", self.total)
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

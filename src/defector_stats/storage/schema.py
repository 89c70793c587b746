"""What a figure, a source, a total, an event and a schedule are: the one definition of the files.

A field is a column. Its `Column` says what the column is called where somebody reads or types it;
forms, questions, headings, exports and the tables of data/README.md follow from it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from defector_stats.i18n.messages import N_
from defector_stats.storage import cells
from defector_stats.storage.fields import (
    DOCUMENT,
    MEN,
    NOTE,
    NOTE_KO,
    PUBLISHER_KO,
    TITLE_KO,
    WOMEN,
    Column,
    Day,
    Korean,
    OptionalPersons,
    PartialDate,
    Persons,
    SourceId,
    Text,
    Words,
    check_sexes,
    described,
    one_of,
)

STATUSES = ("published", "provisional", "corrected")
DOCUMENT_KINDS = ("ministry", "press", "other")


class Row(BaseModel):
    """A row of a data file; `line` is where it stands in the file, not one of its columns."""

    model_config = ConfigDict(frozen=True, extra="ignore", str_strip_whitespace=True)
    file: ClassVar[str]
    optional: ClassVar[bool] = False
    """Whether a folder without the file is read."""
    line: int = 0

    @classmethod
    def columns(cls) -> list[str]:
        """Return the names of the file's columns, in order."""
        return [column.name for column in described(cls)]

    def cells(self) -> dict[str, str]:
        """Return what stands in the file, by column."""
        fields = (getattr(self, name) for name in type(self).model_fields if name != "line")
        return dict(zip(self.columns(), map(_cell, fields), strict=True))

    @property
    def identity(self) -> tuple[str, ...]:
        """What tells the row from others of its kind, as it stands in the file."""
        return tuple(_cell(getattr(self, name)) for name in _identifying(type(self)))


def _cell(value: object) -> str:
    if isinstance(value, tuple):
        return " ".join(map(str, value))
    return "" if value is None else str(value)


class Figure(Row):
    """A count of arrivals for a year, published by somebody on some day."""

    file: ClassVar[str] = "arrivals.csv"

    year: Annotated[
        int,
        BeforeValidator(cells.calendar_year),
        Field(ge=cells.FIRST_YEAR, le=2999, description=N_("a calendar year, 1948 or later")),
        Column(N_("Year of arrival"), N_("calendar year"), sortable=True),
    ]
    through: Annotated[
        int,
        BeforeValidator(cells.month),
        Field(ge=1, le=12, description=N_("the last month counted, 1 to 12 (12 is the full year)")),
        Column(N_("Last month counted"), N_("3 is January–March, 12 the full year"), sortable=True),
    ]
    arrivals: Annotated[Persons, Column(N_("Arrivals"), N_("persons"), sortable=True)]
    male: Annotated[OptionalPersons, MEN]
    female: Annotated[OptionalPersons, WOMEN]
    status: Annotated[
        Literal["published", "provisional", "corrected"],
        one_of(STATUSES),
        Field(description=N_("published, provisional or corrected")),
        Column(N_("Status")),
    ]
    source: Annotated[SourceId, DOCUMENT]
    note: Annotated[Words, NOTE]
    note_ko: Annotated[Korean, NOTE_KO] = ""

    @model_validator(mode="after")
    def _sexes_add_up(self) -> "Figure":
        check_sexes(self.male, self.female, "arrivals", self.arrivals)
        return self


class Source(Row):
    """A document that published figures."""

    file: ClassVar[str] = "sources.csv"

    id: Annotated[
        str,
        Field(pattern=r"^[a-z0-9][a-z0-9-]*$", description=N_("small letters, digits and hyphens")),
        Column(N_("Id"), N_("blank: from publisher and date"), exported=False),
    ]
    title: Annotated[Text, Column(N_("Title"), N_("as printed"))]
    title_ko: Annotated[Korean, TITLE_KO] = ""
    publisher: Annotated[Text, Column(N_("Publisher"), N_("newspaper, agency, ministry"))]
    publisher_ko: Annotated[Words, PUBLISHER_KO] = ""
    kind: Annotated[
        Literal["ministry", "press", "other", ""],
        one_of(("", *DOCUMENT_KINDS)),
        Field(description=N_("ministry, press, other or blank")),
        Column(
            N_("Kind"),
            N_("ministry: of the Ministry itself; press: reports what it said"),
            exported=False,
        ),
    ] = ""
    author: Annotated[Words, Column(N_("Author"), N_("blank if none is named"))]
    published: Annotated[
        PartialDate,
        Column(N_("Published on"), N_("2026-04-20, 2026-04 or 2026"), sortable=True),
    ]
    url: Annotated[Words, Column(N_("Address"), N_("blank for a printed copy"))]
    language: Annotated[
        str,
        Field(pattern=r"^[a-z]{2,3}$", description=N_("a language code such as en or ko")),
        Column(N_("Language"), N_("ko, en; blank: from the title")),
    ]
    note: Annotated[
        Words, Column(N_("Note on the document"), N_("what could not be verified"), exported=False)
    ]
    note_ko: Annotated[Korean, NOTE_KO] = ""


class Total(Row):
    """A published cumulative total: all arrivals counted to the end of a day."""

    file: ClassVar[str] = "totals.csv"

    as_of: Annotated[Day, Column(N_("To the end of"), N_("the last day counted"), sortable=True)]
    total: Annotated[Persons, Column(N_("Total"), N_("persons"), sortable=True)]
    male: Annotated[OptionalPersons, MEN]
    female: Annotated[OptionalPersons, WOMEN]
    source: Annotated[SourceId, DOCUMENT]
    note: Annotated[Words, NOTE]
    note_ko: Annotated[Korean, NOTE_KO] = ""

    @model_validator(mode="after")
    def _sexes_add_up(self) -> "Total":
        check_sexes(self.male, self.female, "total", self.total)
        return self


class Event(Row):
    """A dated event that a chart may mark."""

    file: ClassVar[str] = "events.csv"

    date: Annotated[PartialDate, Column(N_("Date"), N_("as exact as it is known"), sortable=True)]
    label: Annotated[Text, Column(N_("Label"), N_("a few words"))]
    label_ko: Annotated[Words, Column(N_("Label in Korean"), N_("a few words"))]
    description: Annotated[Words, Column(N_("Description"), N_("a sentence or two"))]
    description_ko: Annotated[
        Words, Column(N_("Description in Korean"), N_("a sentence or two"))
    ] = ""
    source: Annotated[SourceId, DOCUMENT]


class Schedule(Row):
    """A rule of when the Ministry publishes; it holds until the next one begins."""

    file: ClassVar[str] = "schedule.csv"
    optional: ClassVar[bool] = True

    since: Annotated[
        str,
        BeforeValidator(cells.optional_date),
        Field(alias="from", description=N_("a date as YYYY-MM-DD, YYYY-MM or YYYY, or blank")),
        Column(N_("From"), N_("the first day of the rule; blank if it is not known")),
    ]
    months: Annotated[
        tuple[int, ...],
        BeforeValidator(cells.months),
        Field(description=N_("the last months counted, as 6 12 for every half-year")),
        Column(N_("Months"), N_("the last month that each publication of a year counts")),
    ]
    source: Annotated[SourceId, DOCUMENT]
    note: Annotated[Words, NOTE]
    note_ko: Annotated[Korean, NOTE_KO] = ""


KINDS: tuple[type[Row], ...] = (Figure, Source, Total, Event, Schedule)
IDENTITY: dict[type[Row], tuple[str, ...]] = {
    Figure: ("year", "through", "source"),
    Source: ("id",),
    Total: ("as_of", "source"),
    Event: ("date", "label"),
    Schedule: ("from", "source"),
}
"""The columns that tell a row from others of its kind."""


@cache
def _identifying(kind: type[Row]) -> tuple[str, ...]:
    fields = {info.alias or name: name for name, info in kind.model_fields.items()}
    return tuple(fields[column] for column in IDENTITY[kind])


@dataclass(frozen=True)
class Tables:
    """The validated rows of the files."""

    figures: list[Figure]
    sources: list[Source]
    totals: list[Total]
    events: list[Event]
    schedule: list[Schedule] = field(default_factory=list)

    def cited(self) -> list[str]:
        """Return the id of a source for each row that cites one."""
        return [
            *(row.source for row in self.figures),
            *(row.source for row in self.totals),
            *(row.source for row in self.events),
            *(row.source for row in self.schedule),
        ]

    def of(self, kind: type[Row]) -> Sequence[Row]:
        """Return the rows of a kind."""
        rows: dict[type[Row], Sequence[Row]] = dict(zip(KINDS, vars(self).values(), strict=True))
        return rows[kind]

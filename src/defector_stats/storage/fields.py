"""What a column is, and the kinds of cells that stand in more than one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from defector_stats.i18n.messages import N_
from defector_stats.storage import cells

OF_SEX = N_("at most {whole}, the number of all persons")
OF_SEXES = N_(
    "male + female = {male} + {female} = {sum} (leave both blank if the document misprints them, "
    "and say so in the note)"
)


@dataclass(frozen=True)
class Column:
    """A column of a file and a field of the form.

    `label` names it, `hint` tells who types it what is meant, `expected` is said in an error.
    """

    label: str
    hint: str = ""
    sortable: bool = False
    """Whether a table may be put in its order."""
    exported: bool = True
    """Whether it leaves with a figure, a total or an event that is exported."""
    name: str = ""
    expected: str = ""
    optional: bool = False
    """Whether a file without it is read; its cells are blank then."""


@cache
def described(kind: type[BaseModel]) -> tuple[Column, ...]:
    """Return the columns of a kind of rows, in order."""
    return tuple(
        replace(
            next(each for each in info.metadata if isinstance(each, Column)),
            name=info.alias or name,
            expected=info.description or "",
            optional=not info.is_required(),
        )
        for name, info in kind.model_fields.items()
        if name != "line"
    )


def blank_is_none(cell: object) -> object:
    """Return None for a blank cell, any other as it is."""
    return None if isinstance(cell, str) and not cell.strip() else cell


def one_of(words: Sequence[str]) -> BeforeValidator:
    """Return the check for a cell that holds one of some words, with the nearest as suggestion."""

    def check(cell: object) -> object:
        if not isinstance(cell, str):
            return cell
        text = cells.tidy(cell)
        if text not in words:
            raise cells.mistake("", IN_KOREAN.get(text) or cells.nearest(text, list(words)))
        return text

    return BeforeValidator(check)


def check_sexes(male: int | None, female: int | None, column: str, whole: int) -> None:
    """Raise the error for men and women who are not the persons of a column, or more than they."""
    context: dict[str, Any] = {"male": male, "female": female, "whole": whole}
    for sex, count in (("male", male), ("female", female)):
        if count is not None and count > whole and None in (male, female):
            raise PydanticCustomError("sexes", OF_SEX, {"column": sex, "value": count, **context})
    if male is not None and female is not None and male + female != whole:
        context |= {"column": column, "value": whole, "sum": male + female}
        raise PydanticCustomError("sexes", OF_SEXES, context)


IN_KOREAN = {"공표": "published", "잠정": "provisional", "정정": "corrected"}
Whole = Annotated[int, Field(ge=0), BeforeValidator(cells.whole_number)]
# More than the North's inhabitants is a slip of the keyboard.
Persons = Annotated[
    Whole, Field(le=30_000_000, description=N_("a whole number of persons, 0 or more"))
]
OptionalPersons = Annotated[
    Annotated[Whole, Field(le=30_000_000)] | None,
    BeforeValidator(blank_is_none),
    Field(description=N_("a whole number of persons, 0 or more, or blank")),
]
Words = Annotated[str, BeforeValidator(cells.words), Field(description=N_("text as it is printed"))]
Korean = Annotated[
    str,
    BeforeValidator(cells.korean),
    Field(description=N_("text in Korean or blank; a note with a comma needs quotation marks")),
]
Text = Annotated[Words, Field(min_length=1, description=N_("some text"))]
PartialDate = Annotated[
    str,
    BeforeValidator(cells.partial_date),
    Field(description=N_("a date as YYYY-MM-DD, YYYY-MM or YYYY, only as much as is known")),
]
Day = Annotated[
    date, BeforeValidator(cells.whole_date), Field(description=N_("a day as YYYY-MM-DD"))
]
SourceId = Annotated[str, Field(min_length=1, description=N_("the id of a source in sources.csv"))]
MEN = Column(N_("Men"), N_("blank if not published"))
WOMEN = Column(N_("Women"), N_("blank if not published"))
NOTE = Column(N_("Note"), N_("what a reader should know"))
NOTE_KO = Column(N_("Note in Korean"), N_("what a reader should know"), exported=False)
TITLE_KO = Column(
    N_("Title in Korean"), N_("blank unless the title is a description of ours"), exported=False
)
PUBLISHER_KO = Column(
    N_("Publisher in Korean"), N_("its own name; blank if none is known"), exported=False
)
DOCUMENT = Column(N_("Document"), N_("one that is known, or a new one"))

"""What the page may ask; anything else is refused before it is answered."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict

from defector_stats.i18n.languages import LANGUAGES


def _known(language: str) -> str:
    if language not in LANGUAGES:
        raise ValueError("not a language of the page")
    return language


class Question(BaseModel):
    """A question: its number, by which the page knows the answer, and the language of who asks."""

    model_config = ConfigDict(strict=True)
    number: int
    language: Annotated[str, AfterValidator(_known)]


class Shown(BaseModel):
    """What a page remembers of the view that it shows: its address, the files it was drawn from.

    `state` changes with the files and with what is wrong with them.
    """

    search: str
    version: str
    state: str


class ViewQuestion(Question):
    """What is different in the view of another address?"""

    search: str
    shown: Shown


class FormQuestion(Question):
    """What would the fields of the form change, or please save them; by group and name."""

    figure: dict[str, str]
    document: dict[str, str]


class Added(BaseModel):
    """A figure that was added, its document if that was new, and how it was told."""

    figure: dict[str, str]
    source: dict[str, str] | None
    said: str


class UndoQuestion(Question):
    """Please take back what was added."""

    added: Added

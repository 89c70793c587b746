"""What the page may ask; anything else is refused before it is answered."""

from base64 import b64decode
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict

from defector_stats.i18n.languages import LANGUAGES


def _known(language: str) -> str:
    if language not in LANGUAGES:
        raise ValueError("not a language of the page")
    return language


class Place(BaseModel):
    """A store of the page, and what stands in it."""

    model_config = ConfigDict(strict=True, extra="forbid")
    id: str
    property: Literal["data"]
    value: Any = None


class Carried(BaseModel):
    """What Dash sends: that an answer is wanted to what stands in the one store of a question."""

    model_config = ConfigDict(strict=True, extra="forbid")
    output: str
    outputs: Place
    inputs: tuple[Place]
    changedPropIds: list[str]  # noqa: N815 - the words of Dash
    parsedChangedPropsIds: list[str] = []  # noqa: N815

    @property
    def name(self) -> str | None:
        """The name of the question, None if answer and question are not of one."""
        (asked,) = self.inputs
        own = (f"{asked.id}-answer.data", f"{asked.id}-answer")
        return asked.id if (self.output, self.outputs.id) == own else None


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


class Stated(BaseModel):
    """A row of the form: what it is, the number that is in the ids of its fields, its cells."""

    model_config = ConfigDict(strict=True)
    what: Literal["figure", "total", "event"]
    number: int
    cells: dict[str, str]


class FormQuestion(Question):
    """What would the form add, or please save it.

    `source` is the id of a known document, blank for a new one with the cells of `document`; `sure`
    are the questions after counts that are taken as they are.
    """

    source: str
    document: dict[str, str]
    rows: list[Stated]
    sure: list[str] = []


class RowQuestion(Question):
    """What stands in a row; `what` is its kind, `words` tell it from the others."""

    what: Literal["figure", "document", "total", "event"]
    words: list[str]


class ChangeQuestion(Question):
    """What would a correction, a removal or an undo change, or please make it.

    An undo takes back the step of a `time`; the others are of the row that `words` name.
    """

    how: Literal["edit", "remove", "undo"]
    what: Literal["figure", "document", "total", "event"] = "figure"
    words: list[str] = []
    cells: dict[str, str] = {}
    by_document: bool = False
    with_cited: bool = False
    time: str = ""


def _decoded(text: object) -> bytes:
    if not isinstance(text, str):
        raise ValueError("no base64")
    return b64decode(text, validate=True)


class ImportQuestion(Question):
    """What does a table say and change, or please save it; its bytes as base64.

    `document` are cells of sources.csv, `accepted` keys of doubts; `mapping` says which column is
    what, None as long as nobody chose.
    """

    name: str
    content: Annotated[bytes, BeforeValidator(_decoded)]
    document: dict[str, str]
    counted_to: str
    accepted: list[str]
    mapping: dict[str, str] | None


class StepQuestion(Question):
    """Please take back the step of the history that was made at this time."""

    time: str

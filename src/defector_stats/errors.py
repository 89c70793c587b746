"""What can be wrong with the files, and how it is said."""

from collections.abc import Iterable
from dataclasses import dataclass

from defector_stats.i18n.messages import Said, _


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong in a data file: where it stands, what was found and expected."""

    file: str
    line: int
    column: str
    value: str | Said
    expected: Said
    suggestion: str = ""

    def __str__(self) -> str:
        line = _(", line {line}").format(line=self.line) if self.line else ""
        column = _(", column {column}").format(column=self.column) if self.column else ""
        found = _("found {value!r}, {advice}")
        said = found.format(value=str(self.value), advice=self.advice)
        return f"{self.file}{line}{column}: {said}"

    @property
    def advice(self) -> str:
        """What was expected, with a suggestion where one is plain."""
        if self.suggestion:
            advice = _("expected {expected}: did you mean {suggestion}?")
        else:
            advice = _("expected {expected}")
        return advice.format(expected=self.expected, suggestion=self.suggestion)


class DataError(Exception):
    """Files cannot be used as they are; `problems` lists everything that is wrong with them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(map(str, self.problems)))


class ChangedMeanwhileError(Exception):
    """Somebody else saved a file between reading and replacing it."""

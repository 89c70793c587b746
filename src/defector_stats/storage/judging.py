"""Lines to validated rows, or to everything that is wrong with them. No I/O.

A suggestion is only made if the line would be accepted with it: it is tried by the same rules.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, NamedTuple, TypeVar

from pydantic import ValidationError

from defector_stats.errors import LISTED, DataError, Problem
from defector_stats.i18n.messages import N_, Said
from defector_stats.storage import checks, turned
from defector_stats.storage.fields import OF_SEX, OF_SEXES, described
from defector_stats.storage.schema import KINDS, Event, Figure, Row, Schedule, Source, Tables, Total

R = TypeVar("R", bound=Row)
Place = tuple[str, int]
"""The name of a file and the number of a line in it."""


class Line(NamedTuple):
    """The cells of a line by column; the number of one that is not in the file yet is negative."""

    number: int
    cells: Mapping[str, str]


Lines = Mapping[type[Row], Sequence[Line]]


@dataclass
class Found:
    """The first problems of some lines, and how many others there are; `only` of some places.

    `told` are the cells, by file, line and column, of which something was said already.
    """

    problems: list[Problem] = field(default_factory=list)
    rest: int = 0
    only: set[Place] | None = None
    told: set[tuple[str, int, str]] = field(default_factory=set)

    def add(self, problems: Iterable[Problem]) -> None:
        """Keep problems until there are enough of them, then count them."""
        for problem in problems:
            if self.only is not None and (problem.file, problem.line) not in self.only:
                continue
            if (problem.file, problem.line, problem.column) in self.told:
                continue
            if len(self.problems) < LISTED:
                self.problems.append(problem)
            else:
                self.rest += 1

    def refuse(self) -> None:
        """Raise DataError if there is any problem."""
        if self.problems:
            raise DataError(sorted(self.problems, key=_place), self.rest)


def judge(lines: Lines, today: date, found: Found | None = None) -> Tables:
    """Return the rows of the lines; without those of sources.csv, ids are not looked up.

    Raises DataError with everything that is wrong, and with what is in `found` already.
    """
    found = found or Found()
    judged = Found(rest=found.rest)
    _tell_turned_dates(lines, today, judged)
    tables = _judged(lines, today, judged)
    if not found.problems and not judged.problems and not tables.figures:
        nothing, expected = Said(N_("nothing")), Said(N_("at least one figure"))
        judged.add([Problem(Figure.file, 2, "", nothing, expected)])
    found.problems += _with_tried_suggestions(judged.problems, lines, today)
    found.rest = judged.rest
    found.refuse()
    return tables


def _tell_turned_dates(lines: Lines, today: date, found: Found) -> None:
    """Tell once for each file that a spreadsheet program turned its dates into another form."""
    for kind, of_kind in lines.items():
        in_file = [line for line in of_kind if line.number > 0]
        if cells := turned.of_file(kind.file, in_file, today):
            found.add([turned.problem(kind.file, cells)])
            column = turned.COLUMNS[kind.file]
            found.told |= {(kind.file, cell.line, column) for cell in cells}


def _judged(lines: Lines, today: date, found: Found) -> Tables:
    def rows(kind: type[R]) -> list[R]:
        return _rows(kind, lines.get(kind, ()), found)

    tables = Tables(rows(Figure), rows(Source), rows(Total), rows(Event), rows(Schedule))
    ids = None
    if Source in lines:
        ids = {line.cells["id"].strip() for line in lines[Source]}
    cited = [
        checks.Cited(kind.file, line.number, line.cells["source"].strip())
        for kind in KINDS
        if kind is not Source
        for line in lines.get(kind, ())
    ]
    found.add(checks.problems(tables, cited, ids, today))
    return tables


def _rows(kind: type[R], lines: Sequence[Line], found: Found) -> list[R]:
    """Return the valid rows, and add what is wrong with the others."""
    rows: list[R] = []
    for line in lines:
        try:
            rows.append(kind.model_validate({**line.cells, "line": line.number}))
        except ValidationError as error:
            found.add(_problems_of_row(kind, line.number, error))
    return rows


def _problems_of_row(kind: type[Row], line: int, error: ValidationError) -> Iterator[Problem]:
    columns = {column.name: column for column in described(kind)}
    for detail in error.errors():
        context = detail.get("ctx", {})
        if detail["type"] == "sexes":
            expected = Said(OF_SEXES if "sum" in context else OF_SEX, **context)
            yield Problem(kind.file, line, context["column"], str(context["value"]), expected)
            continue
        column = columns[str(detail["loc"][0])]
        yield Problem(
            kind.file,
            line,
            column.name,
            str(detail["input"]),
            _expected(column.expected, context),
            context.get("suggestion", ""),
        )


def _expected(expected: str, context: Mapping[str, Any]) -> Said:
    if "le" in context:
        reason = Said(N_("at most {most}"), most=context["le"])
    elif context.get("reason"):
        reason = Said(context["reason"])
    else:
        return Said(expected)
    return Said(N_("{expected}; {reason}"), expected=Said(expected), reason=reason)


def _with_tried_suggestions(
    problems: Sequence[Problem], lines: Lines, today: date
) -> list[Problem]:
    """Return the problems without the suggestions with which their lines would be refused."""
    suggested: dict[Place, dict[str, str]] = {}
    for problem in problems:
        # An id is right or not, whatever else is wrong with the line.
        if problem.suggestion and problem.column != "source":
            cells = suggested.setdefault((problem.file, problem.line), {})
            cells[problem.column] = problem.suggestion
    if not suggested:
        return list(problems)
    mended = {
        kind: [
            line._replace(cells={**line.cells, **suggested.get((kind.file, line.number), {})})
            for line in of_kind
        ]
        for kind, of_kind in lines.items()
    }
    still = Found(only=set(suggested))
    _judged(mended, today, still)
    wrong = {(each.file, each.line, each.column) for each in problems}
    for each in still.problems:
        cells = suggested[each.file, each.line]
        # A suggestion that is refused itself goes; one that makes another cell wrong does, too.
        if each.column in cells:
            del cells[each.column]
        elif (each.file, each.line, each.column) not in wrong:
            cells.clear()
    return [_with_one_of(suggested, each) for each in problems]


def _with_one_of(suggested: Mapping[Place, Mapping[str, str]], problem: Problem) -> Problem:
    if problem.column == "source":
        return problem
    meant = suggested.get((problem.file, problem.line), {}).get(problem.column, "")
    return replace(problem, suggestion=meant)


def _place(problem: Problem) -> tuple[int, int]:
    return [kind.file for kind in KINDS].index(problem.file), abs(problem.line)

"""What can be wrong with the files, and how it is said.

Exception
    DataError                 files cannot be used as they are, or a change of them is refused
    UnsureError               counts of a change look like a slip, and nobody said that they are not
    ChangedMeanwhileError     somebody else saved a file between reading and replacing it
"""

import errno
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice

from defector_stats.i18n.agreement import agreed
from defector_stats.i18n.direction import isolated
from defector_stats.i18n.messages import N_, Said, _

LISTED = 100
"""Problems that are told one by one; of the others only their number."""
LONGEST = 200
"""Characters of a value that a problem repeats."""
REASONS = {
    errno.ENOENT: N_("No such file or directory"),
    errno.EACCES: N_("Permission denied"),
    errno.EPERM: N_("Operation not permitted"),
    errno.EEXIST: N_("File exists"),
    errno.ENOTDIR: N_("Not a directory"),
    errno.EISDIR: N_("Is a directory"),
    errno.ENOSPC: N_("No space left on device"),
    errno.EDQUOT: N_("Disk quota exceeded"),
    errno.EROFS: N_("Read-only file system"),
    errno.EIO: N_("Input/output error"),
    errno.EBUSY: N_("Device or resource busy"),
    errno.ENAMETOOLONG: N_("File name too long"),
    errno.ELOOP: N_("Too many levels of symbolic links"),
    errno.EMFILE: N_("Too many open files"),
    errno.EADDRINUSE: N_("Address already in use"),
    errno.EADDRNOTAVAIL: N_("Cannot assign requested address"),
    errno.EAFNOSUPPORT: N_("Address family not supported by protocol"),
    errno.ENETUNREACH: N_("Network is unreachable"),
    errno.EHOSTUNREACH: N_("No route to host"),
    errno.ECONNREFUSED: N_("Connection refused"),
    errno.ECONNRESET: N_("Connection reset by peer"),
    errno.ETIMEDOUT: N_("Connection timed out"),
    errno.EPIPE: N_("Broken pipe"),
    errno.EINVAL: N_("Invalid argument"),
    errno.ENOSYS: N_("Function not implemented"),
    errno.EOPNOTSUPP: N_("Operation not supported"),
    errno.ENOTEMPTY: N_("Directory not empty"),
    errno.EXDEV: N_("Invalid cross-device link"),
    errno.EFBIG: N_("File too large"),
    errno.ENFILE: N_("Too many open files in system"),
    errno.ENOMEM: N_("Cannot allocate memory"),
    errno.EAGAIN: N_("Resource temporarily unavailable"),
    errno.ENOLCK: N_("No locks available"),
    errno.ESTALE: N_("Stale file handle"),
    errno.EBADF: N_("Bad file descriptor"),
    errno.ENODEV: N_("No such device"),
    errno.ENXIO: N_("No such device or address"),
    errno.EILSEQ: N_("Invalid or incomplete multibyte or wide character"),
}
"""Why a system usually refuses, in its own words."""


def reason(error: OSError) -> Said:
    """Say why the system refused something."""
    number = error.errno or 0
    if number in REASONS:
        return Said(REASONS[number])
    if number in errno.errorcode:
        return Said(N_("system error {name}"), name=errno.errorcode[number])
    return Said(N_("{reason}"), reason=error.strerror or str(error))


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong in a data file: where it stands, what was found and expected.

    `line` counts from 1, is 0 for no line, and below 0 for a row that is being added or changed:
    -2 is the second one of its file. `value` is a cell as it was typed, or says what was found.
    """

    file: str
    line: int
    column: str
    value: str | Said
    expected: Said
    suggestion: str = ""

    def __str__(self) -> str:
        line = _(", line {line}").format(line=self.line) if self.line > 0 else ""
        if self.line < 0:
            line = _(", new row {number}").format(number=-self.line)
        column = _(", column {column}").format(column=self.column) if self.column else ""
        if isinstance(self.value, str):
            found, value = _("found {value}, {advice}"), repr(_shortened(self.value))
        else:
            found, value = _("found '{value}', {advice}"), _visible(str(self.value))
        said = found.format(value=isolated(value), advice=self.advice)
        return f"{isolated(_visible(self.file))}{line}{column}: {said}"

    @property
    def advice(self) -> str:
        """What was expected, with a suggestion where one is plain."""
        if self.suggestion:
            advice = _("expected {expected}: did you mean {suggestion}?")
        else:
            advice = _("expected {expected}")
        suggestion = isolated(_visible(self.suggestion))
        return agreed(advice.format(expected=self.expected, suggestion=suggestion))

    @property
    def sentence(self) -> str:
        """The advice as a sentence of its own: a value with which it begins stays as it is."""
        begins_with_value = _("expected {expected}").startswith("{")
        return self.advice if begins_with_value else f"{self.advice[0].upper()}{self.advice[1:]}"


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _visible(text: str) -> str:
    """Return the text with what steers a terminal or turns the direction of writing escaped."""
    return "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in _shortened(text))


class DataError(Exception):
    """Files cannot be used as they are, or a change of them is refused.

    `problems` are the first hundred things that are wrong, `rest` is the number of the others.
    """

    def __init__(self, problems: Iterable[Problem], rest: int = 0) -> None:
        found = iter(problems)
        self.problems = list(islice(found, LISTED))
        self.rest = rest + sum(1 for _problem in found)
        super().__init__(self.problems, self.rest)

    def __str__(self) -> str:
        return "\n".join(self.lines())

    def lines(self) -> list[str]:
        """Return every problem in words, and how many more there are."""
        more = [_("and {count} more").format(count=f"{self.rest:,}")] if self.rest else []
        return [*map(str, self.problems), *more]

    def changed(self, change: Callable[[Problem], Problem]) -> "DataError":
        """Return the error with each of its problems changed."""
        return DataError(map(change, self.problems), self.rest)


class UnsureError(Exception):
    """A change has counts that look like a slip; `questions` ask for which of two is meant."""

    def __init__(self, questions: list[str]) -> None:
        self.questions = questions
        super().__init__(questions)


class ChangedMeanwhileError(Exception):
    """Somebody else saved a file between reading and replacing it."""

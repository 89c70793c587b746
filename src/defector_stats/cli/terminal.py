"""Where the words of a command go, and come from: streams may be closed, cut, or of few letters.

No command ends halfway because nobody reads what it says.
"""

from __future__ import annotations

import argparse
import codecs
import errno
import io
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO, TypeVar

from defector_stats.errors import reason
from defector_stats.i18n.messages import _

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

Value = TypeVar("Value")
PLAIN = {"−": "-", "–": "-", "—": "-", "→": "->", "‘": "'", "’": "'", "“": '"', "”": '"'}
"""What a code page without these signs has instead."""
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What would steer a terminal, or turn around the text that follows."""
ISOLATE = re.compile(r"[\u2068\u2069]")
"""What `direction.isolated` puts around text."""
CLOSED = {errno.EPIPE, errno.EINVAL}  # the second one on Windows


class _Lasting(io.FileIO):
    """A stream whose reader may go away: what is written then is dropped."""

    refused: OSError | None = None

    def write(self, content: Buffer) -> int:
        """Write, or forget, some bytes."""
        try:
            return super().write(content)
        except OSError as error:
            if error.errno not in CLOSED:
                self.refused = error
            return memoryview(content).nbytes


def say(*lines: object) -> None:
    """Print lines."""
    _print(sys.stdout, lines)


def complain(*lines: object) -> None:
    """Print lines where errors go."""
    _print(sys.stderr, lines)


def complain_of_missing(names: Iterable[str], command: str) -> None:
    """Name what a command needs and did not get."""
    said = _("Missing: {names}. See defector-stats {command} --help.")
    named = ", ".join(name.replace("_", "-") for name in names)
    complain(said.format(names=named, command=command))


def typed(read: Callable[[str], Value], example: str) -> Callable[[str], Value]:
    """Return how an option is read, with an example for whoever typed what cannot be read."""

    def value(text: str) -> Value:
        try:
            return read(text)
        except ValueError:
            wrong = _("found {text!r}, expected a value such as {example}")
            said = wrong.format(text=text, example=example)
            raise argparse.ArgumentTypeError(said) from None

    return value


def pair(text: str) -> tuple[str, str]:
    """Split a text at its first sign of equality; raises ValueError if it has none."""
    first, sign, second = text.partition("=")
    if not sign:
        raise ValueError(text)
    return first, second


def asks() -> bool:
    """Say whether somebody is there who can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def agreed(question: str) -> bool:
    """Ask, and say whether the answer is yes."""
    return input(f"{question} [y/N] ").strip().lower() in ("y", "yes")


def harmless(text: str) -> str:
    """Return text from a file without what would steer a terminal.

    Few terminals know isolates, so that these are left out.
    """
    return UNSEEN.sub("\N{REPLACEMENT CHARACTER}", ISOLATE.sub("", text))


def _print(stream: TextIO, lines: tuple[object, ...]) -> None:
    print(*(harmless(str(line)) for line in lines), sep="\n", file=stream, flush=True)


class Output:
    """What became of the output of a command."""

    def __init__(self) -> None:
        self.replaced: set[str] = set()
        self.raw: list[_Lasting] = []

    @property
    def refused(self) -> OSError | None:
        """Why output was not written, other than that nobody reads it."""
        return next((raw.refused for raw in self.raw if raw.refused), None)

    def plainer(self, error: UnicodeError) -> tuple[str, int]:
        """Replace what an encoding does not have, as the `errors` of a stream."""
        if not isinstance(error, UnicodeEncodeError):
            raise error
        letters = error.object[error.start : error.end]
        self.replaced |= set(letters) - set(PLAIN)
        return "".join(PLAIN.get(letter, "?") for letter in letters), error.end

    def lasting(self, stream: TextIO | None) -> TextIO:
        """Return a stream that lasts as long as the command does."""
        if stream is None:
            return io.TextIOWrapper(io.BufferedWriter(_Lasting(os.devnull, "w")), "utf-8")
        try:
            descriptor = stream.fileno()
        except (OSError, AttributeError):  # not a stream of the operating system
            return stream
        if sys.platform == "win32" and stream.isatty():  # a console has all letters
            return stream
        self.raw.append(_Lasting(descriptor, "w", closefd=False))
        return io.TextIOWrapper(
            io.BufferedWriter(self.raw[-1]), stream.encoding, "plainer", line_buffering=True
        )


@contextmanager
def streams() -> Iterator[Output]:
    """Make the standard streams last: closed ones go nowhere, and no letter is refused."""
    output = Output()
    codecs.register_error("plainer", output.plainer)
    before = sys.stdin, sys.stdout, sys.stderr
    sys.stdin = sys.stdin or io.TextIOWrapper(io.BufferedReader(io.FileIO(os.devnull)))
    sys.stdout, sys.stderr = output.lasting(sys.stdout), output.lasting(sys.stderr)
    try:
        yield output
    finally:
        sys.stdout.flush()
        if output.refused:
            complain(
                _("The output was not written: {reason}").format(reason=reason(output.refused))
            )
        if output.replaced:
            said = _("Letters that {encoding} lacks are shown as “?”: set PYTHONIOENCODING=utf-8.")
            complain(said.format(encoding=sys.stdout.encoding))
        sys.stderr.flush()
        sys.stdin, sys.stdout, sys.stderr = before

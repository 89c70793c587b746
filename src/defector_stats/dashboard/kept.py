"""What was drawn for one reader and serves the next, within a bound of bytes."""

import sys
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from concurrent.futures import Future
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

MOST = 64_000_000
"""Bytes of drawn pages and parts that a server keeps; README and docs/serving.md name it."""
ENTRY = 500
"""Bytes that keeping anything takes, about."""

T = TypeVar("T")


class Kept:
    """The newest used of what was made, by what it was made for."""

    def __init__(self, most: int = MOST) -> None:
        self.most, self.bytes = most, 0
        self._lock = threading.Lock()
        self._making: dict[Hashable, Future[Any]] = {}
        self._made: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what is kept, else what `make` makes, once; only who wants the same waits."""
        with self._lock:
            if key in self._made:
                kept: T = self._used(key)
                return kept
            made: Future[T] | None = self._making.get(key)
            if made is None:
                making = self._making[key] = Future[T]()
        return made.result() if made else self._make(key, make, making)

    def find(self, key: Hashable) -> Any:  # noqa: ANN401 - whatever was kept
        """Return what is kept, None if nothing is."""
        with self._lock:
            return self._used(key) if key in self._made else None

    def keep(self, key: Hashable, made: object) -> None:
        """Keep what was made, and let go of what was not used for longest."""
        with self._lock:
            if key in self._made:
                return
            self._made[key] = made, size(made) + ENTRY
            self.bytes += self._made[key][1]
            while self.bytes > self.most:
                self.bytes -= self._made.popitem(last=False)[1][1]

    def _used(self, key: Hashable) -> Any:  # noqa: ANN401
        self._made.move_to_end(key)
        return self._made[key][0]

    def _make(self, key: Hashable, make: Callable[[], T], making: Future[T]) -> T:
        try:
            made = make()
        except BaseException as error:
            making.set_exception(error)
            raise
        else:
            self.keep(key, made)
            making.set_result(made)
            return made
        finally:
            with self._lock:
                del self._making[key]


def size(value: object) -> int:
    """Return about how many bytes something drawn takes: texts, and records of texts."""
    if isinstance(value, Mapping):
        return sum(map(size, value.values()))
    if is_dataclass(value):
        return sum(size(getattr(value, field.name)) for field in fields(value))
    return sys.getsizeof(value)

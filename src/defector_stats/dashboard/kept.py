"""What was drawn for one reader and serves the next, within a bound of bytes."""

import sys
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
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
        self._made: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what is kept, else what `make` makes; nobody else waits for it."""
        with self._lock:
            if key in self._made:
                self._made.move_to_end(key)
                kept: T = self._made[key][0]
                return kept
        made = make()
        with self._lock:
            if key not in self._made:
                self._made[key] = made, size(made) + ENTRY
                self.bytes += self._made[key][1]
            while self.bytes > self.most:
                self.bytes -= self._made.popitem(last=False)[1][1]
        return made


def size(value: object) -> int:
    """Return about how many bytes something drawn takes: texts, and records of texts."""
    if isinstance(value, Mapping):
        return sum(map(size, value.values()))
    if is_dataclass(value):
        return sum(size(getattr(value, field.name)) for field in fields(value))
    return sys.getsizeof(value)

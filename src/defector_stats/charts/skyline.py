"""The outline of what is drawn, over which words find their place, in pixels."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Self


@dataclass
class Skyline:
    """Boxes that stand on the axis: bars, their numbers, words."""

    boxes: list[tuple[float, float, float]] = field(default_factory=list)

    def add(self, left: float, right: float, top: float) -> None:
        """Build a box."""
        self.boxes.append((left, right, top))

    def over(self, left: float, right: float) -> float:
        """Return the height of what stands between left and right."""
        tops = (top for start, end, top in self.boxes if start < right and end > left)
        return max(tops, default=0)

    def copy(self) -> Self:
        """Return one to build on without changing this one."""
        return type(self)(list(self.boxes))


@dataclass(frozen=True)
class Flag:
    """Words on a pole: where it stands, and how wide and high the words are."""

    at: float
    width: float
    height: float


@dataclass(frozen=True)
class Placed:
    """A flag (by its place in a list) over the skyline: its words are from `left` to `right`.

    The pole goes up from `foot` to where the words begin, at `bottom`, and along them if it stands
    at their side.
    """

    number: int
    foot: float
    left: float
    right: float
    bottom: float
    top: float


def hoist(
    flags: Sequence[Flag], skyline: Skyline, width: float, height: float
) -> list[Placed] | None:
    """Place all flags, each as low as it can be, so that no words and no pole touch other words.

    The plot is `width` wide; None if that cannot be, or needs more than its height.
    """
    lefts = _lefts(flags, width)
    if min(lefts.values(), default=0) < 0:
        return None
    others = sorted(set(range(len(flags))) - set(lefts), key=lambda each: -flags[each].at)
    built, placed = skyline.copy(), []
    for number in [*lefts, *others]:
        flag = flags[number]
        left = lefts.get(number, flag.at)
        right = left + flag.width
        bottom = built.over(left, right)
        top = bottom + flag.height
        if top > height:
            return None
        built.add(left, right, top)
        foot = min(skyline.over(flag.at, flag.at), bottom)
        placed.append(Placed(number, foot, left, right, bottom, top))
    return placed


def _lefts(flags: Sequence[Flag], width: float) -> dict[int, float]:
    """Return where the words begin that do not stand to the right of their pole, lowest first.

    The last words end with the plot, over their pole, where they would leave it; others that would
    leave it, or whose pole would cross words, stand to the left of theirs, and lower.
    """
    lefts: dict[int, float] = {}
    order = sorted(range(len(flags)), key=lambda each: (-flags[each].at, -flags[each].width))
    start = width
    for number in order:
        flag = flags[number]
        if flag.at + flag.width > width or flag.at > start:
            last = number == order[0]
            lefts[number] = (width if last else flag.at) - flag.width
            start = min(start, lefts[number])
    return dict(reversed(lefts.items()))


def fitting(flags: Sequence[Flag], skyline: Skyline, width: float, height: float) -> list[int]:
    """Return, of flags in the order of their weight, the places of those that fit together."""
    chosen: list[int] = []
    for number in range(len(flags)):
        together = [*chosen, number]
        if hoist([flags[each] for each in together], skyline, width, height) is not None:
            chosen = together
    return chosen

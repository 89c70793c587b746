"""The sizes of pictures and what each is for."""

import re
from dataclasses import dataclass, replace

from defector_stats.i18n.messages import _

SCALES = ("1", "2", "3", "4")


@dataclass(frozen=True)
class Size:
    """Width and height of a picture in CSS pixels; the file has `scale` times as many."""

    width: int = 1200
    height: int = 675
    scale: int = 2

    def __str__(self) -> str:
        return f"{self.width}x{self.height}"


SIZES = {
    "article": Size(1200, 800),
    "slide": Size(1200, 675),
    "square": Size(1080, 1080),
    "story": Size(1080, 1920),
    "column": Size(640, 800),
}
USUAL = "slide"


def size_of(text: str, scale: int = SIZES[USUAL].scale) -> Size:
    """Return the size of a name or of pixels (1200x675). Raises ValueError, with the reason."""
    if text in SIZES:
        return replace(SIZES[text], scale=scale)
    match = re.fullmatch(r"([1-9][0-9]{2,3})x([1-9][0-9]{2,3})", text)
    if not match:
        wrong = _("found {size!r}, expected a size such as 1200x675, or {names}")
        raise ValueError(wrong.format(size=text, names=", ".join(SIZES)))
    return Size(int(match[1]), int(match[2]), scale)

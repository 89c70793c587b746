"""The sizes of pictures: what each is for, and what can be asked for."""

import re
from dataclasses import dataclass, replace

from defector_stats.i18n.formatting import number
from defector_stats.i18n.messages import _

LEAST, MOST = 100, 9999
SCALES = range(1, 5)
MOST_PIXELS = 64_000_000
"""What a browser draws in one piece without running out of memory, and an A0 poster at 170 dpi."""


@dataclass(frozen=True)
class Size:
    """Width and height of a picture in CSS pixels; the file has `scale` times as many.

    Raises ValueError, with the reason, for one that no picture can have.
    """

    width: int = 1200
    height: int = 675
    scale: int = 2

    def __post_init__(self) -> None:
        if not (LEAST <= self.width <= MOST and LEAST <= self.height <= MOST):
            wrong = _("a picture has from {least} to {most} pixels a side")
            raise ValueError(wrong.format(least=LEAST, most=MOST))
        if self.scale not in SCALES:
            wrong = _("found {scale!r}, expected a whole number from 1 to 4")
            raise ValueError(wrong.format(scale=str(self.scale)))
        pixels = self.width * self.height * self.scale**2
        if pixels > MOST_PIXELS:
            wrong = _("{count} pixels are too many: a picture file has at most {most}")
            raise ValueError(wrong.format(count=number(pixels), most=number(MOST_PIXELS)))

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
        wrong = _("found {size!r}, expected a size from 100x100 to 9999x9999, or {names}")
        raise ValueError(wrong.format(size=text, names=", ".join(SIZES)))
    return Size(int(match[1]), int(match[2]), scale)

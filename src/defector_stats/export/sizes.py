"""The sizes of pictures: what each is for, and what can be asked for."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """Width and height of a picture in CSS pixels; the file has `scale` times as many."""

    width: int = 1200
    height: int = 675
    scale: int = 2


SIZES = {
    "article": Size(1200, 800),
    "slide": Size(1200, 675),
    "square": Size(1080, 1080),
    "story": Size(1080, 1920),
    "column": Size(640, 800),
}
USUAL = "slide"

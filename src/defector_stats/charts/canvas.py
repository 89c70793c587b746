"""Where a chart is drawn: a part of a page or of a picture."""

from dataclasses import dataclass

from defector_stats.charts.palette import PALETTES, Palette

WIDE, NARROW = 900, 300  # widths of a page, in pixels, that a chart is drawn for


@dataclass(frozen=True)
class Canvas:
    """The size of a drawing and of its type in pixels, and its theme.

    What is drawn stays right where there is more room than this, not where there is less. With
    `history` the words at a point say how its history is opened; in a `still` drawing no point
    says anything.
    """

    width: float = WIDE
    height: float = 400
    text: float = 12
    theme: str = "light"
    history: bool = False
    still: bool = False

    @property
    def palette(self) -> Palette:
        """The colours of the theme."""
        return PALETTES[self.theme]

    @property
    def reading(self) -> float:
        """The width of the words that a point says, in pixels."""
        return min(0.75 * self.width, 27 * self.text)

    @property
    def unit(self) -> float:
        """The thickness of a thin line in pixels."""
        return self.text / 12

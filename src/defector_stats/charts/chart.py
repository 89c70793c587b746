"""A chart: a plot and the words that travel with it."""

from dataclasses import dataclass, field

import pandas as pd
import plotly.graph_objects as go

from defector_stats.i18n.messages import _
from defector_stats.text import citations


@dataclass(frozen=True)
class Chart:
    """A plot and the words that travel with it; `figure` is the plot alone.

    `kind` says what it is to somebody who does not see it. `height` is the least that it needs
    on a page, in pixels; 0 leaves it to the page.
    """

    name: str
    kind: str
    title: str
    finding: str
    source: str
    figure: go.Figure
    vintage_name: str
    notes: list[str] = field(default_factory=list)
    height: int = 0

    @property
    def alt(self) -> str:
        """The text alternative: what kind of chart of what, and what it shows."""
        head = _("{kind}: {title}; figures as of: {vintage}.")
        named = head.format(kind=self.kind, title=self.title, vintage=self.vintage_name)
        return f"{named} {self.finding}"


def source_line(frame: pd.DataFrame, vintage_name: str) -> str:
    """Name the publications behind the rows, and the vintage."""
    as_of = _("Figures as of: {vintage}.").format(vintage=vintage_name)
    return f"{citations.source_line(frame)} {as_of}".strip()

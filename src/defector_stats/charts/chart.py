"""A chart: a drawing and the words that travel with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd

from defector_stats.charts import style
from defector_stats.charts.canvas import NARROW, Canvas
from defector_stats.i18n import formatting
from defector_stats.i18n.messages import _, ngettext
from defector_stats.text import citations
from defector_stats.views.selection import Selection

if TYPE_CHECKING:  # a page is drawn without plotly.py
    import plotly.graph_objects as go


@dataclass(frozen=True)
class Chart:
    """A drawing and the words that travel with it.

    `kind` says what it is to somebody who does not see it, `shape` how that goes up and down.
    The `headline` is the sentence of the finding that says what is drawn, the first one if blank.
    `height` is what it needs on a page, in pixels, and `narrow_height` on a narrow one. An `empty`
    chart has nothing to draw: it is its finding.
    """

    name: str
    kind: str
    title: str
    finding: str
    shape: str
    source: str
    vintage_name: str
    draw: Callable[[Canvas], style.Spec] = field(repr=False)
    headline: str = ""
    empty: bool = False
    notes: list[str] = field(default_factory=list)
    height: int = 400
    narrow_height: int = 400

    def on(self, canvas: Canvas) -> go.Figure:
        """Return the drawing for a canvas as a figure of plotly.py."""
        import plotly.graph_objects as go

        style.register()
        return go.Figure(self.spec(canvas))

    def spec(self, canvas: Canvas) -> style.Spec:
        """Return the drawing for a canvas as plotly.js takes it."""
        if self.empty:
            return style.figure(canvas, [], {"xaxis": style.HIDDEN, "yaxis": style.HIDDEN})
        return self.draw(canvas)

    def wide_canvas(self, theme: str = "light", history: bool = False) -> Canvas:
        """Return the canvas of a page; with `history` a year can be opened there."""
        return Canvas(height=self.height, theme=theme, history=history)

    def narrow_canvas(self, theme: str = "light", history: bool = False) -> Canvas:
        """Return the canvas of a page on which the wide one has no room, as on a phone."""
        return Canvas(NARROW, self.narrow_height, theme=theme, history=history)

    def wide(self, theme: str = "light", history: bool = False) -> go.Figure:
        """Return the drawing for a page."""
        return self.on(self.wide_canvas(theme, history))

    def narrow(self, theme: str = "light", history: bool = False) -> go.Figure:
        """Return the drawing for a narrow page."""
        return self.on(self.narrow_canvas(theme, history))

    @property
    def figure(self) -> go.Figure:
        """The drawing for a page on paper."""
        return self.wide()

    @property
    def alt(self) -> str:
        """The text alternative: what kind of chart of what, what it shows, and its shape."""
        head = _("{kind}: {title}; figures as of: {vintage}.")
        named = head.format(kind=self.kind, title=self.title, vintage=self.vintage_name)
        return " ".join(filter(None, [named, self.finding, self.shape]))


def titled(of: Selection, title: str) -> str:
    """Return a title with the years that are shown, where those are a part of the years."""
    years = of.changes["year"]
    if not of.part or years.empty:
        return title
    shown = formatting.year_list(range(years.min(), years.max() + 1))
    return _("{title}, {years}").format(title=title, years=shown)


def source_line(of: Selection, frame: pd.DataFrame) -> str:
    """Name the Ministry, the day, and the document behind the rows or the number of documents."""
    if frame.empty:
        return ""
    documents = frame["source"].nunique()
    named = (
        citations.cited(frame.iloc[0])
        if documents == 1
        else ngettext("{count} document", "{count} documents", documents).format(count=documents)
    )
    line = _("Source: Ministry of Unification (Republic of Korea), as of {day}; {documents}.")
    return line.format(day=formatting.day(of.day), documents=named)

"""A chart of a view as a picture that tells where it came from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from defector_stats.analysis.dataset import Dataset
from defector_stats.charts.catalogue import CHARTS
from defector_stats.charts.chart import Chart
from defector_stats.charts.palette import THEMES
from defector_stats.export.framing import check, picture
from defector_stats.export.names import file_name
from defector_stats.export.sizes import SIZES, USUAL, Size
from defector_stats.i18n import formatting
from defector_stats.i18n.messages import N_, _, speaking
from defector_stats.text import citations
from defector_stats.views.selection import Selection
from defector_stats.views.view import from_address, to_address

if TYPE_CHECKING:
    import plotly.graph_objects as go

LABELS = {
    "Title": N_("Title"),
    "Description": N_("Description"),
    "Author": N_("Author"),
    "Source": N_("Source"),
    "Vintage": N_("Vintage"),
    "Data SHA-256": N_("SHA-256 of the data"),
    "Recipe": N_("Recipe"),
}
"""What a picture says of itself, by the keywords of PNG."""
UNREADABLE = (AttributeError, ArithmeticError, LookupError, RecursionError, TypeError, ValueError)
"""What a recipe raises that somebody else wrote, or that was damaged."""


@dataclass(frozen=True)
class Drawing:
    """One of `CHARTS` in a view, as a picture of a size and a theme."""

    selection: Selection
    name: str
    size: Size = SIZES[USUAL]
    theme: str = "light"

    @cached_property
    def chart(self) -> Chart:
        """The chart with its words."""
        return CHARTS[self.name].draw(self.selection)

    @cached_property
    def figure(self) -> go.Figure:
        """The figure of the picture."""
        return picture(self.chart, self.size, self.theme)

    @property
    def file_name(self) -> str:
        """What it shows, of which vintage and years, without an ending."""
        usual, size = SIZES[USUAL], self.size
        same = (size.width, size.height) == (usual.width, usual.height)
        further = [
            "" if same else f"{size.width}x{size.height}",
            "" if size.scale == usual.scale else f"{size.scale}x",
            "" if self.theme == "light" else self.theme,
        ]
        fields = CHARTS[self.name].fields + (("percent",) if self.name == "change" else ())
        return file_name(self.chart.name, self.selection, fields, filter(None, further))

    @property
    def texts(self) -> dict[str, str]:
        """What the file says of itself, by `LABELS`."""
        known = self.selection.known
        newest = "" if known.empty else formatting.day(known.iloc[-1]["published"])
        recipe = {
            "chart": self.name,
            "view": to_address(self.selection.view),
            "size": [self.size.width, self.size.height, self.size.scale],
            "theme": self.theme,
            "figure": self.digest,
        }
        return {
            "Title": self.chart.title,
            "Description": self.chart.alt,
            "Author": citations.ministry(),
            "Source": self.chart.source,
            "Vintage": _("{vintage}; newest publication: {day}").format(
                vintage=self.selection.vintage_name, day=newest or _("none")
            ),
            "Data SHA-256": self.selection.dataset.version,
            "Recipe": json.dumps(recipe),
        }

    @property
    def digest(self) -> str:
        """The SHA-256 of the figure, which is the same as long as the picture is."""
        text = json.dumps(json.loads(self.figure.to_json()), sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


def judgement(texts: Mapping[str, str], dataset: Dataset) -> str:
    """Say whether today's files would give the picture that these texts were found in.

    Raises ValueError when the texts are not those of a picture made here.
    """
    try:
        recipe = json.loads(texts["Recipe"])
        name, theme = str(recipe["chart"]), str(recipe["theme"])
        view, digest = from_address(recipe["view"]), recipe["figure"]
        width, height, scale = map(int, recipe["size"])
        size = Size(width, height, scale)
        if problem := check(size):
            raise ValueError(problem)
    except UNREADABLE as error:
        raise ValueError(_("not a picture that this program made")) from error
    if name not in CHARTS or theme not in THEMES:
        unknown = _("found a {theme} picture of {name!r}, which this version does not draw")
        raise ValueError(unknown.format(theme=theme, name=name))
    with speaking(view.language):
        same_figure = Drawing(Selection(dataset, view), name, size, theme).digest == digest
    same_data = texts.get("Data SHA-256") == dataset.version
    if same_figure:
        if same_data:
            return _("Today’s data would give the same picture: the files are the same.")
        return _(
            "Today’s data would give the same picture: the files changed since, but not in what it "
            "shows."
        )
    if same_data:
        return _("The files are the same, but this version of the program draws them differently.")
    return _("Today’s data would give another picture: the files changed since.")

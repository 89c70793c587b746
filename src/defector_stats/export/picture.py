"""A chart of a view as a picture that tells where it came from."""

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property

import plotly.graph_objects as go

from defector_stats.analysis.dataset import Dataset
from defector_stats.charts.catalogue import CHARTS
from defector_stats.charts.chart import Chart
from defector_stats.charts.palette import THEMES
from defector_stats.export.framing import picture
from defector_stats.export.sizes import SIZES, Size
from defector_stats.i18n import formatting
from defector_stats.i18n.messages import _, speaking
from defector_stats.views.selection import Selection
from defector_stats.views.view import View, from_address, to_address


@dataclass(frozen=True)
class Drawing:
    """One of `CHARTS` in a view, as a picture of a size and a theme."""

    selection: Selection
    name: str
    size: Size = SIZES["slide"]
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
        size = "" if self.size == SIZES["slide"] else f"_{self.size.width}x{self.size.height}"
        theme = "" if self.theme == "light" else f"_{self.theme}"
        return f"{self.chart.name}_{suffix(self.selection.view)}{size}{theme}"

    def texts(self, fingerprint: str) -> dict[str, str]:
        """Return what the file says of itself; `fingerprint` is that of the data files."""
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
            "Source": self.chart.source,
            "Vintage": _("{vintage}; newest publication: {day}").format(
                vintage=self.selection.vintage_name, day=newest or _("none")
            ),
            "Data SHA-256": fingerprint,
            "Recipe": json.dumps(recipe),
        }

    @property
    def digest(self) -> str:
        """The SHA-256 of the figure, which is the same as long as the picture is."""
        text = json.dumps(json.loads(self.figure.to_json()), sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


def suffix(view: View) -> str:
    """Say in a file name which vintage and years it shows."""
    years = f"_{view.years[0]}-{view.years[1]}" if view.years else ""
    language = "" if view.language == "en" else f"_{view.language}"
    return f"as-of-{view.as_of}{years}{language}"


def judgement(texts: dict[str, str], dataset: Dataset, fingerprint: str) -> str:
    """Say whether today's files would give the picture that these texts were found in.

    Raises ValueError when the texts are not those of a picture made here.
    """
    try:
        recipe = json.loads(texts["Recipe"])
        name, theme, digest = recipe["chart"], recipe["theme"], recipe["figure"]
        view, size = from_address(recipe["view"]), Size(*map(int, recipe["size"]))
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(_("not a picture that this program made")) from error
    if name not in CHARTS or theme not in THEMES:
        unknown = _("found a {theme} picture of {name!r}, which this version does not draw")
        raise ValueError(unknown.format(theme=theme, name=name))
    with speaking(view.language):
        same_figure = Drawing(Selection(dataset, view), name, size, theme).digest == digest
    same_data = texts.get("Data SHA-256") == fingerprint
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

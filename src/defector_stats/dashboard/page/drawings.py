"""A chart as the page draws it: wide and narrow, in each of its variants, with its words."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from defector_stats.charts.canvas import Canvas
from defector_stats.charts.catalogue import CHARTS
from defector_stats.charts.chart import Chart
from defector_stats.export.whole_words import whole_words
from defector_stats.text import citations
from defector_stats.views.selection import Selection

SIGNED = re.compile(r"[*†‡§°]+ \S+")


@dataclass(frozen=True)
class Drawings:
    """The drawings of a chart as JSON that a script element may hold, and their words.

    `words` are, by variant, HTML by the place that it goes to; `heights` are those of the wide and
    of the narrow drawing in pixels, nothing where there is nothing to draw.
    """

    json: Markup
    words: Mapping[str, Mapping[str, Markup]]
    heights: Mapping[str, tuple[int, int]]


def drawings(name: str, selection: Selection) -> Drawings:
    """Draw a chart in each of its variants, between which a reader changes at once."""
    entry = CHARTS[name]
    charts = {variant: entry.draw_variant(selection, variant) for variant in entry.variants}
    words = {variant: _words(chart) for variant, chart in charts.items()}
    drawn = {variant: _drawing(chart, words[variant]) for variant, chart in charts.items()}
    text = json.dumps(drawn, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return Drawings(
        Markup(text.replace("<", r"\u003c")),
        words,
        {variant: _heights(chart) for variant, chart in charts.items()},
    )


def _heights(chart: Chart) -> tuple[int, int]:
    return (0, 0) if chart.empty else (chart.height, chart.narrow_height)


def _words(chart: Chart) -> dict[str, Markup]:
    notes = Markup("").join(Markup("<li>{}</li>").format(_note(note)) for note in chart.notes)
    return {
        "title": whole_words(escape(chart.title)),
        "finding": whole_words(escape(chart.finding)),
        "notes": whole_words(notes),
        "source": whole_words(escape(chart.source)),
        "alt": escape(chart.alt),
        "citation": escape(citations.chart(chart.title, chart.source)),
    }


def _note(note: str) -> Markup:
    """Return a note as HTML; its sign ends no line."""
    found = SIGNED.match(note)
    if not found:
        return escape(note)
    return Markup('<span class="signed">{}</span>{}').format(found[0], note[found.end() :])


def _drawing(chart: Chart, words: Mapping[str, Markup]) -> dict[str, Any]:
    """Return a chart in the light theme, of which the page makes the dark one."""
    return {
        "words": words,
        "empty": chart.empty,
        "wide": _on(chart, chart.wide_canvas(history=True)),
        "narrow": _on(chart, chart.narrow_canvas(history=True)),
    }


def _on(chart: Chart, canvas: Canvas) -> dict[str, Any]:
    return {"height": canvas.height, "figure": chart.spec(canvas)}

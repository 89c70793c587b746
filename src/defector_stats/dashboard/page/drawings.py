"""A chart as the page draws it: in both themes and in each of its variants, with its words."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from defector_stats.charts.catalogue import CHARTS
from defector_stats.charts.chart import Chart
from defector_stats.charts.palette import THEMES
from defector_stats.text import citations
from defector_stats.views.selection import Selection


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
    drawn = (
        f"{json.dumps(variant)}: {_drawing(chart, words[variant])}"
        for variant, chart in charts.items()
    )
    return Drawings(
        Markup(f"{{{', '.join(drawn)}}}".replace("<", r"\u003c")),
        words,
        {variant: _heights(chart) for variant, chart in charts.items()},
    )


def _heights(chart: Chart) -> tuple[int, int]:
    return (0, 0) if chart.empty else (chart.height, chart.narrow_height)


def _words(chart: Chart) -> dict[str, Markup]:
    return {
        "title": escape(chart.title),
        "finding": escape(chart.finding),
        "notes": Markup("").join(Markup("<li>{}</li>").format(note) for note in chart.notes),
        "source": escape(chart.source),
        "alt": escape(chart.alt),
        "citation": escape(citations.chart(chart.title, chart.source)),
    }


def _drawing(chart: Chart, words: Mapping[str, Markup]) -> str:
    wide = {theme: _json(chart.spec(chart.wide_canvas(theme, history=True))) for theme in THEMES}
    narrow = {
        theme: _json(chart.spec(chart.narrow_canvas(theme, history=True))) for theme in THEMES
    }
    parts = {
        "words": _json(words),
        "empty": _json(chart.empty),
        **_sized(chart.height, wide),
        "narrow": _object(_sized(chart.narrow_height, narrow)),
    }
    return _object(parts)


def _sized(height: int, figures: Mapping[str, str]) -> dict[str, str]:
    return {"height": str(height), **figures}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _object(parts: Mapping[str, str]) -> str:
    """Return an object of parts that are JSON already."""
    named = (f'"{name}": {part}' for name, part in parts.items())
    return f"{{{', '.join(named)}}}"

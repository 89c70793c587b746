"""A view, or one chart of it, as a page that opens without a server or a network."""

import json
from html import escape
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from defector_stats import analysis
from defector_stats.charts.catalogue import CHARTS
from defector_stats.charts.chart import Chart
from defector_stats.charts.palette import PALETTES
from defector_stats.charts.typesetting import FONTS
from defector_stats.dates import today
from defector_stats.export.names import day
from defector_stats.export.picture import Drawing
from defector_stats.export.templating import environment
from defector_stats.export.whole_words import whole_words
from defector_stats.text import citations, findings, tables
from defector_stats.views.selection import Selection

ASSETS = files("defector_stats") / "dashboard" / "assets"
TABLES = (tables.figures_in_view, tables.revisions, tables.totals, tables.every_figure)
WORDS, NOTE = 300, 44
"""Pixels of the words over and under a plot, and of each note, in a narrow frame."""


def report(selection: Selection, theme: str = "light") -> bytes:
    """Return the page of a view: interactive charts, tables and sources, everything inside."""
    charts = [entry.draw(selection) for entry in CHARTS.values()]
    return _page(
        "web_page.html",
        selection,
        theme,
        [_drawn(chart, theme) for chart in charts],
        headline=findings.headline(selection),
        numbers=findings.key_numbers(selection),
        charts=charts,
        tables=[table(selection) for table in TABLES],
        documents=tables.documents(selection, every=True),
        newest=findings.newest_and_next(selection, today()),
        counted=findings.counted(selection.dataset),
        size=findings.size_of_revisions(analysis.size_of_revisions(selection.statements)),
        citation=citations.plain(citations.data_set(selection.dataset)),
        fingerprint=selection.dataset.version,
    )


def frame(drawing: Drawing) -> bytes:
    """Return the page of one chart, to be shown in a frame of another page; it does not change."""
    size = drawing.size
    drawn = {
        **_drawn(drawing.chart, drawing.theme),
        "picture": json.loads(drawing.figure.to_json()),
        "size": {"width": size.width, "height": size.height, "scale": size.scale},
        "name": drawing.file_name,
    }
    return _page("frame.html", drawing.selection, drawing.theme, [drawn], chart=drawing.chart)


def embedding(name: str, chart: Chart) -> str:
    """Return the line of HTML that shows the page of a chart in a frame."""
    plot = 0 if chart.empty else max(chart.height, chart.narrow_height)
    height = plot + WORDS + NOTE * len(chart.notes)
    return (
        f'<iframe src="{escape(name)}" title="{escape(chart.title)}" width="100%" '
        f'height="{height}" style="border: 0" loading="lazy"></iframe>'
    )


def _page(
    template: str,
    selection: Selection,
    theme: str,
    drawings: list[dict[str, Any]],
    **parts: object,
) -> bytes:
    (plotly,) = (path for path in _below(ASSETS) if path.name.startswith("plotly-basic"))
    page = environment().get_template(template)
    text = page.render(
        language=selection.view.language,
        day=day(selection),
        colours=PALETTES[theme],
        fonts=FONTS,
        # Inside of a script element "</" would end it.
        drawings=[json.dumps(drawing).replace("</", r"<\/") for drawing in drawings],
        plotly=plotly.read_text("utf-8"),
        **parts,
    )
    return whole_words(Markup(text)).encode()


def _drawn(chart: Chart, theme: str) -> dict[str, Any]:
    """Return the figures for a wide screen, a narrow one, and for paper, with their heights."""
    screen, narrow, paper = chart.wide(theme), chart.narrow(theme), chart.narrow()
    return {
        "screen": json.loads(screen.to_json()),
        "narrow": json.loads(narrow.to_json()),
        "paper": json.loads(paper.to_json()),
        "heights": {"wide": chart.height, "narrow": chart.narrow_height},
    }


def _below(folder: Any) -> Any:  # noqa: ANN401 - a folder of a package, which may be zipped
    for path in folder.iterdir():
        yield from _below(path) if path.is_dir() else [path]

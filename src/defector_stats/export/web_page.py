"""One view as one page that opens without a server or a network."""

from pathlib import Path

from defector_stats.charts.catalogue import CHARTS
from defector_stats.charts.palette import BLUE, DARK, INK, QUIET, RULE, dark
from defector_stats.export.templating import environment
from defector_stats.text import citations, tables
from defector_stats.views.selection import Selection

VENDORED = Path(__file__).parents[1] / "dashboard" / "assets" / "vendor"


def web_page(selection: Selection, fingerprint: str, theme: str = "light") -> bytes:
    """Return the page: interactive charts, tables and sources of a view, everything inside."""
    is_dark = theme == "dark"
    charts = [entry.draw(selection) for entry in CHARTS.values()]
    page = (
        environment()
        .get_template("web_page.html")
        .render(
            language=selection.view.language,
            vintage=selection.vintage_name,
            charts=charts,
            # Inside of a script element "</" would end it.
            figures=[
                (dark(chart.figure) if is_dark else chart.figure).to_json().replace("</", r"<\/")
                for chart in charts
            ],
            colours={
                name: DARK[colour] if is_dark else colour
                for name, colour in (
                    ("ink", INK),
                    ("quiet", QUIET),
                    ("rule", RULE),
                    ("accent", BLUE),
                    ("paper", "white"),
                )
            },
            tables=[
                make(selection)
                for make in (
                    tables.figures_in_view,
                    tables.revisions,
                    tables.totals,
                    tables.every_figure,
                )
            ],
            documents=tables.documents(selection),
            citation=citations.plain(
                citations.data_set(selection.dataset.publications, fingerprint)
            ),
            fingerprint=fingerprint,
            plotly=next(VENDORED.glob("plotly-basic-*.min.js")).read_text("utf-8"),
        )
    )
    return page.encode()

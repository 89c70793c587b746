"""One view as one page that opens without a server or a network."""

from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined

from defector_stats.charts.catalogue import CHARTS
from defector_stats.charts.palette import BLUE, DARK, INK, QUIET, RULE, dark
from defector_stats.export import tables
from defector_stats.i18n import formatting
from defector_stats.i18n.messages import _, ngettext
from defector_stats.text import citations
from defector_stats.views.selection import Selection

PACKAGE = files("defector_stats")


def web_page(selection: Selection, fingerprint: str, theme: str = "light") -> bytes:
    """Return the page: interactive charts, tables and sources of a view, everything inside."""
    is_dark = theme == "dark"
    templates = Environment(
        loader=PackageLoader("defector_stats.export"),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
    )
    templates.install_gettext_callables(_, ngettext)  # type: ignore[attr-defined]
    charts = [entry.draw(selection) for entry in CHARTS.values()]
    publications = tables.sources(selection.tables.values())
    page = templates.get_template("web_page.html").render(
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
        tables={
            name: tables.chosen(frame).drop(columns=["title", "url"], errors="ignore")
            for name, frame in selection.tables.items()
        },
        publications=publications.to_dict("records"),
        citation=citations.plain(citations.data_set(selection.dataset.publications, fingerprint)),
        fingerprint=fingerprint,
        number=formatting.number,
        plotly=(PACKAGE / "dashboard" / "assets" / "plotly-basic.min.js").read_text("utf-8"),
    )
    return page.encode()

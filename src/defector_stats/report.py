"""One view as one page that opens without a server or a network."""

from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined

from defector_stats import export
from defector_stats.drawing import CHARTS
from defector_stats.i18n import formatting
from defector_stats.i18n.messages import _, ngettext
from defector_stats.plot import BLUE, DARK, INK, QUIET, RULE, dark
from defector_stats.text import citations
from defector_stats.view import Seen

PACKAGE = files("defector_stats")


def report(seen: Seen, fingerprint: str, theme: str = "light") -> bytes:
    """Return the page: interactive charts, tables and sources of a view, everything inside."""
    is_dark = theme == "dark"
    templates = Environment(
        loader=PackageLoader("defector_stats"),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
    )
    templates.install_gettext_callables(_, ngettext)  # type: ignore[attr-defined]
    charts = [getattr(seen, name) for name in CHARTS]
    publications = export.sources(seen.tables.values())
    page = templates.get_template("report.html").render(
        language=seen.view.language,
        vintage=seen.vintage_name,
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
            name: export.chosen(frame).drop(columns=["title", "url"], errors="ignore")
            for name, frame in seen.tables.items()
        },
        publications=publications.to_dict("records"),
        citation=citations.plain(citations.data_set(seen.frames.publications, fingerprint)),
        fingerprint=fingerprint,
        number=formatting.number,
        plotly=(PACKAGE / "dashboard" / "assets" / "plotly-basic.min.js").read_text("utf-8"),
    )
    return page.encode()

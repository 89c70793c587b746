"""The page from top to bottom, drawn for one view; callbacks change what is in it."""

from dash import dcc, html
from dash.development.base_component import Component

from defector_stats import words
from defector_stats.address import ARTICLE, View, read_address, to_address
from defector_stats.dashboard import below, controls, form, sections, watch
from defector_stats.dashboard.graphs import graph
from defector_stats.dashboard.live import Snapshot
from defector_stats.dashboard.reader import Reader
from defector_stats.dashboard.sections import attributes
from defector_stats.view import Seen

TITLE = "North Korean defectors arriving in South Korea"


def page(snapshot: Snapshot, editable: bool, reader: Reader) -> Component:
    """Return the whole page as a reader's address asks for it, or what is wrong with the files."""
    if snapshot.frames is None:
        return html.Main([html.H1(TITLE), *watch.unusable(snapshot.problems)])
    frames = snapshot.frames
    view, unused = read_address(reader.search, frames.limits, reader.language)
    seen, theme = frames.seen(view), reader.theme
    return html.Div(
        [
            dcc.Location(id="address", refresh=False),
            dcc.Store(id="reader", data={"language": reader.language, "theme": theme}),
            dcc.Store(id="near", data=[]),
            dcc.Store(id="pressed"),
            dcc.Store(id="controls", data=controls.values(frames, view)),
            dcc.Store(
                id="controls-place-prepared",
                data={"name": "controls-place", "section": "", "html": controls.form(frames, view)},
            ),
            *(below.store(name, seen) for name in ("as-of", "revised-year", "history")),
            dcc.Store(
                id="shown",
                data={"version": snapshot.version, "search": to_address(view), "theme": theme},
            ),
            html.Header(
                [
                    *_header(),
                    form.form() if editable else form.read_only(),
                ]
            ),
            html.Main(
                [
                    *watch.parts(snapshot),
                    html.Div(unusable(unused), id="link-notice", role="status"),
                    _section(
                        "summary", "At a glance", html.Div(sections.glance(seen), id="glance")
                    ),
                    html.Section(
                        [
                            html.H2("What is shown", id="controls-heading", className="hidden"),
                            html.Div(id="controls-place"),
                        ],
                        **attributes(aria_labelledby="controls-heading"),
                    ),
                    graph("trend", seen, theme),
                    graph("change", seen, theme),
                    graph(
                        "revised",
                        seen,
                        theme,
                        before=_revised_year(),
                        after=_scroll("revised-table", "Revisions", seen, "scroll low"),
                    ),
                    graph(
                        "total",
                        seen,
                        theme,
                        after=[
                            *_scroll("sums", "Table of published totals", seen),
                            html.Div(id="quality"),
                            below.store("quality", seen),
                        ],
                    ),
                    _section(
                        "figures", "Figures in view", *_scroll("table", "Table of figures", seen)
                    ),
                    _section(
                        "documents", "Sources", html.Ol(id="sources"), below.store("sources", seen)
                    ),
                ]
            ),
            html.Dialog(id="history", **attributes(aria_labelledby="history-heading")),
            html.Footer(
                "Counts of the Ministry of Unification as its documents and the press published "
                "them. Nothing on this page leaves your computer."
            ),
        ]
    )


def _header() -> list[Component]:
    return [
        html.H1(TITLE),
        html.P(
            "Yearly arrivals as counted by the Ministry of Unification, each figure with the "
            "document that published it."
        ),
        html.Div(
            [
                dcc.Link(
                    "As the article of October 2011 had it", href=to_address(View(as_of=ARTICLE))
                ),
                html.Button("Copy link", **attributes(data_copy_link="page")),
                html.Button(
                    "Download every published figure (CSV)", **attributes(data_download="csv/all")
                ),
            ],
            className="actions",
        ),
    ]


def _section(name: str, heading: str, *content: Component) -> Component:
    title = html.H2(heading, id=f"{name}-heading")
    labelled = attributes(aria_labelledby=f"{name}-heading")
    return html.Section([title, *content], id=name, **labelled)


def _scroll(name: str, label: str, seen: Seen, style: str = "scroll") -> list[Component]:
    """Return the place of a table that may be wider than the page."""
    named = attributes(aria_label=label)
    table = html.Div(html.Table(id=name), className=style, tabIndex=0, role="region", **named)
    return [table, below.store(name, seen)]


def _revised_year() -> Component:
    """Return the choice of one revised year, which belongs to the controls."""
    return html.Div(
        [
            html.Label("Show", htmlFor="revised-year"),
            html.Select(id="revised-year", name="revised", form="choices"),
        ],
        className="control",
    )


def unusable(parameters: list[str]) -> list[Component]:
    """Say which parts of a link could not be used."""
    if not parameters:
        return []
    named = words.listed(parameters)
    return [html.P(f"The link’s {named} cannot be used; the usual choice is shown instead.")]

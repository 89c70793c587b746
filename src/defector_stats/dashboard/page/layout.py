"""The page from top to bottom, drawn for one view; callbacks change what is in it."""

from dash import dcc, html
from dash.development.base_component import Component

from defector_stats.dashboard import watch
from defector_stats.dashboard.live import Snapshot
from defector_stats.dashboard.page import below, controls, form, sections
from defector_stats.dashboard.page.graphs import graph
from defector_stats.dashboard.page.sections import attributes
from defector_stats.dashboard.preferences import Reader
from defector_stats.i18n.languages import LANGUAGES
from defector_stats.i18n.messages import N_, _, spoken
from defector_stats.views.selection import Selection
from defector_stats.views.view import (
    ARTICLE,
    Unusable,
    View,
    cannot_be_used,
    read_address,
    to_address,
)

TITLE = N_("North Korean defectors arriving in South Korea")


def page(snapshot: Snapshot, editable: bool, reader: Reader) -> Component:
    """Return the whole page as a reader's address asks for it, or what is wrong with the files."""
    if snapshot.dataset is None:
        return html.Main([html.H1(_(TITLE)), *watch.unusable(snapshot.problems)])
    dataset = snapshot.dataset
    view, unused = read_address(reader.search, dataset.limits, reader.language)
    selection, theme = snapshot.select(view), reader.theme
    return html.Div(
        [
            dcc.Location(id="address", refresh=False),
            dcc.Store(id="reader", data={"language": reader.language, "theme": theme}),
            dcc.Store(id="near", data=[]),
            dcc.Store(id="pressed"),
            dcc.Store(id="controls", data=controls.values(dataset, view)),
            dcc.Store(
                id="controls-place-prepared",
                data={
                    "name": "controls-place",
                    "section": "",
                    "html": controls.form(dataset, view),
                },
            ),
            *(below.store(name, selection) for name in ("as-of", "revised-year", "history")),
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
                    html.Div(id="said", role="status", className="hidden"),
                    _section(
                        "summary",
                        _("At a glance"),
                        html.Div(sections.glance(selection), id="glance"),
                    ),
                    html.Section(
                        [
                            html.H2(_("What is shown"), id="controls-heading", className="hidden"),
                            html.Div(id="controls-place"),
                        ],
                        **attributes(aria_labelledby="controls-heading"),
                    ),
                    graph("trend", selection, theme),
                    graph("change", selection, theme),
                    graph(
                        "revised",
                        selection,
                        theme,
                        before=_revised_year(),
                        after=_scroll("revised-table", _("Revisions"), selection, "scroll low"),
                    ),
                    graph(
                        "total",
                        selection,
                        theme,
                        after=[
                            *_scroll("sums", _("Table of published totals"), selection),
                            html.Div(id="quality"),
                            below.store("quality", selection),
                        ],
                    ),
                    _section(
                        "figures",
                        _("Figures in view"),
                        *_scroll("table", _("Table of figures"), selection),
                    ),
                    _section(
                        "documents",
                        _("Sources"),
                        html.Ol(id="sources"),
                        below.store("sources", selection),
                    ),
                ]
            ),
            html.Dialog(id="history", **attributes(aria_labelledby="history-heading")),
            html.Footer(
                [
                    html.P(
                        _(
                            "The Ministry’s term is 북한이탈주민 (North Korean defectors); 탈북민 "
                            "is the everyday word, and 북향민 a newer one that some documents use. "
                            "All of them mean the same people here."
                        )
                    ),
                    html.P(
                        _(
                            "Counts of the Ministry of Unification as its documents and the press "
                            "published them. Nothing on this page leaves your computer."
                        )
                    ),
                ]
            ),
        ]
    )


def _languages() -> list[Component]:
    """Return a link to the page in each other language, in that language's own name."""
    return [
        html.A(name, href=f"?lang={code}", lang=code, hrefLang=code, className="language")
        for code, name in LANGUAGES.items()
        if code != spoken()
    ]


def _header() -> list[Component]:
    return [
        html.A(_("Skip to the charts"), href="#trend", className="skip"),
        html.H1(_(TITLE)),
        html.P(
            _(
                "Yearly arrivals as counted by the Ministry of Unification, each figure with the "
                "document that published it."
            )
        ),
        html.Div(
            [
                dcc.Link(
                    _("As the article of October 2011 had it"), href=to_address(View(as_of=ARTICLE))
                ),
                html.Button(id="theme", **attributes(data_dark=_("Dark"), data_light=_("Light"))),
                *_languages(),
                html.Button(_("Copy link"), **attributes(data_copy_link="page")),
                html.Button(
                    _("Download every published figure (CSV)"),
                    **attributes(data_download="csv/all"),
                ),
            ],
            className="actions",
        ),
    ]


def _section(name: str, heading: str, *content: Component) -> Component:
    title = html.H2(heading, id=f"{name}-heading")
    labelled = attributes(aria_labelledby=f"{name}-heading")
    return html.Section([title, *content], id=name, **labelled)


def _scroll(name: str, label: str, selection: Selection, style: str = "scroll") -> list[Component]:
    """Return the place of a table that may be wider than the page."""
    named = attributes(aria_label=label)
    table = html.Div(html.Table(id=name), className=style, tabIndex=0, role="region", **named)
    return [table, below.store(name, selection)]


def _revised_year() -> Component:
    """Return the choice of one revised year, which belongs to the controls."""
    return html.Div(
        [
            html.Label(_("Show"), htmlFor="revised-year"),
            html.Select(id="revised-year", name="revised", form="choices"),
        ],
        className="control",
    )


def unusable(parameters: list[Unusable]) -> list[Component]:
    """Say which parts of a link could not be used."""
    if not parameters:
        return []
    instead = _("The usual choice is shown instead.")
    return [html.P(f"{cannot_be_used(parameters)} {instead}")]

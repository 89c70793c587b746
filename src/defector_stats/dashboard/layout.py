"""The page from top to bottom, drawn for one view; callbacks change what is in it."""

from dash import dcc, html
from dash.development.base_component import Component

from defector_stats import citations, words
from defector_stats.address import ARTICLE, LATEST, View, to_address
from defector_stats.dashboard import form, history, sections, watch
from defector_stats.dashboard.live import Snapshot
from defector_stats.dashboard.sections import attributes
from defector_stats.plot import Chart
from defector_stats.view import ARTICLE_SOURCE, Frames, Seen

TITLE = "North Korean defectors arriving in South Korea"


def page(snapshot: Snapshot, editable: bool) -> Component:
    """Return the whole page in its default view, or what is wrong with the files."""
    if snapshot.frames is None:
        return html.Main([html.H1(TITLE), *watch.unusable(snapshot.problems)])
    seen = Seen(snapshot.frames, View())
    return html.Div(
        [
            dcc.Location(id="address", refresh=False),
            dcc.Store(id="shown", data={"version": snapshot.version, "search": ""}),
            html.Header(
                [
                    *_header(),
                    form.form(snapshot.frames) if editable else form.read_only(),
                ]
            ),
            html.Main(
                [
                    *watch.parts(snapshot),
                    html.Div(id="link-notice", role="status"),
                    _section("glance", "At a glance", html.Div(sections.glance(seen), id="glance")),
                    _controls(snapshot.frames, seen.view),
                    _figure("trend", seen.trend),
                    _figure("change", seen.change),
                    _figure("revised", seen.revised, before=_revised_year(seen)),
                    _scroll("revised-table", "Revisions", history.revisions(seen), "scroll low"),
                    _figure("total", seen.total),
                    _scroll("sums", "Table of published totals", history.sums(seen)),
                    html.Div(history.quality(seen), id="quality"),
                    _section(
                        "table",
                        "Figures in view",
                        _scroll("table", "Table of figures", sections.table(seen)),
                    ),
                    _section("sources", "Sources", html.Ol(sections.sources(seen), id="sources")),
                ]
            ),
            html.Aside(
                [], id="history", role="dialog", **attributes(aria_labelledby="history-heading")
            ),
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


def _section(name: str, heading: str, content: Component) -> Component:
    title = html.H2(heading, id=f"{name}-heading")
    return html.Section([title, content], **attributes(aria_labelledby=f"{name}-heading"))


def _scroll(
    name: str, label: str, table: list[Component], name_of_class: str = "scroll"
) -> Component:
    return html.Div(
        html.Table(table, id=name),
        className=name_of_class,
        tabIndex=0,
        role="region",
        **attributes(aria_label=label),
    )


def _revised_year(seen: Seen) -> Component:
    return dcc.Dropdown(history.choices(seen), 0, id="revised-year", clearable=False)


def height(chart: Chart) -> dict[str, str]:
    """Return the style that gives a chart its height on the page."""
    return {"height": f"max(var(--graph-height), {chart.height}px)"}


def _figure(name: str, chart: Chart, before: Component | None = None) -> Component:
    buttons = html.Div(
        [
            html.Button("Copy alt text", **attributes(data_copy_of=f"{name}-alt")),
            html.Button("Copy citation", **attributes(data_copy_of=f"{name}-citation")),
            html.Button("PNG", title="Download as a picture", **attributes(data_picture=name)),
            html.Button(
                "CSV",
                title="Download the rows behind it",
                **attributes(data_download=f"csv/{name}"),
            ),
        ],
        className="buttons",
    )
    return html.Section(
        html.Figure(
            [
                html.Div([html.H2(chart.title, id=f"{name}-title"), buttons], className="head"),
                html.P(chart.finding, id=f"{name}-finding", className="finding"),
                before,
                html.Div(
                    dcc.Graph(
                        id=f"{name}-graph",
                        figure=chart.figure,
                        responsive=True,
                        config={"displayModeBar": False, "displaylogo": False},
                        style=height(chart),
                    ),
                    className="plot",
                ),
                html.Ul(notes(chart), id=f"{name}-notes", className="notes"),
                html.Figcaption(chart.source, id=f"{name}-source"),
                html.Div(chart.alt, id=f"{name}-alt", className="hidden"),
                html.Div(
                    citations.chart(chart.title, chart.source), id=f"{name}-citation", hidden=True
                ),
            ]
        ),
        id=name,
        **attributes(aria_labelledby=f"{name}-title"),
    )


def notes(chart: Chart) -> list[Component]:
    """Return the notes under a chart."""
    return [html.Li(note) for note in chart.notes]


def vintages(frames: Frames, as_of: str) -> list[dict[str, str]]:
    """Return the choices of "figures as of": latest, the article, every other publication date.

    A day on which nothing was published is a choice when it is the one in view.
    """
    choices = [{"label": "Latest", "value": LATEST}]
    article = frames.publications[frames.publications["source"] == ARTICLE_SOURCE]
    if not article.empty:
        label = f"{words.day(article.iloc[0]['published'])}: the article in The Korea Herald"
        choices.append({"label": label, "value": ARTICLE})
    others = frames.publications[frames.publications["source"] != ARTICLE_SOURCE]
    for _, group in others.groupby("known_on", sort=False):
        newest = group.iloc[0]
        label = f"{words.day(newest['published'])}: {words.listed(group['publisher'])}"
        choices.append({"label": label, "value": newest["known_on"].date().isoformat()})
    if as_of not in [choice["value"] for choice in choices]:
        choices.insert(1, {"label": f"{words.day(as_of)}: what was known", "value": as_of})
    return choices


def _controls(frames: Frames, view: View) -> Component:
    first, last = frames.first_and_last_year
    return html.Section(
        [
            html.H2("What is shown", id="controls-heading", className="hidden"),
            _control(
                "Figures as of",
                dcc.Dropdown(vintages(frames, view.as_of), view.as_of, id="as-of", clearable=False),
                "wide",
            ),
            _control(
                "or any day",
                dcc.DatePickerSingle(
                    id="day", display_format="YYYY-MM-DD", placeholder="YYYY-MM-DD", clearable=True,
                    min_date_allowed=frames.figures["known_on"].min().date(),
                ),
            ),
            _control(
                "Years",
                dcc.RangeSlider(
                    first, last, 1, value=[first, last], id="years", marks=None,
                    tooltip={"placement": "bottom", "always_visible": True}, allowCross=False,
                ),
                "wide",
            ),
            _control("Change in", _radio("unit", ["persons", "percent"])),
            _control("Show", _radio("split", ["total", "by sex"])),
            _control("Events", _radio("events", ["on", "off"])),
            _control("Compare", _radio("compare", ["off", "with latest"])),
        ],
        className="controls",
        **attributes(aria_labelledby="controls-heading"),
    )  # fmt: skip


def _control(label: str, component: Component, size: str = "") -> Component:
    return html.Div([html.Div(label, className="label"), component], className=f"control {size}")


def _radio(name: str, options: list[str]) -> Component:
    return dcc.RadioItems(options, options[0], id=name, inline=True)

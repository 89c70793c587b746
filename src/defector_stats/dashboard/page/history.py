"""What was published when: the table of revisions, the sums, and the history of a year."""

import pandas as pd
from dash import html
from dash.development.base_component import Component

from defector_stats import analysis
from defector_stats.dashboard.page.sections import attributes, blank, copy_button, link, year_button
from defector_stats.i18n import formatting
from defector_stats.i18n.messages import _, ngettext
from defector_stats.text import citations, findings
from defector_stats.views.selection import Selection

ROWS_SHOWN = 200


def revisions(selection: Selection) -> list[Component]:
    """Return head and body of the table of revisions."""
    head = [_("Counted"), _("Value"), _("On the one before"), _("To the newest"), _("Status"),
            _("Published by")]  # fmt: skip
    keys = ["year", "through", "step"]
    shown = selection.revisions_shown
    by_step = dict(list(selection.statements.merge(shown[keys], on=keys).groupby(keys)))
    rows = []
    for _place, row in shown.iterrows():
        first = row["step"] == 1
        period = formatting.period(row["year"], row["through"])
        again = html.Span(period, className="hidden")
        counted = year_button(row["year"], period) if first else again
        repeats = by_step[(row["year"], row["through"], row["step"])]
        published = [
            item
            for _place, each in repeats.iterrows()
            for item in (link(each, citations.publication(each)), "; ")
        ]
        cells = [
            html.Td(formatting.number(row["arrivals"]), className="number"),
            html.Td(blank(row["from_before"], formatting.signed), className="number"),
            html.Td(formatting.signed(row["to_newest"]), className="number"),
            html.Td(formatting.status(row["status"])),
            html.Td(published[:-1]),
        ]
        name = "first" if first else None
        rows.append(html.Tr([html.Th(counted, scope="row"), *cells], className=name))
    return [_head(head, numbers=(1, 2, 3)), html.Tbody(rows)]


def _head(names: list[str], numbers: tuple[int, ...]) -> Component:
    return html.Thead(
        html.Tr(
            [
                html.Th(name, scope="col", className="number" if place in numbers else None)
                for place, name in enumerate(names)
            ]
        )
    )


def sums(selection: Selection) -> list[Component]:
    """Return head and body of the table of published totals and sums, newest first."""
    head = [_("To the end of"), _("Published"), _("Sum of the figures"), _("In words"), _("Men"),
            _("Women"), _("Source and date")]  # fmt: skip
    rows = [
        html.Tr(
            [
                html.Th(formatting.day(row["as_of"].date().isoformat()), scope="row"),
                html.Td(formatting.number(row["total"]), className="number"),
                html.Td(blank(row["counted"], formatting.number), className="number"),
                html.Td(findings.difference(row)),
                html.Td(_sex(row, "male")),
                html.Td(_sex(row, "female")),
                html.Td(link(row, citations.publication(row))),
            ]
        )
        for _place, row in selection.sums.iloc[::-1].iterrows()
    ]
    caption = html.Caption(
        _(
            "Each published total against the figures known on the day of its publication, from "
            "the count to the end of 1998 on; men and women from the last total by sex at a year’s "
            "end."
        )
    )
    return [caption, _head(head, numbers=(1, 2)), html.Tbody(rows)]


def _sex(row: pd.Series, sex: str) -> str:
    if pd.isna(row[sex]) or pd.isna(row[f"counted_{sex}"]):
        return blank(row[sex], formatting.number)
    return f"{formatting.number(row[sex])}, {findings.difference(row, f'difference_{sex}')}"


def quality(selection: Selection) -> list[Component]:
    """Return a line on what is inconsistent in the files, with the list behind it."""
    warnings = selection.dataset.warnings
    if not warnings:
        return [html.P(_("The publications in the data files do not contradict each other."))]
    said = ngettext(
        "{count} inconsistency between the publications in the data files",
        "{count} inconsistencies between the publications in the data files",
        len(warnings),
    ).format(count=len(warnings))
    return [
        html.Details([html.Summary(said), html.Ul([html.Li(str(warning)) for warning in warnings])])
    ]


def of_year(selection: Selection) -> list[Component]:
    """Return the history of the year that the reader opened, nothing when none is open."""
    year = selection.view.year
    if year is None:
        return []
    close = html.Button(_("Close"), autoFocus=True, **attributes(data_year=""))
    title = _("Every figure published for {year}").format(
        year=formatting.period(year, analysis.FULL_YEAR)
    )
    heading = html.H2(title, id="history-heading")
    head = html.Div([heading, close], className="head")
    if selection.history.empty:
        return [head, html.P(_("No figure for this year is known in this view."))]
    columns = [_("Counted"), _("Arrivals"), _("Publication"), _("Men"), _("Women"), _("Status")]
    rows = [_published(row) for _place, row in selection.history.head(ROWS_SHOWN).iterrows()]
    older = len(selection.history) - len(rows)
    said = _("{count} older figures are in the CSV file.").format(count=older)
    more = [html.P(said)] if older else []
    table = html.Table([_head(columns, numbers=(1, 3, 4)), html.Tbody(rows)])
    return [head, html.Div(table, className="scroll"), *more, *_quarters(selection)]


def _published(row: pd.Series) -> Component:
    citation = citations.plain(row)
    note = html.Div(row["note"], className="quiet") if row["note"] else None
    arrivals, *by_sex = [
        html.Td(blank(row[column], formatting.number), className="number")
        for column in analysis.COUNTS
    ]
    return html.Tr(
        [
            html.Th(formatting.period(row["year"], row["through"]), scope="row"),
            arrivals,
            html.Td([link(row, citation), " ", copy_button(citation, row["publisher"]), note]),
            *by_sex,
            html.Td(formatting.status(row["status"])),
        ]
    )


def _quarters(selection: Selection) -> list[Component]:
    heading = html.H3(_("Quarters"))
    if selection.quarters.empty:
        return [heading, html.P(_("No quarter of this year is known or can be derived."))]
    return [
        heading,
        html.Ul([html.Li(_quarter(row)) for _place, row in selection.quarters.iterrows()]),
    ]


def _quarter(row: pd.Series) -> str:
    if not row["derived"]:
        said, before = _("{months}: {count} ({source})"), ""
    else:
        said = _("{months}: {count}, derived: {source}, less the months before ({before})")
        before = f"{row['publisher_before']}, {formatting.day(row['published_before'])}"
    return said.format(
        months=formatting.quarter(row["quarter"]),
        count=formatting.number(row["arrivals"]),
        source=citations.publication(row),
        before=before,
    )

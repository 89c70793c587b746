"""The parts of the page that follow from the view: cards, table, sources, problems."""

from collections.abc import Callable
from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from defector_stats import analysis
from defector_stats.i18n import formatting
from defector_stats.i18n.messages import N_, _, ngettext
from defector_stats.text import citations
from defector_stats.views.selection import Selection

HEADINGS = {
    "year": N_("Counted"),
    "arrivals": N_("Arrivals"),
    "male": N_("Men"),
    "female": N_("Women"),
    "change": N_("Change"),
    "change_percent": N_("Change, %"),
    "status": N_("Status"),
    "known_on": N_("Source and date"),
}


def attributes(**values: str) -> dict[str, Any]:
    """Name attributes as HTML does: aria_label is aria-label."""
    return {name.replace("_", "-"): value for name, value in values.items()}


def glance(selection: Selection) -> list[Component]:
    """Return the four cards, each with its source."""
    return [_latest(selection), _peak(selection), _total(selection), _running(selection)]


def _card(label: str, value: str, detail: str, source: pd.Series | None) -> Component:
    cited = "" if source is None else citations.publication(source)
    return html.Div(
        [
            html.H3(label),
            html.P(value, className="value"),
            html.P(detail, className="detail"),
            html.P(cited, className="quiet"),
        ],
        className="card",
    )


def _latest(selection: Selection) -> Component:
    row = analysis.latest(selection.all_changes)
    if row is None:
        return _card(_("Newest full year"), "—", _("No full year is known."), None)
    year, before = (
        formatting.period(each, analysis.FULL_YEAR) for each in (row["year"], row["year"] - 1)
    )
    detail = _("No full-year figure for {year} to compare with").format(year=before)
    if pd.notna(row["change"]):
        percent = row["change_percent"]
        share = "" if pd.isna(percent) else f" ({formatting.signed_percent(percent)})"
        change = f"{formatting.signed(row['change'])}{share}"
        detail = _("{change} on {year}").format(change=change, year=before)
    value = formatting.number(row["arrivals"])
    return _card(_("Newest full year: {year}").format(year=year), value, detail, row)


def _peak(selection: Selection) -> Component:
    row = analysis.peak(selection.vintage)
    if row is None:
        return _card(_("Peak"), "—", _("No full year is known."), None)
    full = analysis.full_years(selection.vintage)["year"]
    detail = _("Highest of the {count} full years known ({years})")
    detail = detail.format(count=len(full), years=formatting.year_list(full))
    label = _("Peak: {year}").format(year=formatting.period(row["year"], analysis.FULL_YEAR))
    return _card(label, formatting.number(row["arrivals"]), detail, row)


def _total(selection: Selection) -> Component:
    if selection.totals.empty:
        nothing = _("No published total is known in this view.")
        return _card(_("All arrivals"), "—", nothing, None)
    row = selection.totals.iloc[-1]
    day = formatting.day(row["as_of"].date().isoformat())
    detail = _("Cumulative total published for {day}").format(day=day)
    return _card(_("All arrivals"), formatting.number(row["total"]), detail, row)


def _running(selection: Selection) -> Component:
    latest = analysis.latest(selection.vintage)
    year = None if latest is None else latest["year"] + 1
    running = selection.all_partial.iloc[-1:]
    if running.empty or (year is not None and running.iloc[0]["year"] < year):
        label = _("Running year")
        if year is not None:
            label = _("Running year: {year}").format(
                year=formatting.period(year, analysis.FULL_YEAR)
            )
        return _card(label, "—", _("No figure for part of this year is known."), None)
    row = running.iloc[0]
    before = formatting.period(row["year"] - 1, analysis.FULL_YEAR)
    if pd.notna(row["change"]):
        detail = _("{change} on the same months of {year}")
    else:
        detail = _("No figure for the same months of {year} is known")
    change = "" if pd.isna(row["change"]) else formatting.signed(row["change"])
    label = formatting.period(row["year"], row["through"])
    value = formatting.number(row["arrivals"])
    return _card(label, value, detail.format(change=change, year=before), row)


def table(selection: Selection) -> list[Component]:
    """Return head and body of the table of the figures in view."""
    head = html.Thead(html.Tr([_heading(column, selection.view.sort) for column in HEADINGS]))
    body = html.Tbody([_row(row) for _place, row in selection.table.iterrows()])
    caption = html.Caption(
        ngettext(
            "{count} figure, as of: {vintage}. A dash stands where no figure or no comparison is "
            "known.",
            "{count} figures, as of: {vintage}. A dash stands where no figure or no comparison is "
            "known.",
            len(selection.table),
        ).format(count=len(selection.table), vintage=selection.vintage_name)
    )
    return [caption, head, body]


def _heading(column: str, sort: str) -> Component:
    order = {column: "ascending", f"-{column}": "descending"}.get(sort, "none")
    arrow = {"ascending": " ▲", "descending": " ▼", "none": ""}[order]
    button = html.Button([_(HEADINGS[column]), arrow], **attributes(data_sort=column))
    number = None if column in ("year", "status", "known_on") else "number"
    return html.Th(button, scope="col", className=number, **attributes(aria_sort=order))


def _row(row: pd.Series) -> Component:
    counts = [blank(row[column], formatting.number) for column in analysis.COUNTS]
    changes = [
        blank(row["change"], formatting.signed),
        blank(row["change_percent"], formatting.signed_percent),
    ]
    note = html.Div(row["note"], className="quiet") if row["note"] else None
    period = formatting.period(row["year"], row["through"])
    source = [link(row, citations.publication(row)), note]
    return html.Tr(
        [
            html.Th(year_button(row["year"], period), scope="row"),
            *[html.Td(text, className="number") for text in [*counts, *changes]],
            html.Td(formatting.status(row["status"])),
            html.Td(source),
        ]
    )


def blank(value: float, write: Callable[[Any], str]) -> str:
    """Write a value, or a dash where there is none."""
    return "–" if pd.isna(value) else write(value)


def link(source: pd.Series, text: str) -> Component:
    """Link to a source whose address is a web address; any other address stays text."""
    if not source["url"].lower().startswith(("http://", "https://")):
        return html.Span(text)
    return html.A(text, href=source["url"], rel="noopener noreferrer", target="_blank")


def sources(selection: Selection) -> list[Component]:
    """Return one list item per publication behind the figures in view, newest first."""
    used = selection.table.sort_values("known_on", ascending=False).drop_duplicates("source")
    return [_source(row) for _place, row in used.iterrows()]


def _source(row: pd.Series) -> Component:
    citation = citations.plain(row)
    address = row["url"]
    text = citation.removesuffix(address).rstrip() if address else citation
    copy = copy_button(citation, row["publisher"])
    linked: list[Any] = [" ", link(row, address)] if address else []
    return html.Li([text, *linked, " ", copy], lang=row["language"])


def copy_button(citation: str, publisher: str) -> Component:
    """Return a button that copies a citation."""
    whose = _("the citation of {publisher}").format(publisher=publisher)
    hidden = html.Span(f" {whose}", className="hidden")
    return html.Button([_("Copy"), hidden], className="small", **attributes(data_copy=citation))


def year_button(year: int, text: str) -> Component:
    """Return a button that opens the history of a year."""
    return html.Button(
        text,
        className="year",
        title=_("Every figure published for {year}").format(
            year=formatting.period(year, analysis.FULL_YEAR)
        ),
        **attributes(data_year=str(year)),
    )

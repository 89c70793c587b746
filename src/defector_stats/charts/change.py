"""The change on the year before as bars up and down."""

import pandas as pd

from defector_stats import analysis
from defector_stats.charts import footnotes, hover
from defector_stats.charts.axes import labels as axis_labels
from defector_stats.charts.canvas import Canvas
from defector_stats.charts.chart import Chart, source_line, titled
from defector_stats.charts.diverging import diverging
from defector_stats.charts.footnotes import Footnotes
from defector_stats.charts.sheet import fitted, hit_trace
from defector_stats.charts.style import Spec, figure
from defector_stats.charts.years import by_year, telling
from defector_stats.i18n.formatting import signed, signed_percent
from defector_stats.i18n.messages import _
from defector_stats.text import descriptions, findings
from defector_stats.views.selection import Selection

LARGEST = 5  # changes that have their number wherever it has room


def change(of: Selection, variant: str) -> Chart:
    """Bars of the change on the year before, blue up and orange down, in persons or percent.

    A year that is compared with nothing has no bar; the notes say why.
    """
    column, title = {
        "persons": ("change", _("Change in arrivals on the year before, persons")),
        "percent": ("change_percent", _("Change in arrivals on the year before, percent")),
    }[variant]
    missing = of.changes[column].isna()
    compared = of.changes[~missing]
    notes = footnotes.of_changes(compared, variant == "percent")
    finding = findings.change(of.changes, variant == "percent")
    reasons = [findings.no_change_reason(row) for row in analysis.records(of.changes[missing])]
    not_compared = _("Not compared: {reasons}.").format(reasons="; ".join(reasons))
    return Chart(
        name="change-on-the-year-before",
        kind=_("Bar chart with bars up and down"),
        title=titled(of, title),
        finding=finding,
        shape=descriptions.changes(compared),
        source=source_line(of, of.changes),
        vintage_name=of.vintage_name,
        draw=lambda canvas: _drawn(compared, column, notes, canvas),
        empty=compared.empty,
        notes=[*notes.notes, *([not_compared] if reasons else [])],
        height=290,
        narrow_height=310,
    )


def _drawn(compared: pd.DataFrame, column: str, notes: Footnotes, canvas: Canvas) -> Spec:
    in_percent = column == "change_percent"
    unit = "%" if in_percent else ""
    values = by_year(compared, column)
    texts = {
        year: notes.marked(year, signed_percent(value) if in_percent else signed(int(value)))
        for year, value in values.items()
    }
    words = axis_labels([int(min(values.values())), int(max(values.values()))], unit)
    sheet = fitted(canvas, values, texts, words)
    years = sheet.years(compared["year"])
    largest = sorted(values, key=lambda year: -abs(values[year]))[:LARGEST]
    weighty = [*telling(values, values), *largest]
    traces, axis = diverging(sheet, years, compared, values, texts, weighty, unit=unit)
    hit = hit_trace(hover.years(compared, canvas))
    return figure(canvas, [*traces, hit], sheet.layout(years, [axis]))

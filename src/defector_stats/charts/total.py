"""All arrivals: how far the published totals are from the sum of the years."""

from defector_stats import analysis
from defector_stats.analysis.frames import Record
from defector_stats.charts import rows
from defector_stats.charts.canvas import NARROW, Canvas
from defector_stats.charts.chart import Chart, source_line, titled
from defector_stats.charts.rows import Row
from defector_stats.charts.style import plain
from defector_stats.i18n import formatting
from defector_stats.i18n.messages import _
from defector_stats.text import citations, descriptions, findings
from defector_stats.views.selection import Selection


def total(of: Selection) -> Chart:
    """A row for each published total that differs from the sum of the years known on its day."""
    differing = of.sums[of.sums["difference"].fillna(0) != 0]
    differing = differing.drop_duplicates(["as_of", "total", "difference"])
    found = [
        Row(
            label=formatting.day(total["as_of"].date().isoformat()),
            detail=formatting.number(total["total"]),
            difference=int(total["difference"]),
            said=_said(total),
            year=int(total["as_of"].year),
        )
        for total in analysis.records(differing)
    ]
    largest = descriptions.largest((row.label, row.difference) for row in found)
    base, finding = of.dataset.base, findings.total(of.cumulative, of.dataset.base, of.sums)
    notes = []
    if base is not None and not of.cumulative.empty:
        start = _("{count} to 1998: {source}.")
        notes = [start.format(count=formatting.number(base["total"]), source=citations.cited(base))]
    return Chart(
        name="all-arrivals",
        kind=_("Bar chart of differences, a row for each published total that differs"),
        title=titled(of, _("Published totals less the sum of the years, persons")),
        finding=finding,
        headline=findings.checked(of.sums),
        shape=largest,
        source="" if of.cumulative.empty else source_line(of, of.vintage),
        vintage_name=of.vintage_name,
        draw=lambda canvas: rows.drawing(found, canvas),
        empty=not found,
        notes=notes,
        height=rows.height(found, Canvas()),
        narrow_height=rows.height(found, Canvas(NARROW)),
    )


def _said(total: Record) -> str:
    day = formatting.day(total["as_of"].date().isoformat())
    counted = _("sum of the years: {count}").format(count=formatting.number(total["counted"]))
    head = f"<b>{day}: {formatting.number(total['total'])}</b>"
    return "<br>".join([head, counted, plain(citations.publication(total))])

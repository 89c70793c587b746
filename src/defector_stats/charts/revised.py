"""What was published with more than one value: how much each count moved, and which way."""

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter

from defector_stats import analysis
from defector_stats.analysis.frames import Record
from defector_stats.charts import path, rows
from defector_stats.charts.canvas import NARROW, Canvas
from defector_stats.charts.chart import Chart, source_line, titled
from defector_stats.charts.rows import Row
from defector_stats.charts.style import Spec, plain
from defector_stats.i18n import formatting
from defector_stats.i18n.messages import _, ngettext
from defector_stats.text import citations, descriptions, findings
from defector_stats.views.selection import Selection

COUNT = ["year", "through"]


def revised(of: Selection) -> Chart:
    """A row for each revised count, full years first; a single count with all of its values."""
    rows_shown = analysis.records(of.revisions_shown)
    counts = [list(count) for _key, count in groupby(rows_shown, itemgetter(*COUNT))]
    counts.sort(key=lambda count: count[0]["through"] != analysis.FULL_YEAR)  # a stable order
    moved = [_row(count) for count in counts]
    single = len(counts) == 1
    finding = findings.revised(of.revisions)
    left_out = len(of.revisions.drop_duplicates(COUNT)) - len(counts)
    more = ngettext(
        "{count} more count changed less; the CSV file has it.",
        "{count} more counts changed less; the CSV file has all of them.",
        left_out,
    )

    largest = descriptions.largest((row.label, row.difference) for row in moved)

    def draw(canvas: Canvas) -> Spec:
        if single:
            return path.drawing(counts[0], canvas)
        return rows.drawing(moved, canvas)

    return Chart(
        name="revisions",
        kind=_("Chart of the values of a count, one after the other")
        if single
        else _("Bar chart of revisions, a row for each count"),
        title=_("Values of {period}, in the order in which they were published").format(
            period=moved[0].label
        )
        if single
        else titled(of, _("Revisions: the newest value less the first, persons")),
        finding=finding,
        shape="" if single else largest,
        source=source_line(of, of.revisions),
        vintage_name=of.vintage_name,
        draw=draw,
        empty=not counts,
        notes=[more.format(count=left_out)] if left_out else [],
        height=path.HEIGHT if single else rows.height(moved, Canvas()),
        narrow_height=path.HEIGHT if single else rows.height(moved, Canvas(NARROW)),
    )


def _row(count: Sequence[Record]) -> Row:
    """Return the row of one count from a frame of `analysis.revisions`."""
    values = [int(step["arrivals"]) for step in count]
    period = formatting.period(*(count[0][name] for name in COUNT))
    said = [
        f"{formatting.number(step['arrivals'])}: {plain(citations.publication(step))}"
        for step in count
    ]
    return Row(
        label=period,
        detail=f"{formatting.number(values[0])} → {formatting.number(values[-1])}",
        difference=values[-1] - values[0],
        said="<br>".join([f"<b>{period}</b>", *said]),
        year=int(count[0]["year"]),
    )

"""The arrivals of each year as bars."""

from defector_stats.charts import columns, footnotes, marks
from defector_stats.charts.canvas import Canvas
from defector_stats.charts.chart import Chart, source_line, titled
from defector_stats.charts.footnotes import Footnotes
from defector_stats.charts.style import Spec
from defector_stats.i18n.messages import _
from defector_stats.text import descriptions, findings
from defector_stats.views.selection import Selection


def trend(of: Selection) -> Chart:
    """Bars of the arrivals by year; provisional and partial years in grey, with their patterns."""
    notes = footnotes.of_counts(of.changes)
    said = [
        findings.trend(of.changes, of.partial, of.part, of.missing),
        findings.compared(of.compared, of.compared_name),
    ]
    return Chart(
        name="arrivals-by-year",
        kind=_("Bar chart"),
        title=titled(of, _("North Korean defectors arriving in South Korea, by year")),
        finding=" ".join(filter(None, said)),
        shape=descriptions.shape(of.changes),
        source=source_line(of, of.changes),
        vintage_name=of.vintage_name,
        draw=lambda canvas: _drawn(of, notes, canvas),
        empty=of.changes.empty,
        notes=notes.notes,
        height=370 if of.compared is None else 430,
        narrow_height=400 if of.compared is None else 480,
    )


def _drawn(of: Selection, notes: Footnotes, canvas: Canvas) -> Spec:
    frame, palette = of.changes, canvas.palette
    patterns = marks.patterns(frame)
    colors = [palette.grey if pattern else palette.blue for pattern in patterns]
    bars = marks.bars(canvas, frame, frame["arrivals"].to_list(), colors, patterns)
    return columns.drawing(of, canvas, notes, [bars], panels=columns.differences(of))

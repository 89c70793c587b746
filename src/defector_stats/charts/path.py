"""The values of one count, one after the other: each with its day, and how far it moved."""

from collections.abc import Sequence

from defector_stats.analysis.frames import Record
from defector_stats.charts.canvas import Canvas
from defector_stats.charts.palette import Palette
from defector_stats.charts.style import HIDDEN, Spec, Trace, bar, figure, lines, plain, scatter
from defector_stats.charts.typesetting import LEADING, balanced
from defector_stats.i18n import formatting
from defector_stats.i18n.messages import _, ngettext
from defector_stats.text import citations

HEIGHT = 260  # on a page, in pixels
SLOT = 4.7  # the least width of a value and its day, of the size of the type


def drawing(steps: Sequence[Record], canvas: Canvas) -> Spec:
    """Return the values of a count as points, its rises blue and its falls orange.

    `steps` are the rows of one count of `analysis.revisions`. Where not all have room the newest
    are drawn and the others counted.
    """
    size, palette = canvas.text, canvas.palette
    shown = steps[-max(int(canvas.width / (SLOT * size)), 2) :]
    left_out = len(steps) - len(shown)
    values = [int(step["arrivals"]) for step in shown]
    slot = canvas.width / len(shown)
    days = [balanced(formatting.day(step["first_published"]), size, 0.92 * slot) for step in shown]
    traces = [
        scatter(
            x=[place - 1, place],
            y=[values[place - 1], values[place]],
            mode="lines",
            line={"color": _color(shown[place], palette), "width": 2 * canvas.unit},
            hoverinfo="skip",
        )
        for place in range(1, len(shown))
    ]
    points = scatter(
        x=list(range(len(values))),
        y=values,
        mode="markers+text",
        marker={"size": 7 * canvas.unit, "color": palette.ink},
        text=[_value(step) for step in shown],
        textposition=[_side(values, place) for place in range(len(values))],
        cliponaxis=False,
        hoverinfo="skip",
    )
    low, high = min(values), max(values)
    label = (2 * LEADING + 0.6) * size  # a value and its change
    head = LEADING * size if left_out else 0
    foot = (max(map(len, days)) * LEADING + 0.6) * size
    scale = (canvas.height - head - foot - 2 * label) / (high - low)
    ends = (low - label / scale, high + label / scale)
    earlier = ngettext("{count} earlier value", "{count} earlier values", left_out)
    words = {"x": 0, "xref": "paper", "xanchor": "left", "y": 1, "yref": "paper"}
    words |= {"yanchor": "bottom", "text": earlier.format(count=left_out)}
    layout = {
        "margin": {"l": 0, "r": 0, "t": head, "b": foot, "pad": 0},
        "xaxis": {
            "range": [-0.5, len(shown) - 0.5],
            "tickvals": list(range(len(shown))),
            "ticktext": list(map(lines, days)),
        },
        "yaxis": {**HIDDEN, "range": list(ends)},
        "annotations": [words] if left_out else [],
    }
    return figure(canvas, [*traces, points, _hit(shown, ends)], layout)


def _color(step: Record, palette: Palette) -> str:
    """Return the colour of the way to a value; a return to an earlier one is no rise or fall."""
    if step["again"]:
        return palette.grey
    return palette.orange if step["from_before"] < 0 else palette.blue


def _value(step: Record) -> str:
    """Return a value and under it how far it is from the one before, or that it is back."""
    value = formatting.number(step["arrivals"])
    if step["step"] == 1:
        return value
    moved = _("again") if step["again"] else formatting.signed(step["from_before"])
    return f"{value}<br>{moved}"


def _side(values: Sequence[int], place: int) -> str:
    """Return where a value stands so that no line goes through it."""
    before, here, after = (
        (*values[:place][-1:], None)[0],
        values[place],
        (*values[place + 1 :], None)[0],
    )
    if before is None or after is None:
        other = after if before is None else before
        return "top center" if other is None or here > other else "bottom center"
    if before < here < after:
        return "top left"
    if before > here > after:
        return "top right"
    return "top center" if here > after else "bottom center"


def _hit(steps: Sequence[Record], ends: tuple[float, float]) -> Trace:
    """Return what a reader hits over the day of a value; the last value for each is its year."""
    return bar(
        x=list(range(len(steps))),
        base=ends[0],
        y=[ends[1] - ends[0]] * len(steps),
        width=1,
        marker={"opacity": 0},
        customdata=[
            [f"<b>{_value(step)}</b><br>{plain(citations.publication(step))}", str(step["year"])]
            for step in steps
        ],
        hovertemplate="%{customdata[0]}<extra></extra>",
    )

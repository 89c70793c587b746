"""A row for each count: what it is, in words, and how far it is from another one, to the person."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from defector_stats.charts.canvas import Canvas
from defector_stats.charts.style import HIDDEN, Spec, Trace, bar, figure, plain, scatter
from defector_stats.charts.typesetting import width
from defector_stats.i18n.formatting import number, signed
from defector_stats.i18n.messages import ngettext

# Of the size of the type: the height of a row with its words beside the bar or over it, of a bar
# of the space over the first row, and between two columns.
BESIDE, OVER, BAR, HEAD, GAP = 1.42, 3.2, 0.8, 0.4, 1.2
SPAN = 10  # persons that the width is for, at least, so that one person looks like a few
MOST = 0.66  # of the width, for words beside the bars
SPREAD, THICKER = 2.5, 1.7  # how much higher a row is, and its bar thicker, where there is room


@dataclass(frozen=True)
class Row:
    """A difference in persons, with the words before it and the HTML that it says."""

    label: str
    detail: str
    difference: int
    said: str
    year: int

    @property
    def falls(self) -> bool:
        """Say whether the bar goes to the left."""
        return self.difference < 0


@dataclass(frozen=True)
class Columns:
    """Where words and bars stand on a canvas, in pixels from the left.

    The bars are from `left` to `right`; words are beside them, or `over` them where they would take
    more than half of the width.
    """

    detail: float
    left: float
    right: float
    over: bool

    @property
    def pitch(self) -> float:
        """The height of a row, of the size of the type."""
        return OVER if self.over else BESIDE


def columns(rows: Sequence[Row], canvas: Canvas) -> Columns:
    """Return the columns that rows need."""
    size, gap = canvas.text, GAP * canvas.text
    detail = max(width(row.label, size) for row in rows) + gap
    words = detail + max(width(row.detail, size) for row in rows) + gap
    over = words > MOST * canvas.width
    fall, rise = (
        max(
            (width(signed(row.difference), size) + gap for row in rows if row.falls is falls),
            default=0,
        )
        for falls in (True, False)
    )
    return Columns(detail, (0 if over else words) + fall, canvas.width - rise, over)


def height(rows: Sequence[Row], canvas: Canvas) -> int:
    """Return the height that rows need on a canvas of its width, in pixels."""
    return ceil((len(rows) * columns(rows, canvas).pitch + HEAD) * canvas.text) if rows else 0


def drawing(rows: Sequence[Row], canvas: Canvas) -> Spec:
    """Return a bar for each row, blue to the right and orange to the left.

    Where there are more rows than room, the largest are drawn and the others counted.
    """
    place, size = columns(rows, canvas), canvas.text
    room = canvas.height - HEAD * size
    shown, rest = _largest(rows, max(int(room / (place.pitch * size) + 0.01), 2))
    pitch = min(room / (len(shown) + bool(rest)), SPREAD * place.pitch * size)
    every = [0, *(row.difference for row in shown)]
    low = min(every)
    high = max(*every, low + SPAN)
    scale = (place.right - place.left) / (high - low)

    def at(pixels: float) -> float:
        return low + (pixels - place.left) / scale

    above, below = (-0.2, 0.24) if place.over else (0.0, 0.0)
    words = [middle + above for middle in range(len(shown))]
    bars = [middle + below for middle in range(len(shown))]
    thick = BAR * size * min(pitch / (place.pitch * size), THICKER) / pitch
    start = canvas.unit
    traces = [
        _bars(shown, bars, thick, canvas),
        _zeros(bars, 0.9 * thick, canvas),
        _words([at(start)] * len(shown), words, [row.label for row in shown]),
        _words([at(start + place.detail)] * len(shown), words, [row.detail for row in shown]),
        _numbers(shown, bars, at(0.4 * size) - at(0)),
    ]
    if rest:
        traces.append(_words([at(start)], [len(shown) + above], [_others(rest)]))
    traces.append(_hit(shown, at(0), at(canvas.width)))
    layout = {
        "margin": {"l": 0, "r": 0, "t": HEAD * size, "b": 0, "pad": 0},
        "xaxis": {**HIDDEN, "range": [at(0), at(canvas.width)]},
        "yaxis": {**HIDDEN, "range": [room / pitch - 0.5, -0.5]},
        "barmode": "overlay",
    }
    return figure(canvas, traces, layout)


def _largest(rows: Sequence[Row], room: int) -> tuple[list[Row], list[Row]]:
    """Return the rows that are drawn, in their order, and the others, which take one row."""
    order = sorted(range(len(rows)), key=lambda place: -abs(rows[place].difference))
    chosen = set(order[: room if len(rows) <= room else room - 1])
    return (
        [row for place, row in enumerate(rows) if place in chosen],
        [row for place, row in enumerate(rows) if place not in chosen],
    )


def _others(rows: Sequence[Row]) -> str:
    said = ngettext(
        "and {count} more, by at most {persons}",
        "and {count} more, by at most {persons}",
        len(rows),
    )
    most = max(abs(row.difference) for row in rows)
    return said.format(count=len(rows), persons=number(most))


def _bars(rows: Sequence[Row], middles: list[float], thick: float, canvas: Canvas) -> Trace:
    palette = canvas.palette
    return bar(
        x=[row.difference for row in rows],
        y=middles,
        orientation="h",
        width=thick,
        marker={"color": [palette.orange if row.falls else palette.blue for row in rows]},
        hoverinfo="skip",
    )


def _zeros(middles: list[float], half: float, canvas: Canvas) -> Trace:
    """Return the zero line, beside the bars alone."""
    return scatter(
        x=[0, 0, None] * len(middles),
        y=[end for middle in middles for end in (middle - half, middle + half, None)],
        mode="lines",
        line={"color": canvas.palette.edge, "width": canvas.unit},
        hoverinfo="skip",
    )


def _words(x: list[float], y: list[float], text: list[str]) -> Trace:
    return scatter(
        x=x,
        y=y,
        mode="text",
        text=list(map(plain, text)),
        textposition="middle right",
        cliponaxis=False,
        hoverinfo="skip",
    )


def _numbers(rows: Sequence[Row], middles: list[float], gap: float) -> Trace:
    """Return the differences at the ends of the bars, `gap` persons away."""
    ends = [row.difference - gap if row.falls else row.difference + gap for row in rows]
    numbers = _words(ends, middles, [signed(row.difference) for row in rows])
    numbers["textposition"] = [f"middle {'left' if row.falls else 'right'}" for row in rows]
    return numbers


def _hit(rows: Sequence[Row], start: float, end: float) -> Trace:
    """Return what a reader hits in the whole of a row; the last value for each is its year."""
    return bar(
        base=start,
        x=[end - start] * len(rows),
        y=list(range(len(rows))),
        orientation="h",
        width=1,
        marker={"opacity": 0},
        customdata=[[row.said, str(row.year)] for row in rows],
        hovertemplate="%{customdata[0]}<extra></extra>",
    )

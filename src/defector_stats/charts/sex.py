"""The arrivals of each year by sex, and the share of women."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from defector_stats.charts import columns, footnotes, marks
from defector_stats.charts.canvas import Canvas
from defector_stats.charts.chart import Chart, source_line, titled
from defector_stats.charts.columns import SPACE, Panel
from defector_stats.charts.footnotes import Footnotes
from defector_stats.charts.sheet import Sheet, axis
from defector_stats.charts.style import Spec, Trace, scatter
from defector_stats.charts.typesetting import LEADING, width
from defector_stats.charts.years import AIR, Number, Years, by_year, number_trace
from defector_stats.i18n.formatting import percent
from defector_stats.i18n.messages import _
from defector_stats.text import descriptions, findings
from defector_stats.views.selection import Selection

ROOM = AIR + LEADING
PANEL = 60  # the height of a panel on a page, in pixels


def sex(of: Selection) -> Chart:
    """Stacked bars of women and men, grey where they are not split, and the share of women.

    A comparison is one of arrivals, and stands at their chart alone.
    """
    of = Selection(of.dataset, replace(of.view, compare="")) if of.view.compare else of
    title = _("Women and men among the arrivals, and the share of women, by year")
    kind = _("Stacked bar chart with a line below it")
    return _chart(of, "women-and-men", kind, title, share=True)


def by_sex(of: Selection) -> Chart:
    """The chart of arrivals, its bars split into women and men."""
    title = _("North Korean defectors arriving in South Korea, by year and sex")
    return _chart(of, "arrivals-by-sex", _("Stacked bar chart"), title, share=False)


def _chart(of: Selection, name: str, kind: str, title: str, share: bool) -> Chart:
    empty = (of.split if share else of.changes).empty
    notes = footnotes.of_counts(of.changes)
    said = [findings.by_sex(of.changes), findings.compared(of.compared, of.compared_name)]
    height = 380 + PANEL * (of.compared is not None)
    return Chart(
        name=name,
        kind=kind,
        title=titled(of, title),
        finding=" ".join(filter(None, said)),
        shape=descriptions.shape(of.changes),
        source="" if empty else source_line(of, of.changes),
        vintage_name=of.vintage_name,
        draw=lambda canvas: _drawn(of, notes, share, canvas),
        empty=empty,
        notes=[] if empty else [*findings.without_split(of.changes), *notes.notes],
        height=height,
        narrow_height=height,
    )


def _drawn(of: Selection, notes: Footnotes, share: bool, canvas: Canvas) -> Spec:
    frame, palette = of.changes, canvas.palette
    split = frame["female"].notna() & frame["male"].notna()
    kinds = [
        (_("Women"), frame["female"].where(split), palette.blue, ""),
        (_("Men"), frame["male"].where(split), palette.light_blue, palette.blue),
        (_("Not split by sex"), frame["arrivals"].mask(split), palette.grey, ""),
    ]
    drawn = [kind for kind in kinds if kind[1].notna().any()]
    patterns = marks.patterns(frame)
    bars = [
        marks.bars(canvas, frame, _blanks(values), [color] * len(frame), patterns, edge)
        for _name, values, color, edge in drawn
    ]
    key = SPACE.join(f'<span style="color:{color}">■</span> {name}' for name, _, color, _ in drawn)
    counted = frame[split & (frame["arrivals"] > 0)]
    panels = [_share(counted)] if share and not counted.empty else []
    return columns.drawing(of, canvas, notes, bars, key, [*panels, *columns.differences(of)])


def _blanks(values: pd.Series) -> list[int | None]:
    return [None if pd.isna(value) else int(value) for value in values]


def _share(counted: pd.DataFrame) -> Panel:
    """Return the panel of the share of women: a line, its first, last and extreme values named."""
    shares = by_year(counted.assign(share=counted["female"] / counted["arrivals"] * 100), "share")

    def draw(sheet: Sheet, years: Years, plot: int) -> tuple[list[Trace], dict[str, Any]]:
        canvas, name = sheet.canvas, axis(plot)
        span = range(min(shares), max(shares) + 1)
        line = scatter(
            x=list(span),
            y=[shares.get(year) for year in span],
            mode="lines+markers",
            line={"color": canvas.palette.ink, "width": 1.5 * canvas.unit},
            marker={"size": 4 * canvas.unit, "color": canvas.palette.ink},
            hoverinfo="skip",
            cliponaxis=False,
            yaxis=name,
        )
        scale = (sheet.height(plot) - ROOM * canvas.text) / 100
        named = _numbers(shares, years, scale, canvas.text)
        words = [0, 100] if sheet.left else ()
        numbers = number_trace(named, scale, name, wide=0)
        return [line, numbers], sheet.y_axis(0, sheet.height(plot) / scale, words, plot, "%")

    return Panel(_("Share of women"), 4.5, draw, ("100%",))


def _numbers(shares: Mapping[int, float], years: Years, scale: float, size: float) -> list[Number]:
    """Place the numbers of the last, first, highest and lowest share that do not touch.

    `scale` is in pixels for one percent.
    """
    first, last = min(shares), max(shares)
    highest, lowest = max(shares, key=shares.__getitem__), min(shares, key=shares.__getitem__)
    placed: list[Number] = []
    for year in dict.fromkeys([last, first, highest, lowest]):
        text, middle, level = percent(shares[year]), years.at(year), shares[year] * scale
        wide = width(text, size)
        side = "center" if middle + wide / 2 <= years.width + years.margin else "left"
        side = side if middle >= wide / 2 else "right"
        left = middle - {"center": wide / 2, "left": wide, "right": 0}[side]
        beside = shares.get(year - 1, shares.get(year + 1, 0))
        hanging = (year == lowest or beside > shares[year]) and level > ROOM * size
        foot = level - ROOM * size if hanging else level + AIR * size
        top = foot + LEADING * size
        number = Number(year, text, side, hanging, left, left + wide, foot, top)
        if not any(number.touches(other, size / 2) for other in placed):
            placed.append(number)
    return placed

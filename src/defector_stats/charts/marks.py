"""The bars themselves: their colours, and the patterns of what is not a whole, final count."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from defector_stats import analysis
from defector_stats.charts.canvas import Canvas
from defector_stats.charts.style import Trace, bar
from defector_stats.charts.years import BAR

PARTIAL, PROVISIONAL = "/", "."


def patterns(frame: pd.DataFrame) -> list[str]:
    """Return the pattern of each row: none for a whole year that is final."""
    partial = frame["through"].ne(analysis.FULL_YEAR)
    provisional = frame["status"].eq("provisional")
    return [
        PARTIAL if part else PROVISIONAL if unsure else ""
        for part, unsure in zip(partial, provisional, strict=True)
    ]


def bars(
    canvas: Canvas,
    frame: pd.DataFrame,
    values: Sequence[Any],
    colors: Sequence[str],
    patterns: Sequence[str],
    edge: str = "",
) -> Trace:
    """Return a bar for each row; those with a pattern have it in their colour on paper.

    All have an edge if its colour is given.
    """
    unit = canvas.unit
    return bar(
        x=frame["year"].to_list(),
        y=list(values),
        width=BAR,
        marker={
            "color": list(colors),
            "line": {
                "color": edge or list(colors),
                "width": [unit if edge or pattern else 0 for pattern in patterns],
            },
            "pattern": {
                "shape": list(patterns),
                "fgcolor": list(colors),
                "bgcolor": canvas.palette.paper,
                "size": 5 * unit,
                "solidity": 0.3,
            },
        },
        hoverinfo="skip",
    )

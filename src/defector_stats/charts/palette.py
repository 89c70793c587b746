"""The colours of the charts, on paper and on a dark screen."""

from typing import Any

import plotly.graph_objects as go

THEMES = ("light", "dark")
BLUE, ORANGE, GREY = "#1f5fa6", "#c2570c", "#8a9099"
LIGHT_BLUE, INK, QUIET, RULE = "#9dc3ea", "#1c2126", "#5b626b", "#dfe3e8"

# Every colour of the charts, for paper and for a dark screen.
DARK = {
    BLUE: "#6ea8e6", ORANGE: "#f0924c", GREY: "#8f969f", LIGHT_BLUE: "#35608f", INK: "#e8eaed",
    QUIET: "#a8b0ba", RULE: "#343a42", "white": "#15181c", "#e9ebee": "#2a2f36",
}  # fmt: skip


def dark(figure: go.Figure) -> go.Figure:
    """Return the figure in the colours for a dark screen."""

    def recoloured(value: Any) -> Any:  # noqa: ANN401
        if isinstance(value, dict):
            return {name: recoloured(each) for name, each in value.items()}
        if isinstance(value, list | tuple):
            return [recoloured(each) for each in value]
        return DARK.get(value, value) if isinstance(value, str) else value

    return go.Figure(recoloured(figure.to_dict()))

"""The same two charts and table in other frameworks, each the way its own first page shows it.

`uv run --with NAME` gives each an environment of its own; `page.py --also` measures them.
"""

import sys
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[1] / "data" / "arrivals.csv"
NAMES = ["streamlit", "panel", "vizro"]


def command(name: str, port: int) -> list[str]:
    """Return the command that serves the page of a framework."""
    uv = [sys.executable, "-m", "uv", "run", "--no-project", "--with", name, "--with", "plotly"]
    if name != "streamlit":
        return [*uv, "python", __file__, name, str(port)]
    quiet = ["--server.headless", "true", "--browser.gatherUsageStats", "false"]
    return [*uv, "streamlit", "run", __file__, "--server.port", str(port), *quiet]


def charts() -> tuple[Any, Any, Any]:
    """Return the two charts and the rows behind them."""
    import pandas as pd
    import plotly.express as px

    published = pd.read_csv(DATA)
    rows = published[published["through"] == 12].drop_duplicates("year", keep="last")
    rows = rows.sort_values("year")[["year", "arrivals"]]
    rows["persons"] = rows["arrivals"].diff()
    return px.bar(rows, x="year", y="arrivals"), px.bar(rows, x="year", y="persons"), rows


def streamlit() -> None:
    """Draw the page of Streamlit; its own command runs this file."""
    import streamlit

    trend, change, rows = charts()
    streamlit.title("Arrivals")
    streamlit.plotly_chart(trend, key="trend")
    streamlit.plotly_chart(change, key="change")
    streamlit.dataframe(rows)


def panel(port: int) -> None:
    """Serve the page of Panel."""
    import panel

    panel.extension("plotly", "tabulator")
    trend, change, rows = charts()
    parts = ["# Arrivals", panel.pane.Plotly(trend), panel.pane.Plotly(change)]
    panel.serve(panel.Column(*parts, panel.widgets.Tabulator(rows)), port=port, show=False)


def vizro(port: int) -> None:
    """Serve the page of Vizro."""
    import vizro.models as models
    import vizro.plotly.express as px
    from vizro import Vizro
    from vizro.tables import dash_ag_grid

    rows = charts()[2]
    parts = [
        models.Graph(figure=px.bar(rows, x="year", y="arrivals")),
        models.Graph(figure=px.bar(rows, x="year", y="persons")),
        models.Table(figure=dash_ag_grid(rows)),
    ]
    page = models.Page(title="Arrivals", components=parts)
    Vizro().build(models.Dashboard(pages=[page])).run(port=port)


if __name__ == "__main__":
    if len(sys.argv) == 3:
        {"panel": panel, "vizro": vizro}[sys.argv[1]](int(sys.argv[2]))
    else:
        streamlit()

"""Figures to pictures as bytes, with the Chromium or Chrome of this machine."""

import asyncio
from collections.abc import Callable, Iterable
from pathlib import Path

import plotly

from defector_stats.drawing import Drawing

FORMATS = ("png", "svg", "pdf")
PLOTLY_JS = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"


Finished = Callable[[Drawing, str, bytes], None]


def render(path: str, pictures: Iterable[tuple[Drawing, str]], finished: Finished) -> None:
    """Draw pictures in one start of the browser at `path`; hand over each when it is finished.

    A picture is a drawing and a format: png, svg or pdf.
    """
    asyncio.run(_render(path, pictures, finished))


async def _render(path: str, pictures: Iterable[tuple[Drawing, str]], finished: Finished) -> None:
    # Imported here so that tables are written without it.
    from kaleido import Kaleido, PageGenerator

    page = PageGenerator(plotly=PLOTLY_JS, mathjax=False)
    async with Kaleido(path=path, page_generator=page) as kaleido:
        for drawing, form in pictures:
            size = drawing.size
            scale = size.scale if form == "png" else 1
            options = {"format": form, "width": size.width, "height": size.height, "scale": scale}
            finished(drawing, form, await kaleido.calc_fig(drawing.figure, opts=options))

import csv
import io

import pandas as pd
import pytest

from defector_stats import citations, export
from defector_stats.view import ARTICLE_SOURCE, Frames, Seen, View


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_the_rows_behind_a_chart_come_with_their_sources(frames: Frames) -> None:
    found = rows(export.csv_text(Seen(frames, View(as_of="article")).rows("change")))
    assert [row["arrivals"] for row in found] == ["1383", "2018", "2544", "2809", "2927", "2423"]
    assert found[1]["change_percent"] == "45.91"
    assert {row["publisher"] for row in found} == {"The Korea Herald"}
    assert {row["published"] for row in found} == {"2011-10"}


def test_every_published_figure_is_in_the_whole_file(frames: Frames) -> None:
    assert len(rows(export.csv_text(frames.figures))) == 164


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_a_formula_is_written_as_text(text: str) -> None:
    frame = pd.DataFrame({"year": [2009], "change": [-5], "note": [text]})
    (row,) = rows(export.csv_text(frame))
    assert row["note"] == f"'{text}"
    assert row["change"] == "-5"


def test_a_citation(frames: Frames) -> None:
    article = frames.figures[frames.figures["source"] == ARTICLE_SOURCE].iloc[0]
    assert citations.plain(article) == (
        "Song Sang-ho (October 2011). Seoul strives to persuade Beijing to stop repatriating "
        "N.K. refugees. The Korea Herald."
    )

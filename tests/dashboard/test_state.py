"""A part that a choice does not concern is not sent again, so it must not depend on it."""

import json
from dataclasses import replace
from typing import Any

import pytest
from dash import no_update
from plotly.utils import PlotlyJSONEncoder

from defector_stats.analysis.dataset import Dataset
from defector_stats.charts.catalogue import CHARTS
from defector_stats.dashboard.state import PARTS, Part, drawn
from defector_stats.views.selection import Selection
from defector_stats.views.view import ARTICLE, View

OTHER: dict[str, Any] = {
    "as_of": "2012-01-11",
    "years": (2003, 2010),
    "percent": True,
    "by_sex": True,
    "events": False,
    "compare": True,
    "revised": 2009,
    "year": 2009,
    "sort": "arrivals",
    "language": "ko",
}
BASES = [View(), View(as_of=ARTICLE, by_sex=True, percent=True, compare="latest", year=2010)]


def as_sent(name: str, part: Part, selection: Selection) -> str:
    theme = ("light",) if name in CHARTS else ()
    return json.dumps(part.draw(selection, *theme), cls=PlotlyJSONEncoder)


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("field", OTHER)
def test_a_part_follows_from_its_fields_alone(dataset: Dataset, base: View, field: str) -> None:
    changed = replace(base, **{field: OTHER[field]})
    assert field in View.__dataclass_fields__
    before, after = Selection(dataset, base), Selection(dataset, changed)
    for name, part in PARTS.items():
        if field not in (*part.fields, "language"):
            assert as_sent(name, part, before) == as_sent(name, part, after), name


def test_only_what_differs_is_drawn(dataset: Dataset) -> None:
    sent = drawn(Selection(dataset, View(years=(2003, 2010))), "light", View())
    chart = sent.pop("change")
    assert chart["by"]["persons"]["finding"].count("+") == 1
    assert chart["by"]["percent"]["finding"].count("%") == 2
    for name in ("glance", "history", "quality", "as-of"):
        assert sent[name] is no_update
    everything = drawn(Selection(dataset, View()), "light", None)
    assert all(value is not no_update for value in everything.values())


def test_every_field_of_the_view_is_tried() -> None:
    assert set(OTHER) == set(View.__dataclass_fields__)

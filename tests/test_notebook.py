"""The public way in, as a notebook uses it."""

import subprocess
import sys

import pandas as pd
import pytest

import defector_stats as ds
from tests.helpers import ROOT, SAMPLE


def test_the_example_runs() -> None:
    example = ROOT / "examples" / "notebook.py"
    code = [line for line in example.read_text("utf-8").splitlines() if line[:1] not in ("", '"')]
    assert len(code) <= 10
    done = subprocess.run(
        [sys.executable, str(example)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "2927\n2423\n" in done.stdout


def test_vintages_changes_and_revisions() -> None:
    data = ds.load(SAMPLE)
    assert data.as_of("2011-10-31").set_index("year").loc[2009, "arrivals"] == 2927
    assert len(data.edition("korea-herald-2011-10")) == 6
    assert data.changes.set_index("year").loc[2025, "change"] == -13
    assert list(data.revisions.query("year == 2009 and through == 12")["arrivals"])[-1] == 2914
    pd.testing.assert_frame_equal(ds.load(SAMPLE).figures, data.figures)
    assert len(data.version) == 64


def test_a_chart_is_drawn_with_its_words() -> None:
    figure = ds.draw(ds.load(SAMPLE), "change", ds.View(percent=True, language="ko"))
    assert any("전년" in str(each.text) for each in figure.layout.annotations)


def test_importing_it_loads_nothing_large() -> None:
    code = "import sys, defector_stats; print({'pandas', 'plotly'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_what_is_not_there_is_no_attribute() -> None:
    with pytest.raises(AttributeError):
        ds.nothing  # noqa: B018

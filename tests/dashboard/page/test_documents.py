"""What the page has of very many documents and inconsistencies."""

import re

import pytest

from defector_stats.analysis.dataset import Dataset
from defector_stats.dashboard.page import documents
from defector_stats.text import quality
from defector_stats.views.selection import Selection
from defector_stats.views.view import View


def test_of_very_many_the_first_are_shown_and_all_are_counted(
    monkeypatch: pytest.MonkeyPatch, dataset: Dataset
) -> None:
    selection = Selection(dataset, View())
    found = len(quality.inconsistencies(dataset))
    whole = documents.disagreements(selection)
    assert len(re.findall("<li>", whole)) == found > 2
    monkeypatch.setattr(documents, "SHOWN", 2)
    part = documents.disagreements(selection)
    assert f"{found} inconsistencies" in part
    assert len(re.findall("<li>", part)) == 3
    assert f"and {found - 2} more, which" in part
    assert len(re.findall("<li>", documents.about(selection))) == 2

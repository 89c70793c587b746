"""The sentences of findings.revisions, against a plain reading of the rows."""

from defector_stats.analysis.dataset import Dataset
from defector_stats.storage.schema import Tables
from defector_stats.text import findings
from defector_stats.views.selection import Selection
from defector_stats.views.view import View


def test_a_return_is_said_to_be_one(shipped: Tables) -> None:
    selection = Selection(Dataset(shipped), View(as_of="2011-10-31", revised=2010))
    assert findings.revised(selection.revisions) == "2010: 2,423 → 2,376 → 2,423 again."

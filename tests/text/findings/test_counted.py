from defector_stats.analysis.dataset import Dataset
from defector_stats.storage.schema import Tables
from defector_stats.text import findings
from defector_stats.text.findings.counted import SAID


def test_what_is_counted_is_said_as_the_documents_say_it(shipped: Tables, dataset: Dataset) -> None:
    said = findings.counted(Dataset(shipped))
    assert said.count("(") == len(SAID)
    assert "at admission to the protection centre" in said
    assert "(Segye Ilbo, 4 February 2026)" in said
    assert "June 1962" not in findings.counted(dataset)

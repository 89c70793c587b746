from collections import Counter

import pandas as pd
import pytest
from hypothesis import given

from defector_stats import analysis
from defector_stats.storage.schema import Tables
from tests.analysis import oracle
from tests.strategies import TABLES


@given(TABLES)
def test_a_statement_is_told_against_the_value_that_stood(tables: Tables) -> None:
    found = {
        (row["year"], row["through"], row["source"]): row
        for row in analysis.statements(analysis.figures(tables)).to_dict("records")
    }
    assert len(found) == len(tables.figures)
    for count, steps in oracle.figures(tables).items():
        for before, step in zip([None, *steps], steps, strict=False):
            first, *confirming = step.documents
            row = found[*count, first.source]
            assert (None if pd.isna(row["stood"]) else row["stood"]) == (before and before.value)
            if before:
                assert row["revision"] == step.value - before.value
            unchanged = [found[*count, each.source] for each in (*confirming, *step.echoes)]
            assert all((row["stood"], row["revision"]) == (step.value, 0) for row in unchanged)


@given(TABLES)
def test_every_figure_of_a_document_has_one_role(tables: Tables) -> None:
    rows = analysis.statements(analysis.figures(tables)).to_dict("records")
    roles = ["first", "revised", "again", "confirmed", "echoed"]
    counted = Counter(row["source"] for row in rows if row["role"] in roles)
    assert counted == Counter(figure.source for figure in tables.figures)
    days = [row["known_on"] for row in rows]
    assert days == sorted(days, reverse=True)


@given(TABLES)
def test_the_size_of_revisions_is_from_the_first_value_to_the_newest(tables: Tables) -> None:
    found = analysis.size_of_revisions(analysis.figures(tables))
    full = [steps for (_year, months), steps in oracle.figures(tables).items() if months == 12]
    ends = [(steps[0].value, steps[-1].value) for steps in full]
    if not ends:
        assert found is None
        return
    assert found is not None
    sizes = [abs(newest - first) for first, newest in ends]
    shares = [100 * abs(newest - first) / first for first, newest in ends if first]
    assert (found.years, found.changed) == (len(ends), sum(size > 0 for size in sizes))
    assert found.persons == pytest.approx(sum(sizes) / len(sizes))
    assert found.percent == pytest.approx(sum(shares) / len(shares) if shares else 0)


def test_the_size_of_the_revisions_of_the_shipped_files(shipped: Tables) -> None:
    size = analysis.size_of_revisions(analysis.figures(shipped))
    assert size is not None
    assert (size.years, size.changed, round(size.persons, 1)) == (28, 15, 4.9)

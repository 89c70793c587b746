"""Files as people save them: each is read as the `.txt` beside it says, or explained so."""

from datetime import date
from pathlib import Path

import pytest

from defector_stats.errors import DataError
from defector_stats.storage import repository
from defector_stats.storage.schema import Figure
from tests.helpers import SAMPLE

CORPUS = sorted((Path(__file__).parent / "corpus").glob("*.csv"))


def outcome(content: bytes) -> list[str]:
    files = repository.contents(SAMPLE)
    try:
        tables = repository.parse({**files, Figure.file: content}, today=date(2026, 11, 24))
    except DataError as error:
        return list(map(str, error.problems))
    lacked = {"line", "note_ko"}  # no column of these files
    figures = (figure.model_dump(exclude=lacked) for figure in tables.figures)
    return [
        "|".join("" if value is None else str(value) for value in row.values()) for row in figures
    ]


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_an_awkward_file(path: Path) -> None:
    expected = path.with_suffix(".txt").read_text("utf-8").splitlines()
    assert outcome(path.read_bytes()) == expected

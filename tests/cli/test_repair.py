from pathlib import Path

import pytest

from defector_stats.cli.main import main
from defector_stats.storage import repository
from tests.storage.test_repairing import turn


def test_the_cells_are_shown_and_written_only_after_a_yes(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = repository.contents(folder)
    turn(folder)
    turned = (folder / "sources.csv").read_bytes()
    command = ["repair", "sources.csv", "--data", str(folder)]
    assert main([*command, "--dry-run"]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == [
        "line 2, published: Oct-11 → 2011-10",
        "line 9, published: 1/11/2012 → not plain: 2012-01-11, 2012-11-01",
        "Nothing was written.",
    ]
    assert main([*command, "--order", "mdy", "--dry-run"]) == 0
    assert (folder / "sources.csv").read_bytes() == turned
    assert main([*command, "--order", "mdy", "--yes"]) == 0
    assert repository.contents(folder) == old
    assert main(command) == 0
    said = f"No date of {folder / 'sources.csv'} was turned into another form."
    assert capsys.readouterr().out.splitlines()[-1] == said

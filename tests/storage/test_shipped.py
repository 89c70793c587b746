import os
from pathlib import Path

import pytest

from defector_stats.errors import DataError
from defector_stats.storage import repository, shipped


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "a folder" / "of one's own"


def test_a_folder_without_files_starts_as_a_copy_of_those_of_the_release(own: Path) -> None:
    assert shipped.copy_to(own)
    assert repository.contents(own) == repository.contents(shipped.FOLDER)


def test_a_folder_with_other_files_gets_the_data_files_beside_them(own: Path) -> None:
    own.mkdir(parents=True)
    (own / "letter.txt").write_text("mine")
    assert shipped.copy_to(own)
    assert (own / "letter.txt").read_text() == "mine"
    assert repository.read(own)


@pytest.mark.parametrize("name", ["arrivals.csv", "events.csv"])
def test_a_folder_with_one_of_the_files_is_left_alone(own: Path, name: str) -> None:
    own.mkdir(parents=True)
    (own / name).write_text("mine")
    assert not shipped.copy_to(own)
    assert [path.name for path in own.iterdir()] == [name]
    assert (own / name).read_text() == "mine"


def test_a_link_to_a_file_that_is_out_of_reach_is_not_replaced(own: Path) -> None:
    own.mkdir(parents=True)
    link = own / "arrivals.csv"
    try:
        link.symlink_to(own.parent / "share that is not mounted" / "arrivals.csv")
    except OSError:
        pytest.skip("this system makes no links without a privilege")
    assert not shipped.copy_to(own)
    assert link.is_symlink()


def test_a_folder_that_cannot_be_made_is_named_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DataError) as refused:
        shipped.copy_to(tmp_path / "file" / "data")
    (problem,) = refused.value.problems
    assert problem.file == os.fspath(tmp_path / "file" / "data")
    assert str(problem.expected) == "a folder to which the data files can be copied"

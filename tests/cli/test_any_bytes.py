"""Whatever a file holds, and whatever stands in its place, a command answers with a sentence."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from defector_stats.cli.main import main
from defector_stats.export import png

BYTES = settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])


def in_a_picture(content: bytes) -> bytes:
    """Return bytes as the recipe of a picture that has nothing else."""
    return png.SIGNATURE + png._chunk(b"tEXt", b"Recipe\0" + content) + png._chunk(b"IEND", b"")


@BYTES
@given(st.lists(st.one_of(st.binary(), st.binary().map(in_a_picture)), min_size=1, max_size=9))
def test_inspect_says_one_sentence_of_any_bytes(
    folder: Path, capsys: pytest.CaptureFixture[str], contents: list[bytes]
) -> None:
    paths = [folder / f"{number}.png" for number in range(len(contents))]
    for path, content in zip(paths, contents, strict=True):
        path.write_bytes(content)
    assert main(["inspect", "--data", str(folder), *map(str, paths)]) == 1
    said = capsys.readouterr()
    assert not said.out
    assert [line.partition(": ")[0] for line in said.err.splitlines()] == [*map(str, paths)]


@BYTES
@given(st.binary())
def test_cite_and_check_say_what_is_wrong_with_any_bytes(
    folder: Path, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    (folder / "sources.csv").write_bytes(content)
    assert main(["cite", "--data", str(folder)]) == 1
    assert main(["check", "--data", str(folder)]) == 1
    said = capsys.readouterr()
    assert "sources.csv" in said.err
    assert "sources.csv" in said.out


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes and devices of a Unix")
def test_a_pipe_or_a_device_is_not_waited_for(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    for path in (str(pipe), "/dev/zero", str(tmp_path)):
        assert main(["inspect", "--data", str(folder), path]) == 1
        assert main(["check", "--data", str(folder), path]) == 1
        said = capsys.readouterr()
        for line in (said.err.splitlines()[0], said.out.splitlines()[1]):
            assert line.startswith(f"{Path(path).name}: found ")

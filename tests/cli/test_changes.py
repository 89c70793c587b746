"""`defector-stats changes`."""

import pytest

from defector_stats.cli.main import main
from tests.helpers import SAMPLE


def changes(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    assert main(["changes", "--data", str(SAMPLE), *arguments]) == 0
    return capsys.readouterr().out.splitlines()


def test_it_tells_what_one_document_changed(capsys: pytest.CaptureFixture[str]) -> None:
    assert changes(capsys, "newsis-2026-01") == [
        "Newsis / Dong-A Ilbo, 20 January 2026 [newsis-2026-01]",
        "  first here: 2025; confirmed: 2020–2022 and 2024; totals: 34,538 to 31 December 2025",
    ]


def test_it_tells_of_the_documents_from_a_day_on_the_newest_first(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = changes(capsys, "--since", "2026-02")
    assert [line.partition(" [")[2] for line in told[::2]] == ["segye-2026-02]"]
    assert "revised: 2025 (−1)" in told[1]
    every = changes(capsys)
    assert every[: len(told)] == told
    assert "korea-herald-2011-10" in "".join(every)


def test_it_speaks_the_language_that_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    document, changed = changes(capsys, "segye-2026-02", "--lang", "ko")
    assert document == "Segye Ilbo(2026. 2. 4.) [segye-2026-02]"
    assert changed.startswith("  수정: 2025년(−1)")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (["newsis-2026-1"], "found 'newsis-2026-1', expected the id of a document"),
        (["--since", "yesterday"], "found 'yesterday', expected a day (2026-02-04)"),
        (
            ["--since", "yesterday", "--lang", "ko"],
            "입력값 'yesterday': 날짜여야 합니다(2026-02-04)",
        ),
    ],
)
def test_what_it_cannot_tell_of(
    capsys: pytest.CaptureFixture[str], wrong: list[str], said: str
) -> None:
    assert main(["changes", "--data", str(SAMPLE), *wrong]) == 1
    assert said in capsys.readouterr().err

"""Text that is written from the right turns nothing around but itself, wherever it is shown."""

import csv
import json
import re
from html import unescape
from pathlib import Path

import pytest

from defector_stats.cli.main import main
from defector_stats.dashboard import create_app
from defector_stats.i18n.direction import isolated
from defector_stats.i18n.messages import Said, speaking

FSI, PDI, OVERRIDE = "\u2068", "\u2069", "\u202e"
HEBREW = "\u05d0\u05d1\u05d2"
TEXTS = [
    "title",
    "publisher",
    "publisher_ko",
    "author",
    "note",
    "label",
    "label_ko",
    "description",
    "description_ko",
]


def unisolated(text: str) -> str:
    """Return the words around what turns outside of an isolate, nothing if nothing does."""
    depth = 0
    for place, sign in enumerate(text):
        depth += (sign == FSI) - (sign == PDI)
        if depth not in (0, 1) or (sign in HEBREW and not depth) or sign == OVERRIDE:
            return text[max(place - 99, 0) : place + 9]
    return text[-99:] if depth else ""


@pytest.mark.parametrize("text", ["", "Newsis", "2,914", "통일부", "“Zürich” – 北"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert isolated(text) == text


@pytest.mark.parametrize("signs", ["", OVERRIDE, PDI, FSI, PDI + OVERRIDE, "\u2067\u202c"])
def test_text_from_the_right_cannot_end_its_isolate(signs: str) -> None:
    assert isolated(f"a{signs}{HEBREW}{signs}b") == f"{FSI}a{HEBREW}b{PDI}"
    assert isolated(f"한{signs}글") == "한글"


def test_a_sentence_isolates_its_values() -> None:
    said = Said("one of {names}", names=HEBREW)
    assert str(said) == f"one of {FSI}{HEBREW}{PDI}"


@pytest.fixture
def from_the_right(folder: Path) -> Path:
    """A folder whose every text ends from the right, and tries to turn around what follows."""
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            columns, rows = reader.fieldnames or [], list(reader)
        for row in rows:
            for name in {*TEXTS} & {*columns}:
                row[name] += f" {PDI}{OVERRIDE}{HEBREW}"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns)
            writer.writeheader()
            writer.writerows(rows)
    return folder


def shown(answer: str) -> str:
    """Return a page or JSON with its escaped letters as they are, and without plotly.js."""
    words = "".join(each for each in re.split(r"(?=</?script)", answer) if len(each) < 500_000)
    return re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), unescape(words))


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_text_of_the_files_is_isolated(
    from_the_right: Path, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    client = create_app(from_the_right).server.test_client()
    for address in (
        "/?year=2009&split=sex&compare=article",
        "/?as-of=article",
        "/picture/trend?size=story",
        "/picture/revised?split=sex",
        "/picture/total",
        "/export/html/trend",
    ):
        answer = client.get(f"{address}{'&' if '?' in address else '?'}lang={language}")
        assert answer.status_code == 200
        assert HEBREW in shown(answer.text)
        assert not unisolated(shown(answer.text))
    with speaking(language):
        for command in (["changes"], ["cite", "--all"], ["check"], ["history"]):
            main([*command, "--data", str(from_the_right)])
    said = capsys.readouterr()
    assert HEBREW in said.out
    assert not re.search(r"[\u202a-\u202e\u2066-\u2069]", said.out + said.err)


def test_data_leave_as_they_are(from_the_right: Path, capsys: pytest.CaptureFixture[str]) -> None:
    client = create_app(from_the_right).server.test_client()
    rows = json.loads(client.get("/export/json/all").data)["Every published figure"]
    assert main(["cite", "--all", "--format", "csl", "--data", str(from_the_right)]) == 0
    cited = capsys.readouterr().out
    assert not re.search(r"[\u202a-\u202e\u2066-\u2069]", cited)
    for document in (*rows, *json.loads(cited)):
        assert document["title"].endswith(f" {PDI}{OVERRIDE}{HEBREW}")

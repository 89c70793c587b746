"""Importing a table by questions of the page: what is shown, asked, written and taken back."""

import base64
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from defector_stats.dashboard import access, create_app
from defector_stats.storage import changes, history, repository
from tests.dashboard.test_callbacks import ask
from tests.writers import NEW

TOKEN = "secret"
CORPUS = Path(__file__).parents[1] / "storage" / "wide" / "corpus"
DOCUMENT = {
    "title": "북한이탈주민 현황",
    "publisher": "Ministry of Unification",
    "published": "2026-10",
}
OF_LINES = b"year,through,arrivals\n2024,12,236\n2025,12,301\n"


@pytest.fixture
def own(folder: Path) -> FlaskClient:
    client: FlaskClient = create_app(folder, access("127.0.0.1", TOKEN)).server.test_client()
    client.get(f"/?token={TOKEN}")
    return client


def read(name: str = "mou-2025-12-ko-pasted.tsv") -> bytes:
    return (CORPUS / name).read_bytes()


def table(client: FlaskClient, content: bytes, to: str = "read-table", **asked: Any) -> Any:  # noqa: ANN401
    question: dict[str, Any] = {
        "name": "",
        "content": base64.b64encode(content).decode(),
        "document": DOCUMENT,
        "counted_to": "",
        "accepted": [],
        "mapping": None,
    }
    return ask(client, to, {"Origin": "http://localhost"}, **{**question, **asked})


def test_pages_and_a_program_that_write_at_once_lose_nothing(folder: Path) -> None:
    before = repository.read(folder)
    server = create_app(folder, access("127.0.0.1", TOKEN)).server

    def imported(published: str) -> Any:  # noqa: ANN401
        client = server.test_client()
        client.get(f"/?token={TOKEN}")
        document = {**DOCUMENT, "title": published, "published": published}
        return table(client, read(), "import", document=document)

    with ThreadPoolExecutor() as threads:
        pages = [threads.submit(imported, day) for day in ("2026-09", "2026-10")]
        program = threads.submit(changes.apply, folder, NEW)
        done = [page.result()["done"] for page in pages]
    assert "54" in program.result().lines["arrivals.csv"]
    assert all(said.startswith("Imported: ") for said in done)
    after = repository.read(folder)
    assert len(after.figures) == len(before.figures) + 2 * 24 + 1
    assert len(after.sources) == len(before.sources) + 3
    steps = [record.change["what"] for record in history.history(folder)]
    assert sorted(steps) == ["add", "import", "import"]


def test_a_table_is_shown_written_in_one_step_and_taken_back(
    folder: Path, own: FlaskClient
) -> None:
    old = repository.contents(folder)
    shown = table(own, read())
    assert "2010: 2,402; 591 men, 1,811 women" in shown["html"]
    assert "sources.csv" in shown["html"]
    assert repository.contents(folder) == old
    made = table(own, read(), "import")
    assert made["done"].startswith("Imported: ")
    assert len(history.history(folder)) == 1
    assert repository.read(folder).sources[-1].published == "2026-10"
    headers = {"Origin": "http://localhost"}
    assert ask(own, "undo", headers, time=made["step"])["done"] == "Taken back."
    assert repository.contents(folder) == old
    assert ask(own, "undo", headers, time="2001-01-01T00-00-00.000000Z") == 400


def test_the_same_table_twice_adds_nothing_and_says_so(folder: Path, own: FlaskClient) -> None:
    table(own, read(), "import")
    once = repository.contents(folder)
    nothing = "There is nothing to add: the files have all of it, from mou-2025-12."
    assert nothing in table(own, read("mou-2025-12-ko-cp949.csv"))["html"]
    again = table(own, read(), "import")
    assert (again["done"], again["step"]) == (nothing, "")
    assert repository.contents(folder) == once


def test_a_digit_that_does_not_add_up_is_not_written_until_it_is_accepted(
    folder: Path, own: FlaskClient
) -> None:
    old = repository.contents(folder)
    misprinted = read().replace(b"2,402", b"2,403")
    shown = table(own, misprinted)["html"]
    keys = re.findall(r'<input type="checkbox" id="accept-\d+" value="([^"]+)"', shown)
    assert keys
    for some in ([], keys[1:]):
        refused = table(own, misprinted, "import", accepted=some)
        assert "done" not in refused
        assert refused["refused"].startswith("Nothing was written: ")
        assert repository.contents(folder) == old
    assert "Imported" in table(own, misprinted, "import", accepted=keys)["done"]


def test_a_count_that_looks_like_a_slip_is_written_when_it_is_accepted(
    folder: Path, own: FlaskClient
) -> None:
    old = repository.contents(folder)
    slip = OF_LINES.replace(b"301", b"22300")
    asked = "2025: 223 or 22,300?"
    assert f'value="{asked}"' in table(own, slip)["html"]
    assert "1 doubt" in table(own, slip, "import")["refused"]
    assert repository.contents(folder) == old
    assert "Imported" in table(own, slip, "import", accepted=[asked])["done"]


def test_what_is_not_given_yet_is_asked_for_and_no_mistake(folder: Path, own: FlaskClient) -> None:
    old = repository.contents(folder)
    for content in (read(), OF_LINES):
        shown = table(own, content, document={})
        assert "Still to be given before it is saved: " in shown["html"]
        assert '<p class="error">' not in shown["html"]
        refused = table(own, content, "import", document={})
        assert refused["errors"]["table-published"] == "Needed before it can be saved"
    wrong = table(own, read(), document={**DOCUMENT, "published": "2026-13"})
    assert "YYYY-MM" in wrong["errors"]["table-published"]
    assert repository.contents(folder) == old


def test_what_is_not_a_table_says_so_and_lets_its_columns_be_named(own: FlaskClient) -> None:
    told = table(own, b"when,how many,<b>who</b>\nlately,few,we\n")
    assert not told["reads"]
    assert 'id="map-arrivals"' in told["html"]
    assert "<b>" not in told["html"]
    assert "&lt;b&gt;who&lt;/b&gt;" in told["html"]
    named = {"year": "when", "arrivals": "how many"}
    told = table(own, b"when,how many\n2024,236\n2025,301\n", mapping=named)
    assert "2025: 301 instead of 223 (+78)" in told["html"]


def test_a_reader_of_korean_is_told_in_korean(own: FlaskClient) -> None:
    told = table(own, read(), language="ko", document={})
    assert "저장 전에 입력할 항목: 발행일" in told["html"]
    assert "읽은 내용" in told["html"]


def test_only_editors_read_or_import_a_table(folder: Path) -> None:
    old = repository.contents(folder)
    reader = create_app(folder, access("127.0.0.1", TOKEN)).server.test_client()
    for name in ("read-table", "import"):
        assert table(reader, read(), name) == 403
    assert ask(reader, "undo", {"Origin": "http://localhost"}, time="") == 403
    assert repository.contents(folder) == old

"""Adding what a document states by questions of the page: shown, asked, written in one step."""

from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from defector_stats.dashboard import access, create_app
from defector_stats.storage import history, repository
from tests.dashboard.test_callbacks import ask

TOKEN = "secret"
REPORT = {"title": "북향민 54명", "publisher": "뉴시스", "published": "2026-04-20"}
USUAL = {"through": "12", "status": "published"}
HERALD = "korea-herald-2011-10"


@pytest.fixture
def own(folder: Path) -> FlaskClient:
    client: FlaskClient = create_app(folder, access("127.0.0.1", TOKEN)).server.test_client()
    client.get(f"/?token={TOKEN}")
    return client


def figure(number: int, year: str, arrivals: str, **others: str) -> dict[str, Any]:
    """Return a row of the form, as the page sends it."""
    cells = {**USUAL, "year": year, "arrivals": arrivals, **others}
    return {"what": "figure", "number": number, "cells": cells}


def total(number: int, as_of: str, count: str, **others: str) -> dict[str, Any]:
    cells = {"as_of": as_of, "total": count, **others}
    return {"what": "total", "number": number, "cells": cells}


EVENT = {
    "what": "event",
    "number": 9,
    "cells": {"date": "2026-03", "label": "L", "label_ko": "사건"},
}
ROWS = [
    figure(1, "2025", "223", male="25", female="198"),
    figure(3, "", ""),
    figure(4, "2026", "54", through="3", status="provisional"),
    figure(7, "2024", "236"),
    total(8, "2025-12-31", "34,537"),
]


def send(
    client: FlaskClient,
    *rows: dict[str, Any],
    to: str = "save",
    source: str = "",
    **asked: Any,  # noqa: ANN401
) -> Any:  # noqa: ANN401
    question = {"source": source, "document": REPORT if not source else {}, "rows": rows, **asked}
    return ask(client, to, {"Origin": "http://localhost"}, **question)


def test_a_press_report_is_one_step_and_one_undo(folder: Path, own: FlaskClient) -> None:
    old = repository.contents(folder)
    shown = send(own, *ROWS, EVENT, to="preview")
    assert shown["errors"] == {}
    for said in ("New here: 1", "Confirmed: 3", "nyusiseu-2026-04", "events.csv: "):
        assert said in shown["html"], said
    assert repository.contents(folder) == old
    made = send(own, *ROWS, EVENT)
    assert made["done"] == "Added: 3 figures, 1 total, 1 event (nyusiseu-2026-04)"
    assert made["source"] == "nyusiseu-2026-04"
    assert 'value="nyusiseu-2026-04"' in made["documents"]
    tables = repository.read(folder)
    assert [each.arrivals for each in tables.figures[-3:]] == [223, 54, 236]
    assert (tables.totals[-1].total, tables.events[-1].label_ko) == (34537, "사건")
    (step,) = history.history(folder)
    assert step.time == made["step"]
    back = ask(own, "undo", {"Origin": "http://localhost"}, time=made["step"])
    assert back["done"] == "Taken back."
    assert repository.contents(folder) == old
    again = ask(own, "undo", {"Origin": "http://localhost"}, time=made["step"])
    assert "nothing was changed" in again["html"]


@pytest.mark.parametrize(
    ("rows", "source", "said"),
    [
        ([], "", "뉴시스, 북향민 54명, 20 April 2026 (nyusiseu-2026-04)"),
        ([total(1, "2025-12-31", "34537")], "", "(nyusiseu-2026-04)"),
        ([figure(1, "", ""), EVENT], HERALD, f"March 2026: L ({HERALD})"),
        ([figure(1, "2004", "1894")], HERALD, f"2004: 1,894 ({HERALD})"),
    ],
)
def test_a_document_a_total_an_event_and_a_figure_may_stand_alone(
    folder: Path, own: FlaskClient, rows: list[dict[str, Any]], source: str, said: str
) -> None:
    made = send(own, *rows, source=source)
    assert made["done"].startswith("Added: ")
    assert made["done"].endswith(said)
    assert len(history.history(folder)) == 1


@pytest.mark.parametrize("source", ["", HERALD])
def test_a_form_without_anything_saves_nothing(folder: Path, own: FlaskClient, source: str) -> None:
    old = repository.contents(folder)
    nothing = send(own, figure(1, " ", ""), source=source, document={"title": " "})
    assert nothing["refused"] == "There is nothing to save yet."
    assert send(own, source=source, to="preview", document={}) == {
        "name": "preview",
        "number": 7,
        "errors": {},
        "html": "",
    }
    assert repository.contents(folder) == old


def test_each_mistake_is_told_at_its_field(folder: Path, own: FlaskClient) -> None:
    old = repository.contents(folder)
    rows = [
        figure(2, "2025", "224", male="25", female="198"),
        figure(5, "2024", "5 4", male="x"),
        figure(6, "2024", "54", female="55"),
        total(8, "2025-12", "34537"),
        total(9, "2025-06-30", "34400", male="1", female="2"),
    ]
    for name in ("preview", "save"):
        told = send(own, *rows, to=name, document={**REPORT, "published": "2026. 4. 20."})
        assert set(told["errors"]) == {
            "document-published",
            "figure-2-sexes",
            "figure-5-arrivals",
            "figure-5-male",
            "figure-6-female",
            "total-8-as_of",
            "total-9-sexes",
        }
        assert told["errors"]["document-published"].endswith("did you mean 2026-04-20?")
        assert "25 + 198 = 223" in told["errors"]["figure-2-sexes"]
        assert told["html"] == ""
    assert repository.contents(folder) == old


def test_what_is_still_blank_is_a_mistake_only_when_it_is_saved(own: FlaskClient) -> None:
    rows = [figure(1, "2026", ""), figure(2, "", "54")]
    assert send(own, *rows, to="preview", document={"title": "T"})["errors"] == {}
    missing = {"document-publisher", "document-published", "figure-1-arrivals", "figure-2-year"}
    assert set(send(own, *rows, document={"title": "T"})["errors"]) == missing


def test_a_row_that_is_there_already_is_told_at_its_first_field(own: FlaskClient) -> None:
    told = send(own, figure(1, "2004", "1894"), figure(2, "2009", "2927"), source=HERALD)
    assert set(told["errors"]) == {"figure-2-year"}
    assert "(line 41 has it too)" in told["errors"]["figure-2-year"]
    twice = send(own, figure(1, "2004", "1894"), figure(2, "2004", "1894"), source=HERALD)
    assert "(new row 1 has it too)" in twice["errors"]["figure-2-year"]


def test_a_count_that_looks_like_a_slip_is_asked_for_once(folder: Path, own: FlaskClient) -> None:
    old = repository.contents(folder)
    rows = [figure(1, "2025", "22,300"), figure(2, "2024", "263")]
    asked = send(own, *rows)
    assert asked["doubts"] == ["2025: 223 or 22,300?", "2024: 236 or 263?"]
    assert "done" not in asked
    assert send(own, *rows, sure=asked["doubts"][:1])["doubts"] == asked["doubts"][1:]
    assert repository.contents(folder) == old
    assert send(own, *rows, sure=asked["doubts"])["done"].startswith("Added: ")


def test_the_form_asks_for_the_columns_that_the_files_have(folder: Path, own: FlaskClient) -> None:
    html = ask(own, "form")["html"]
    assert 'name="kind"' not in html
    assert 'name="publisher_ko"' not in html
    assert 'id="figure-0-year" name="year" value="" inputmode="numeric"' in html
    path = folder / "sources.csv"
    header, _, rest = path.read_text("utf-8").partition("\n")
    path.write_text(f"{header},kind,publisher_ko\n{rest}", "utf-8")
    html = ask(own, "form")["html"]
    assert '<option value="press">press</option>' in html
    assert 'name="publisher_ko"' in html


def test_a_reader_of_korean_is_told_in_korean(own: FlaskClient) -> None:
    assert "수치 추가" in ask(own, "form", language="ko")["html"]
    made = send(own, *ROWS, language="ko")
    assert made["done"] == "추가했습니다: 수치 3건, 누계 1건(nyusiseu-2026-04)"


def test_only_editors_add_anything(folder: Path) -> None:
    old = repository.contents(folder)
    reader = create_app(folder, access("127.0.0.1", TOKEN)).server.test_client()
    assert send(reader, *ROWS) == 403
    assert ask(reader, "undo", {"Origin": "http://localhost"}, time="") == 403
    assert repository.contents(folder) == old

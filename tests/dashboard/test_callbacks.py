"""What the page asks by way of Dash, and that its answers are about one view."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from defector_stats.charts.catalogue import CHARTS
from defector_stats.dashboard import create_app
from defector_stats.views.selection import Selection
from tests.helpers import replace_line

LATEST = {"search": "", "version": "", "state": ""}


def ask(
    client: FlaskClient,
    name: str,
    headers: dict[str, str] | None = None,
    /,
    **question: Any,  # noqa: ANN401
) -> Any:  # noqa: ANN401
    """Ask as the page does; return the answer, or the status where there is none."""
    value = {"number": 7, "language": "en", **question}
    body = {
        "output": f"{name}-answer.data",
        "outputs": {"id": f"{name}-answer", "property": "data"},
        "inputs": [{"id": name, "property": "data", "value": value}],
        "changedPropIds": [f"{name}.data"],
    }
    answer = client.post("/_dash-update-component", json=body, headers=headers)
    if answer.status_code != 200:
        return answer.status_code
    return answer.get_json()["response"][f"{name}-answer"]["data"]


def shown(client: FlaskClient, search: str = "") -> Any:  # noqa: ANN401
    """Return what a page remembers of the view that it shows."""
    page = client.get(f"/{search}").text
    return json.loads(re.findall(r'id="shown">(.+?)</script>', page)[0])


def test_an_answer_has_every_word_and_drawing_of_its_view(client: FlaskClient) -> None:
    answer = ask(client, "view", search="?as-of=article&change=percent", shown=LATEST)
    assert (answer["name"], answer["number"]) == ("view", 7)
    assert answer["shown"]["search"] == "?as-of=article&change=percent"
    assert set(answer["drawings"]) == set(CHARTS)
    assert answer["chosen"]["change"] == "percent"
    assert "the article" in answer["values"]["as-of"]
    assert answer["idle"] == ["split", "revised"]
    trend = json.loads(answer["drawings"]["trend"])[""]
    assert "highest in 2009 (2,927)" in trend["words"]["finding"]
    assert "The Korea Herald, October 2011" in trend["words"]["alt"]
    wide, narrow = (trend[on]["figure"]["data"][0]["x"] for on in ("wide", "narrow"))
    assert len(wide) == len(narrow) > 0
    page = client.get("/?as-of=article&change=percent").text
    for name in ("opening", "band", "table", "sources", "total-table"):
        assert answer["parts"][name] in page


def test_an_answer_leaves_out_what_is_on_the_page_already(client: FlaskClient) -> None:
    now = shown(client, "?as-of=article")
    answer = ask(client, "view", search="?as-of=article&events=off", shown=now)
    assert set(answer["drawings"]) == {"trend", "sex"}
    assert set(answer["parts"]) == {"link-notice"}
    other = {**now, "version": "of another day"}
    answer = ask(client, "view", search="?as-of=article&events=off", shown=other)
    assert set(answer["drawings"]) == set(CHARTS)
    assert "The figures were updated." in answer["parts"]["news"]


def test_an_answer_is_in_the_language_of_who_asks(client: FlaskClient) -> None:
    answer = ask(client, "view", search="", shown=LATEST, language="ko")
    assert "자료: " in json.loads(answer["drawings"]["trend"])[""]["words"]["source"]
    assert answer["shown"]["search"] == "?lang=ko"
    assert ask(client, "view", search="", shown=LATEST, language="klingon") == 400


def test_what_cannot_be_used_is_told_with_the_answer(client: FlaskClient) -> None:
    answer = ask(client, "view", search="?as-of=soon", shown=LATEST)
    assert "as-of=soon cannot be used" in answer["parts"]["link-notice"]
    assert answer["shown"]["search"] == ""


def test_files_that_go_wrong_and_right_again_are_told_once(folder: Path) -> None:
    client = create_app(folder).server.test_client()
    before = shown(client)
    good = (folder / "arrivals.csv").read_text("utf-8").splitlines()[1]
    replace_line(folder, "arrivals.csv", 2, "1998,12,many,,,published,daily-nk-2005-12,")
    wrong = _settled(client, before["state"])
    answer = ask(client, "view", search="", shown=before)
    assert "many" in answer["parts"]["problems"]
    assert "news" not in answer["parts"]
    assert answer["shown"] == {**before, "state": wrong}
    assert "problems" not in ask(client, "view", search="", shown=answer["shown"])["parts"]
    replace_line(folder, "arrivals.csv", 2, good)
    assert _settled(client, wrong) == before["state"]
    assert ask(client, "view", search="", shown=answer["shown"])["parts"]["problems"] == ""


def _settled(client: FlaskClient, before: str) -> str:
    """Return the state of the files when it is another one."""
    while (state := client.get("/version").text.split()[0]) == before:
        continue
    return state


def test_dash_has_no_words_and_the_same_layout_for_everybody(client: FlaskClient) -> None:
    headers = {"Accept-Language": "ko", "Cookie": "language=ko", "Referer": "/?as-of=article"}
    layout = client.get("/_dash-layout", headers=headers)
    assert layout.data == client.get("/_dash-layout").data
    assert len(layout.data) < 1000
    assert {each["type"] for each in layout.get_json()} == {"Store"}


def test_every_store_of_a_callback_is_in_the_layout(client: FlaskClient) -> None:
    """Dash would check it with a layout that it asks for a second time."""
    stores = {each["props"]["id"] for each in client.get("/_dash-layout").get_json()}
    for callback in client.get("/_dash-dependencies").get_json():
        assert {each["id"] for each in callback["inputs"]} <= stores
        if not callback["no_output"]:
            assert callback["output"].removesuffix(".data") in stores


@pytest.mark.parametrize("question", [{}, {"shown": LATEST}, {"search": ""}])
def test_a_question_that_is_none_is_refused(client: FlaskClient, question: dict[str, Any]) -> None:
    assert ask(client, "view", **question) == 400


def test_what_was_worked_out_for_a_view_is_not_worked_out_again(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = {"search": "?as-of=2013-06-30&years=2001-2012", "shown": LATEST}
    first = ask(client, "view", **asked)
    monkeypatch.setattr(Selection, "known", property(lambda _self: pytest.fail("worked out again")))
    assert ask(client, "view", **asked) == first

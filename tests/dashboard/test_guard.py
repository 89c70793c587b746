"""Whatever somebody sends, the answer is one of the known ones and the log has at most a line."""

import json
import logging
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers import TOKEN

HERE = "http://127.0.0.1:8050"


@pytest.fixture(scope="module")
def client(editable: Flask) -> FlaskClient:
    client: FlaskClient = editable.test_client()
    client.get(f"/?token={TOKEN}", base_url=HERE)
    return client


TEXTS = st.one_of(st.sampled_from(["", "-", "2009", "../x", "\0", "en", "data", "view"]), st.text())
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), TEXTS),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(TEXTS, inner, max_size=3)),
    max_leaves=8,
)


def asked(name: str, value: object, **others: object) -> dict[str, Any]:
    """Return what Dash sends for a question, with other things in some places."""
    return {
        "output": f"{name}-answer.data",
        "outputs": {"id": f"{name}-answer", "property": "data"},
        "inputs": [{"id": name, "property": "data", "value": value}],
        "changedPropIds": [f"{name}.data"],
        **others,
    }


CARRIED = st.one_of(
    JSON,
    st.builds(asked, st.sampled_from(["view", "preview", "form", "save", "undo", "x"]), JSON),
    st.dictionaries(
        st.sampled_from(["output", "outputs", "inputs", "changedPropIds", "state"]), JSON
    ).map(lambda others: {**asked("view", {}), **others}),
)


@settings(max_examples=100)
@given(CARRIED)
def test_a_question_that_nobody_asks_is_refused(client: FlaskClient, body: object) -> None:
    headers = {"Origin": HERE}
    answer = client.post("/_dash-update-component", base_url=HERE, json=body, headers=headers)
    assert answer.status_code in (200, 400)


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"\xff", b"[" * 100_000, b"null", b"NaN", b'{"output": "\\ud800"}', b"9" * 9999],
)
def test_a_body_that_is_no_question_is_refused_in_one_line(
    client: FlaskClient, body: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    for kind in ("application/json", "text/plain"):
        caplog.clear()
        answer = client.post("/_dash-update-component", data=body, content_type=kind)
        assert answer.status_code == 400
        assert [each.levelno for each in caplog.records] == [logging.WARNING]
        assert len(caplog.text.splitlines()) == 1


BYTES = st.text(st.characters(max_codepoint=255, exclude_characters="\r\n\0"), max_size=30)


@pytest.mark.slow
@settings(max_examples=60)
@given(st.sampled_from(["/", "/export/csv/all", "/version", "/static/", "/x/"]), TEXTS, BYTES)
def test_an_address_or_a_header_that_means_nothing_breaks_nothing(
    client: FlaskClient, path: str, text: str, header: str
) -> None:
    answer = client.get(
        path,
        base_url=HERE,
        query_string={"as-of": text, "years": text, "lang": text, "year": text},
        headers={
            "Referer": header,
            "Cookie": header,
            "Accept-Language": header,
            "Origin": header,
            "Range": header,
        },
    )
    assert answer.status_code in (200, 400, 404)


def test_a_line_of_the_log_stays_one_whatever_the_address_is(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    for address in (
        "/export/csv/all?as-of=%0aFAKE%0d%1b[2J",
        "/export/csv/all?x=" + "y" * 9000 + "&as-of=z",
    ):
        caplog.clear()
        assert client.get(address).status_code == 400
        (line,) = caplog.text.splitlines()
        assert "\x1b" not in line
        assert len(line) < 400


def test_the_secret_is_in_no_line_of_the_log(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    for address in (f"/?token={TOKEN}&x=1", f"/version?%74oken={TOKEN}"):
        client.post(address)
        client.get(f"{address}&as-of=never", base_url="http://example.com")
    assert "405 POST '/?x=1'" in caplog.text
    assert TOKEN not in caplog.text


def test_a_question_is_answered_as_before(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    shown = {"search": "", "version": "", "state": ""}
    value = {"number": 1, "language": "en", "search": "", "shown": shown}
    answer = client.post(
        "/_dash-update-component",
        data=json.dumps(asked("view", value)),
        content_type="application/json",
    )
    assert answer.status_code == 200
    assert not [each for each in caplog.records if each.levelno >= logging.WARNING]


@pytest.mark.parametrize("address", ["/", "/version", "/no-such-address", "/static/nothing"])
def test_what_another_site_may_ask_is_nothing(client: FlaskClient, address: str) -> None:
    answer = client.options(address, base_url=HERE)
    assert answer.status_code == 405
    assert "Access-Control-Allow-Origin" not in answer.headers

"""Who is answered, and who may write."""

import re
import socket
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from defector_stats.dashboard import access, access_of_environment, create_app
from defector_stats.dashboard.permissions import Access, of_this_computer
from tests.dashboard.test_callbacks import ask
from tests.helpers import SAMPLE, TOKEN

HERE = "http://127.0.0.1:8050"
UNDO: dict[str, Any] = {"time": "2026-01-01T00:00:00.000000Z"}
"""A question that writes; there is no such step, which whoever may write is told by 400."""
MAY, MAY_NOT = 400, 403


@pytest.fixture
def client(editable: Flask) -> FlaskClient:
    """A reader of his own, without a cookie."""
    return editable.test_client()


def undo(client: FlaskClient, **headers: str) -> int:
    """Return the status of a request that writes."""
    answer = ask(client, "undo", {"Host": "127.0.0.1:8050", **headers}, **UNDO)
    assert isinstance(answer, int)
    return answer


def enter(client: FlaskClient, token: str = TOKEN) -> str:
    """Open the address of the terminal, and return what is answered."""
    return client.get(f"/?token={token}&lang=ko", base_url=HERE).text


def test_whoever_has_the_address_of_the_terminal_may_write(client: FlaskClient) -> None:
    assert undo(client, Origin=HERE) == MAY_NOT
    answer = client.get(f"/?as-of=article&token={TOKEN}", base_url=HERE)
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "Path=/" in cookie
    assert 'content="0; url=/?as-of=article"' in answer.text
    assert undo(client, Origin=HERE) == MAY


@pytest.mark.parametrize(
    "origin", [None, "null", "http://evil.example", "http://127.0.0.1:9000", "http://[", "", "*"]
)
def test_a_page_of_another_place_cannot_write(client: FlaskClient, origin: str | None) -> None:
    enter(client)
    assert undo(client, **({} if origin is None else {"Origin": origin})) == MAY_NOT


@pytest.mark.parametrize("token", ["", "wrong", TOKEN[:-1], TOKEN + "x", "비밀", "%00", "%ff"])
def test_another_secret_is_none(client: FlaskClient, token: str) -> None:
    assert "온라인" not in enter(client, token)
    assert "Set-Cookie" not in client.get(f"/?token={token}", base_url=HERE).headers
    for cookie in (token, f'"{token}"'):
        assert undo(client, Origin=HERE, Cookie=f"editor-8050={cookie}") == MAY_NOT


def test_a_cookie_is_of_one_port_alone(client: FlaskClient) -> None:
    enter(client)
    other = {"Host": "127.0.0.1:9000", "Origin": "http://127.0.0.1:9000"}
    assert undo(client, **other) == MAY_NOT


def test_who_may_only_read_is_told_how_to_add(client: FlaskClient) -> None:
    assert "the address that the terminal printed" in client.get("/").text
    assert "add-content" not in client.get("/").text
    assert client.get("/version").text.endswith(" locked")
    enter(client)
    assert "add-content" in client.get("/", base_url=HERE).text
    assert client.get("/version", base_url=HERE).text.endswith(" open")
    never = create_app(SAMPLE).server.test_client()
    assert "--allow-edit" in never.get("/").text
    assert never.get("/version").text.endswith(" never")


def test_the_secret_stands_in_no_page(client: FlaskClient) -> None:
    enter(client)
    for path in (
        "/",
        "/_dash-layout",
        "/_dash-dependencies",
        "/version",
        "/foo",
        "/export/csv/all",
    ):
        assert TOKEN not in client.get(path, base_url=HERE).text
    assert TOKEN not in enter(client)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
def test_only_this_computer_reaches_a_loopback_address(host: str) -> None:
    assert of_this_computer(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "example.org", ""])
def test_others_reach_any_other_address(host: str) -> None:
    assert not of_this_computer(host)


LOOPBACK = ["127.0.0.1", "127.0.0.1:8050", "127.9.9.9", "localhost", "LOCALHOST:1", "[::1]:8050"]
FOREIGN = [
    "evil.example",
    "evil.example:8050",
    "localhost.evil.example",
    "evil.example@localhost",
    "localhost@evil.example",
    "localhost:80@evil.example",
    "127.0.0.1.evil.example",
    "localhost/evil.example",
    "localhost evil.example",
    "[::1",
    "[evil.example]",
    "localhost:port",
    "-",
    "évil",
    "0x7f.1",
    "2130706433",
]
SERVERS = {
    "127.0.0.1": (access("127.0.0.1"), LOOPBACK, [*FOREIGN, "192.168.1.5", "stats.example.org"]),
    "name": (
        access("127.0.0.1", names=["Stats.Example.org"]),
        [*LOOPBACK, "stats.example.org", "STATS.example.org:443", "stats.example.org."],
        [*FOREIGN, "example.org", "192.168.1.5"],
    ),
    "address": (
        access("192.168.1.5"),
        [*LOOPBACK, "192.168.1.5:8050"],
        [*FOREIGN, "192.168.1.6", socket.gethostname() + ".evil"],
    ),
    "every address": (
        access("0.0.0.0"),
        [*LOOPBACK, "192.168.1.5:8050", "[fe80::1]:8050", socket.gethostname()],
        FOREIGN,
    ),
    "environment": (access_of_environment(), LOOPBACK, [*FOREIGN, "192.168.1.5"]),
}


@pytest.mark.parametrize("server", SERVERS)
def test_a_server_answers_under_its_own_names_alone(server: str) -> None:
    who, own, foreign = SERVERS[server]
    assert [host for host in own if not who.serves(host)] == []
    assert [host for host in foreign if who.serves(host)] == []


@pytest.mark.parametrize("host", FOREIGN)
def test_under_a_foreign_name_nothing_is_read(client: FlaskClient, host: str) -> None:
    for path in (
        "/",
        "/version",
        "/export/csv/all",
        "/foo",
        "/static/style.css",
        f"/?token={TOKEN}",
    ):
        answer = client.get(path, headers={"Host": host.encode().decode("latin-1")})
        assert answer.status_code in (400, 403)
        assert not re.search("34,537|2914", answer.text)
        assert "Set-Cookie" not in answer.headers


def test_workers_have_the_secret_and_the_names_of_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert access_of_environment() == Access(frozenset({"localhost"}))
    monkeypatch.setenv("DEFECTOR_STATS_TOKEN", TOKEN)
    monkeypatch.setenv("DEFECTOR_STATS_ALLOW_HOST", "stats.example.org 192.168.1.5")
    monkeypatch.setenv("DEFECTOR_STATS_EMBED_IN", "https://example.org")
    given = access_of_environment()
    assert given.knows(TOKEN)
    assert given.serves("stats.example.org")
    assert given.serves("192.168.1.5:80")
    assert given.embedders == ("https://example.org",)


def test_a_site_of_the_environment_that_is_none_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEFECTOR_STATS_EMBED_IN", "https://example.org https://e.org;script-src")
    with pytest.raises(ValueError, match="script-src"):
        access_of_environment()

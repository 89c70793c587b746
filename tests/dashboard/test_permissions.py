import socket

import pytest
from flask import Request
from werkzeug.datastructures import Headers
from werkzeug.test import EnvironBuilder

from defector_stats.dashboard.permissions import Editors, editors

HERE = Editors()
THERE = editors("0.0.0.0", ["Stats.Example.org"]) or Editors(frozenset())


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
def test_a_loopback_address_may_be_edited(host: str) -> None:
    assert editors(host, None) == HERE


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "example.org", ""])
def test_any_other_address_is_read_only_unless_allowed(host: str) -> None:
    assert editors(host, None) is None
    assert editors(host, []) is not None


def allowed(who: Editors, host: str, origin: str | None) -> bool:
    headers = Headers({"Host": host} if origin is None else {"Host": host, "Origin": origin})
    return who.allow(Request(EnvironBuilder("/", method="POST", headers=headers).get_environ()))


@pytest.mark.parametrize("host", ["127.0.0.1:8050", "localhost:8050", "[::1]:8050"])
def test_its_own_page_is_allowed(host: str) -> None:
    assert allowed(HERE, host, f"http://{host}")


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("127.0.0.1:8050", None),
        ("127.0.0.1:8050", "null"),
        ("127.0.0.1:8050", "http://evil.example"),
        ("127.0.0.1:8050", "http://127.0.0.1:9000"),
        ("127.0.0.1:8050", "http://127.0.0.1:8050.evil.example"),
        ("evil.example", "http://evil.example"),
        ("evil.example:8050", "http://evil.example:8050"),
        ("192.168.1.5:8050", "http://192.168.1.5:8050"),
        ("localhost.evil.example", "http://localhost.evil.example"),
    ],
)
def test_everything_else_is_refused(host: str, origin: str | None) -> None:
    assert not allowed(HERE, host, origin)


def test_an_allowed_server_is_edited_under_its_addresses_and_names() -> None:
    for host in ("192.168.1.5:8050", "stats.example.org", socket.gethostname().lower()):
        assert allowed(THERE, host, f"https://{host}")
    for host in ("evil.example", "example.org"):
        assert not allowed(THERE, host, f"https://{host}")

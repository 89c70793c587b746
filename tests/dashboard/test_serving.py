"""The page as the server sends it: its words, for whom it is kept, and under which address."""

import os
import re
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from defector_stats.dashboard import create_app, listen
from defector_stats.dashboard.serving import Request
from tests.helpers import ROOT, SAMPLE


def words_of(page: str, name: str) -> str:
    """Return what stands in an element of the page."""
    found = re.search(rf'<(\w+) id="{name}"[^>]*>(.*?)</\1>', page, re.DOTALL)
    return re.sub("<[^>]*>", "", found[2]).strip() if found else ""


VIEWS = {
    "/": ("2,914 in 2009", "as of 4 February 2026; "),
    "/?as-of=article": (
        "highest in 2009 (2,927)",
        "as of October 2011; The Korea Herald, “",
    ),
    "/?as-of=2010-02-01": ("2,952 people arrived in 2009", "as of 1 February 2010; "),
    "/?lang=ko&as-of=article": ("2009년에 2,927명", "자료: 통일부(2011년 10월 기준), "),
}


@pytest.mark.parametrize("address", VIEWS)
@pytest.mark.parametrize(
    "referer", [None, "http://localhost/", "http://localhost/?as-of=2012-01-11"]
)
def test_the_words_of_a_page_are_of_the_view_in_its_address(
    client: FlaskClient, address: str, referer: str | None
) -> None:
    page = client.get(address, headers={"Referer": referer} if referer else {}).text
    finding, source = VIEWS[address]
    assert finding in words_of(page, "trend-finding")
    assert source in words_of(page, "trend-source")
    assert finding in words_of(page, "trend-alt")
    assert finding in page.split('id="trend-drawings"')[1]


def test_the_page_is_readable_without_scripts(client: FlaskClient) -> None:
    """All words, tables and sources are in it, and for each chart its alternative text."""
    page = client.get("/?year=2009").text.split('<script type="application/json"')[0]
    assert page.count("<tr") > 28 + 20 + 15
    for said in (
        "34,537",
        "segye.com/newsView/20260204514105",
        "6 January 2010",
        "Bar chart with bars up and down: Change in arrivals",
    ):
        assert said in page


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/?lang=ko",
        "/export/csv/trend",
        "/picture/trend",
        "/version",
        "/foo",
        "/export/csv/foo",
    ],
)
def test_what_depends_on_the_reader_is_kept_for_nobody_else(
    client: FlaskClient, address: str
) -> None:
    answer = client.get(address)
    assert {"Cookie", "Accept-Language"} <= set(answer.vary)
    assert answer.cache_control.private
    assert answer.cache_control.no_cache


def test_the_language_is_that_of_address_cookie_and_browser(client: FlaskClient) -> None:
    for address, headers, language in (
        ("/?lang=en", {"Cookie": "language=ko", "Accept-Language": "ko"}, "en"),
        ("/", {"Cookie": "language=ko", "Accept-Language": "en"}, "ko"),
        ("/", {"Cookie": "language=xx", "Accept-Language": "ko-KR,en;q=0.5"}, "ko"),
        ("/?lang=xx", {"Accept-Language": "xx"}, "en"),
    ):
        page = client.get(address, headers=headers).text
        assert f'<html lang="{language}"' in page


def test_a_page_without_good_files_is_unavailable(folder: Path) -> None:
    (folder / "arrivals.csv").write_bytes(b"")
    client = create_app(folder).server.test_client()
    for address in ("/", "/export/csv/trend", "/picture/trend"):
        answer = client.get(address)
        assert answer.status_code == 503
        assert "arrivals.csv" in answer.text


def test_the_article_may_be_missing(folder: Path) -> None:
    for file in ("arrivals.csv", "totals.csv", "events.csv", "sources.csv"):
        path = folder / file
        lines = path.read_text("utf-8").splitlines(keepends=True)
        kept = [line for line in lines if "korea-herald-2011-10" not in line]
        path.write_text("".join(kept), "utf-8")
    client = create_app(folder).server.test_client()
    page = client.get("/?as-of=article")
    assert page.status_code == 200
    assert "as-of=article cannot be used" in page.text
    assert "?as-of=article" not in page.text.split("<main>")[0]
    assert client.get("/export/csv/trend?as-of=article").status_code == 400


@pytest.mark.slow
@pytest.mark.parametrize("prefix", ["/", "/statistics/"])
def test_several_workers_serve_it_under_a_prefix(prefix: str, tmp_path: Path) -> None:
    socket = tmp_path / "socket"
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "--workers",
        "2",
        "--bind",
        "127.0.0.1:0",
        "--log-file",
        str(socket),
        "app:server",
    ]
    environment = {
        **os.environ,
        "DASH_URL_BASE_PATHNAME": prefix,
        "DEFECTOR_STATS_TOKEN": "secret-of-the-tests",
        "DEFECTOR_STATS_ALLOW_HOST": "stats.example.org",
    }
    with subprocess.Popen(command, cwd=ROOT, env=environment) as server:
        try:
            address = _listening(socket)
            browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
            browser.open(f"{address}{prefix}?token=secret-of-the-tests").close()
            for _ in range(8):  # whichever worker answers
                with browser.open(f"{address}{prefix}version") as answer:
                    assert answer.read().endswith(b" open")
                named = urllib.request.Request(
                    f"{address}{prefix}version", headers={"Host": "stats.example.org"}
                )
                with urllib.request.urlopen(named) as answer:
                    assert answer.read().endswith(b" locked")
                with urllib.request.urlopen(f"{address}{prefix}") as answer:
                    page = answer.read().decode()
                assert "34,537" in page
                for file in re.findall(r'"(/[^"]*/page-\w+\.js)"', page):
                    with urllib.request.urlopen(f"{address}{file}") as answer:
                        assert file.startswith(prefix)
                        assert answer.status == 200
                with urllib.request.urlopen(f"{address}{prefix}export/csv/trend") as answer:
                    assert b"2914" in answer.read()
        finally:
            server.terminate()


def _listening(log: Path) -> str:
    """Return the address that gunicorn says it listens on, when it answers there."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        found = re.search(
            r"Listening at: (http://[\d.:]+)", log.read_text() if log.exists() else ""
        )
        if found:
            try:
                urllib.request.urlopen(found[1]).close()
            except urllib.error.HTTPError:
                return found[1]
            except OSError:
                continue
            return found[1]
    raise AssertionError("gunicorn did not start")


def test_who_sends_half_a_request_is_hung_up_on_and_keeps_nobody_waiting(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Request, "timeout", 3)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = listen(create_app(SAMPLE), "127.0.0.1", listening)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = listening.getsockname()
        halves = [b"GET / HTTP/1.1\r\nX: ", b"GET /version HTTP/1.1\r\nContent-Length: 9\r\n\r\n1"]
        waiting = [socket.create_connection(address, 20) for _ in range(20) for _ in halves]
        for each, half in zip(waiting, halves * 20, strict=True):
            each.sendall(half)
        with urllib.request.urlopen(f"http://127.0.0.1:{address[1]}/version", timeout=20) as answer:
            assert answer.status == 200
        for each in waiting:
            while each.recv(1000):
                pass
            each.close()
        server.shutdown()

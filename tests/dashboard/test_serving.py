"""What the server sends: how large, how often, and under which address."""

import json
import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import brotli
import pytest
from flask.testing import FlaskClient

from defector_stats.dashboard import create_app
from defector_stats.dashboard.serving import FILES_KEPT, Compressed
from tests.helpers import ROOT, SAMPLE

COMPRESSED = {"Accept-Encoding": "br"}


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    client: FlaskClient = create_app(SAMPLE).server.test_client()
    return client


def addresses(page: str) -> list[str]:
    return re.findall(r'(?:src|href)="(/[^"]+)"', page)


def test_the_basic_bundle_is_the_only_plotly(client: FlaskClient) -> None:
    """Dash loads its own bundle of 4.8 MB only where no other one is there before."""
    page = client.get("/").get_data(as_text=True)
    assert [name for name in addresses(page) if "plotly" in name] == [
        name for name in addresses(page) if "plotly-basic.min.js" in name
    ]
    code = client.get("/_dash-component-suites/dash/dcc/dash_core_components.js")
    assert "window.Plotly||" in code.get_data(as_text=True)


def test_files_are_compressed_once_and_kept_by_the_browser(client: FlaskClient) -> None:
    page = client.get("/").get_data(as_text=True)
    total = 0
    for address in addresses(page):
        with client.get(address) as plain, client.get(address, headers=COMPRESSED) as small:
            assert small.cache_control.max_age == 31_536_000, address
            if small.headers.get("Content-Encoding"):
                assert brotli.decompress(small.data) == plain.data
            with client.get(address, headers=COMPRESSED) as again:
                assert small.data == again.data
            total += len(small.data)
    layout = client.get("/_dash-layout", headers=COMPRESSED)
    assert total + len(layout.data) < 1_200_000
    assert len(layout.data) < 60_000


def test_only_so_many_compressed_files_are_kept() -> None:
    kept = Compressed()
    kept.set("br;", b"made anew")
    for number in range(2 * FILES_KEPT):
        kept.set(f"br;/assets/{number}", b"file")
    assert len(kept.data) == FILES_KEPT
    assert kept.get("br;") is None


def ids(component: Any) -> Iterator[str]:  # noqa: ANN401
    if isinstance(component, list):
        for each in component:
            yield from ids(each)
    elif isinstance(component, dict) and "props" in component:
        if "id" in component["props"]:
            yield component["props"]["id"]
        yield from ids(component["props"].get("children"))


def test_every_component_of_a_callback_is_on_the_page(folder: Path) -> None:
    """Dash would check it with a page that it sends a second time."""
    client = create_app(folder).server.test_client()
    found = Counter(ids(client.get("/_dash-layout").json))
    assert max(found.values()) == 1
    for callback in json.loads(client.get("/_dash-dependencies").data):
        outputs = re.findall(r"([\w-]+)\.\w+", callback["output"])
        for name in [*outputs, *(each["id"] for each in callback["inputs"] + callback["state"])]:
            assert name in found, name


@pytest.mark.slow
@pytest.mark.parametrize("prefix", ["/", "/statistics/"])
def test_several_workers_serve_it_under_a_prefix(prefix: str, tmp_path: Path) -> None:
    socket = tmp_path / "socket"
    command = [sys.executable, "-m", "gunicorn", "--workers", "2", "--bind", "127.0.0.1:0",
               "--log-file", str(socket), "app:server"]  # fmt: skip
    environment = {**os.environ, "DASH_URL_BASE_PATHNAME": prefix}
    with subprocess.Popen(command, cwd=ROOT, env=environment) as server:
        try:
            address = _listening(socket)
            for _ in range(8):  # whichever worker answers
                with urllib.request.urlopen(f"{address}{prefix}") as answer:
                    page = answer.read().decode()
                assert f'"{prefix}assets/page.js' in page
                with urllib.request.urlopen(f"{address}{prefix}_dash-layout") as answer:
                    assert b"34,537" in answer.read()
                with urllib.request.urlopen(f"{address}{prefix}csv/trend") as answer:
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


def test_a_picture_speaks_the_language_of_its_address(client: FlaskClient) -> None:
    for language, said in (("ko", "기준 시점: 최신."), ("en", "Figures as of: latest.")):
        figure = client.get(f"/picture/trend?lang={language}").get_json()["figure"]
        assert said in json.dumps(figure, ensure_ascii=False)
        layout = client.get("/_dash-layout", headers={"Accept-Language": language})
        assert said in json.dumps(layout.get_json(), ensure_ascii=False)

"""Browsers that do not start, hang, or give nothing whole; and one that asks no host."""

import json
import os
import re
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from defector_stats.cli.main import main
from defector_stats.export import chromium
from defector_stats.export.formats import FORMATS

pytestmark = pytest.mark.slow

POSIX = pytest.mark.skipif(os.name != "posix", reason="scripts in place of a browser")
PICTURE = ["--chart", "trend", "--scale", "1", "--format", "csv,png"]
# What a browser does when it looks up a name, or sends something.
ASKING = {
    "DNS_TRANSACTION",
    "HOST_RESOLVER_DNS_TASK",
    "HOST_RESOLVER_SYSTEM_TASK",
    "TCP_CONNECT_ATTEMPT",
    "UDP_BYTES_SENT",
}


def script(path: Path, text: str) -> str:
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def written(out: Path) -> set[str]:
    return {path.suffix for path in out.iterdir()}


@POSIX
@pytest.mark.parametrize(
    ("browser", "reason"),
    [
        ("no/chrome", "there is no such file"),
        ("exit 0", "it ended"),
        ("exec cat", "it (ended|does not answer as a browser does)"),
    ],
)
def test_a_browser_that_does_not_start_is_named(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    browser: str,
    reason: str,
) -> None:
    path = str(tmp_path / browser) if "/" in browser else script(tmp_path / "browser", browser)
    monkeypatch.setenv("CHROMIUM", path)
    out = tmp_path / "out"
    assert main(["export", "--data", str(folder), "--out", str(out), *PICTURE]) == 1
    errors = capsys.readouterr().err.splitlines()
    assert re.fullmatch(f"{re.escape(path)} draws no pictures: {reason}", errors[-1])
    assert written(out) == {".csv"}


def runs(pid: int) -> bool:
    """Say whether there is a process of this number."""
    try:
        os.kill(pid, signal.SIGCONT)
    except ProcessLookupError:
        return False
    return True


@POSIX
def test_a_browser_that_hangs_is_ended_with_all_that_it_started(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    pid = tmp_path / "pid"
    monkeypatch.setenv("CHROMIUM", script(tmp_path / "b", f"echo $$ > {pid}\nexec sleep 1000"))
    monkeypatch.setattr(chromium, "START", 2.0)
    monkeypatch.setattr(chromium, "STOP", 1.0)
    out = tmp_path / "out"
    assert main(["export", "--data", str(folder), "--out", str(out), *PICTURE]) == 1
    assert "no answer within 2 seconds" in capsys.readouterr().err
    assert written(out) == {".csv"}
    end = time.monotonic() + 20
    while runs(int(pid.read_text())):
        assert time.monotonic() < end
        time.sleep(0.02)


def test_a_folder_for_temporary_files_that_is_none_is_passed_over(
    folder: Path, tmp_path: Path
) -> None:
    code = "import sys; from defector_stats.cli.main import entry; sys.exit(entry())"
    task = ["export", "--data", str(folder), "--out", str(tmp_path / "out"), *PICTURE]
    environment = {**os.environ, "TMPDIR": str(tmp_path / "none")}
    done = subprocess.run(
        [sys.executable, "-c", code, *task], env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert written(tmp_path / "out") == {".csv", ".png"}


@pytest.mark.parametrize("form", ["png", "svg", "pdf"])
def test_a_broken_picture_is_not_written_and_the_others_are(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    form: str,
) -> None:
    def cut(path: str, pictures: object, finished: "chromium.Finished") -> None:
        drawn = [(drawing, each) for drawing, each in pictures if each == form]  # type: ignore[attr-defined]

        def half(drawing: object, each: str, content: object) -> None:
            broken = drawing is drawn[0][0] and isinstance(content, bytes)
            finished(drawing, each, content[: len(content) // 2] if broken else content)  # type: ignore[arg-type, index]

        render(path, pictures, half)  # type: ignore[arg-type]

    render = chromium.render
    monkeypatch.setattr(chromium, "render", cut)
    task = ["--chart", "trend,change", "--scale", "1", "--format", form]
    out = tmp_path / "out"
    assert main(["export", "--data", str(folder), "--out", str(out), *task]) == 1
    said = capsys.readouterr()
    (path,) = out.iterdir()
    assert path.name.startswith("change-on-the-year-before")
    assert said.out == f"{path}\n"
    assert f".{form}: the browser gave no whole picture" in said.err


def test_a_browser_that_breaks_down_is_started_again(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    drawn = chromium._drawn
    broken: list[str] = []

    async def breaking(
        kaleido: object, drawing: object, form: str
    ) -> bytes | chromium.BrowserError:
        if not broken:
            broken.append(form)
            chromium._kill(kaleido)
        return await drawn(kaleido, drawing, form)  # type: ignore[arg-type]

    monkeypatch.setattr(chromium, "_drawn", breaking)
    task = ["--chart", "trend,change", "--scale", "1", "--format", "png"]
    assert main(["export", "--data", str(folder), "--out", str(tmp_path), *task]) == 1
    said = capsys.readouterr()
    assert ".png: it ended" in said.err
    assert said.out.count(".png") == 1


@pytest.fixture
def proxy() -> Iterator[tuple[str, list[str]]]:
    """A proxy that counts who asks it, and answers nobody."""
    asked: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def count() -> None:
            while True:
                try:
                    connection, _address = server.accept()
                except OSError:
                    return
                with connection:
                    connection.settimeout(5)
                    asked.append(connection.recv(200).decode("latin-1"))

        thread = threading.Thread(target=count, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}", asked
        server.shutdown(socket.SHUT_RDWR)
    thread.join(5)


def asked_for(log: Path) -> set[str]:
    """Return what a browser did, by its own log, that goes out to a network."""
    text = log.read_text("utf-8")
    try:
        found = json.loads(text)
    except ValueError:  # the browser was ended before it closed its log
        found = json.loads(text.rstrip().rstrip(",") + "]}")
    names = {number: name for name, number in found["constants"]["logEventTypes"].items()}
    assert found["events"]
    return {names[event["type"]] for event in found["events"]} & ASKING


@POSIX
@pytest.mark.parametrize("offline", [True, False], ids=["as it is", "without its flags"])
def test_drawing_asks_no_host(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    proxy: tuple[str, list[str]],
    offline: bool,
) -> None:
    address, asked = proxy
    log, found = tmp_path / "log.json", chromium.find()
    watched = script(tmp_path / "browser", f'exec "{found}" "$@" --log-net-log={log}')
    monkeypatch.setenv("CHROMIUM", watched)
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
        monkeypatch.setenv(name, address)
    if not offline:
        monkeypatch.setattr(chromium, "OFFLINE", ())
    task = ["export", "--data", str(folder), "--out", str(tmp_path / "out"), "--format", "png"]
    assert main(task) == 0
    assert len(list((tmp_path / "out").iterdir())) >= 4
    if offline:
        assert not asked
        assert not asked_for(log)
    else:  # the watching sees what there is to see
        assert asked or asked_for(log)


@pytest.mark.parametrize(("user", "sandbox"), [(0, False), (1000, True)])
def test_only_root_has_no_sandbox(
    user: int, sandbox: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: user, raising=False)
    assert chromium.sandboxed() == sandbox


def test_every_picture_format_checks_what_it_was_given() -> None:
    assert [name for name, format in FORMATS.items() if format.finish] == ["png", "svg", "pdf"]

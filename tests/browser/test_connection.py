"""Noticing changes without asking much, and a server that is slow, gone and back."""

import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request, expect
from werkzeug.serving import BaseWSGIServer, make_server

from defector_stats.dashboard import create_app
from defector_stats.storage import repository
from tests.browser.helpers import EDITED, Gate, Open, as_of, menu, open_form, ready, until
from tests.browser.test_editing import DOCUMENT, FIGURE, fill

GONE = "ERR_CONNECTION_RE|ERR_SOCKET_NOT_CONNECTED|the server did not respond"
"""What the console says of a server that is gone."""


def change_a_figure(folder: Path) -> None:
    path = folder / "arrivals.csv"
    path.write_text(path.read_text("utf-8").replace("1998,12,71,", "1998,12,5000,"), "utf-8")


@pytest.mark.parametrize("answers", ["**/version", "**/_dash-update-component*"])
def test_a_change_is_seen_however_long_an_answer_takes(
    folder: Path, own_dashboard: str, visit: Open, answers: str
) -> None:
    page = ready(visit(own_dashboard, alone=True))
    page.clock.install()
    gate = Gate(page, answers)
    with page.expect_request(answers):
        change_a_figure(folder)
    page.clock.run_for(10_000)
    assert len(gate.held) == 1
    gate.open()
    news = page.locator("#news li")
    expect(news).to_have_text("1998: 5,000 instead of 71, Daily NK / Yonhap")


def asked(page: Page) -> list[str]:
    """Return the list to which the path of every request of a page is added from now on."""
    paths: list[str] = []

    def note(request: Request) -> None:
        paths.append(re.sub(r"^http://[^/]+", "", request.url))

    page.on("request", note)
    return paths


# Counts how often the page has begun to wait for its next look.
COUNT_WAITS = """() => {
    const set = window.setTimeout;
    window.waits = 0;
    window.setTimeout = (look, delay) => {
        window.waits += delay >= 1000;
        return set(look, delay);
    };
}"""


def pass_time(page: Page, times: int, milliseconds: int) -> None:
    """Let the clock of a page run so often, each time until it has looked and waits again."""
    page.evaluate(COUNT_WAITS)
    for done in range(times):
        with page.expect_response("**/version"):
            page.clock.run_for(milliseconds)
        until(page, "(times) => window.waits >= times", done + 1)


def test_an_idle_page_that_can_be_edited_asks_once_a_second(
    own_dashboard: str, visit: Open
) -> None:
    page = visit(own_dashboard, alone=True)
    expect(page.locator("#total .main-svg").first).to_be_attached()
    page.clock.install()
    page.reload()
    page.clock.run_for(100)
    expect(page.locator("#table tbody tr")).to_have_count(28)
    paths = asked(page)
    pass_time(page, 60, 1000)
    assert set(paths) == {"/version"}
    assert 59 <= len(paths) <= 61


def test_an_idle_page_that_cannot_be_edited_asks_once_a_minute(dashboard: str, visit: Open) -> None:
    page = visit(dashboard, alone=True)
    page.clock.install()
    page.reload()
    expect(page.locator("#table tbody tr")).to_have_count(28)
    paths = asked(page)
    pass_time(page, 5, 60_000)
    assert [path for path in paths if path == "/version"] == ["/version"] * 5


def test_the_first_page_is_few_requests_and_few_bytes(dashboard: str, visit: Open) -> None:
    page = visit(dashboard, alone=True)
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.setCacheDisabled", {"cacheDisabled": True})
    received: list[float] = []
    devtools.on(
        "Network.loadingFinished", lambda event: received.append(event["encodedDataLength"])
    )
    page.reload(wait_until="networkidle")
    expect(page.locator("#total .main-svg").first).to_be_attached()
    assert 5 <= len(received) <= 12
    assert 300_000 < sum(received) <= 644_000


HIDE = """(hidden) => {
    Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
}"""


def test_a_hidden_page_asks_nothing_and_at_once_when_it_is_seen_again(
    folder: Path, own_dashboard: str, visit: Open
) -> None:
    page = visit(own_dashboard, alone=True)
    page.clock.install()
    page.reload()
    expect(page.locator("#table tbody tr")).to_have_count(28)
    with page.expect_response("**/version"):
        page.clock.run_for(1000)
    page.evaluate(HIDE, True)
    paths = asked(page)
    page.clock.run_for(600_000)
    assert paths == []
    change_a_figure(folder)
    with page.expect_response("**/version"):
        page.evaluate(HIDE, False)


class Server:
    """A dashboard that stops and starts again under its address."""

    def __init__(self, folder: Path) -> None:
        self.app = create_app(folder, EDITED)
        self.port = 0
        self.server: BaseWSGIServer | None = None

    def start(self) -> None:
        self.server = make_server("127.0.0.1", self.port, self.app.server, threaded=True)
        self.port = self.server.port
        threading.Thread(target=self.server.serve_forever).start()

    def stop(self) -> None:
        if self.server:
            self.server.shutdown()
            self.server.server_close()
            self.server = None


@pytest.fixture
def server(folder: Path) -> Iterator[Server]:
    server = Server(folder)
    server.start()
    yield server
    server.stop()


def test_a_server_that_is_gone_is_told_and_what_was_typed_is_saved_when_it_is_back(
    folder: Path, server: Server, visit: Open
) -> None:
    page = visit(f"http://127.0.0.1:{server.port}/", expected=GONE)
    open_form(page)
    fill(page, **FIGURE, **DOCUMENT)
    expect(page.locator("#add .told li")).not_to_have_count(0)
    old = repository.contents(folder)
    server.stop()
    page.locator("#add .primary").click()
    expect(page.locator("#add .done")).to_contain_text("not known to be saved")
    expect(page.locator("#connection")).to_contain_text("The server does not answer")
    expect(page.locator("#add .primary")).to_be_enabled()
    expect(page.get_by_label("Arrivals", exact=True)).to_have_value("54")
    page.locator("#add").get_by_role("button", name="Close").click()
    as_of(page, "article")
    expect(page.locator("#trend-finding")).to_contain_text("2,914 in 2009")
    server.start()
    expect(page.locator("#connection")).to_be_empty()
    # What was chosen meanwhile is shown; what was typed is saved only when asked for again.
    expect(page.locator("#trend-finding")).to_contain_text("highest in 2009 (2,927)")
    assert repository.contents(folder) == old
    open_form(page)
    page.locator("#add .primary").click()
    expect(page.locator("#add .done")).to_contain_text("Added: January–March 2026: 54")
    assert repository.contents(folder) != old


def test_a_picture_and_rows_of_a_server_that_is_gone(server: Server, visit: Open) -> None:
    page = visit(f"http://127.0.0.1:{server.port}/", expected=GONE)
    server.stop()
    for name, said in (
        ("PNG", "The picture could not be made"),
        ("CSV", "The file could not be fetched"),
    ):
        menu(page, "trend").get_by_role("button", name=name).click()
        expect(page.get_by_role("button", name=said)).to_be_visible()
    expect(page.locator("#connection")).to_contain_text("The server does not answer")

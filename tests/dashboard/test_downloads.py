"""A PDF, which takes a browser: one at a time, and each but once."""

import io
import threading
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

import pypdf
import pytest

from defector_stats.dashboard import create_app
from defector_stats.export import chromium
from defector_stats.export.picture import Drawing
from tests.helpers import SAMPLE


def blank() -> bytes:
    content, writer = io.BytesIO(), pypdf.PdfWriter()
    writer.add_blank_page(100, 50)
    writer.write(content)
    return content.getvalue()


class Browser:
    """One that draws until it is told to finish, and notes what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.drawing, self.finish = threading.Event(), threading.Event()

    def render(
        self,
        _path: str,
        pictures: Iterable[tuple[Drawing, str]],
        finished: "chromium.Finished",
    ) -> None:
        for drawing, form in pictures:
            self.asked.append(drawing.name)
            self.drawing.set()
            assert self.finish.wait(30)
            finished(drawing, form, blank())


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Browser:
    given = Browser()
    monkeypatch.setattr(chromium, "find", lambda: "browser")
    monkeypatch.setattr(chromium, "render", given.render)
    return given


def test_a_reader_who_asks_while_the_browser_draws_another_comes_again(browser: Browser) -> None:
    server = create_app(SAMPLE).server
    with ThreadPoolExecutor() as pool:
        first = pool.submit(server.test_client().get, "/export/pdf/trend")
        assert browser.drawing.wait(30)
        for address in ("/export/pdf/change", "/export/pdf/trend?theme=dark"):
            refused = server.test_client().get(address)
            assert (refused.status_code, refused.headers["Retry-After"]) == (503, "3")
            assert "Another picture is being drawn" in refused.text
        assert server.test_client().get("/").status_code == 200
        browser.finish.set()
        assert first.result().status_code == 200
    assert server.test_client().get("/export/pdf/change").status_code == 200
    assert browser.asked == ["trend", "change"]


def test_a_pdf_is_drawn_once_for_all_who_ask(browser: Browser) -> None:
    server = create_app(SAMPLE).server
    browser.finish.set()

    def ask(_number: int) -> bytes:
        content: bytes = server.test_client().get("/export/pdf/trend?as-of=article").data
        return content

    with ThreadPoolExecutor(8) as pool:
        answers = set(pool.map(ask, range(8)))
    assert len(answers) == 1
    assert pypdf.PdfReader(io.BytesIO(answers.pop())).metadata
    assert browser.asked == ["trend"]

"""New figures while the page is open: from the files, and by the form."""

import json
import re
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from defector_stats.storage import history, repository
from tests.browser.helpers import (
    BARS,
    Open,
    enter,
    of_editor,
    open_form,
    ready,
    running,
)
from tests.helpers import ROOT
from tests.writers import NEW

NEWS = "2026, January–March: 54, Newsis"
ADDED = "January–March 2026: 54 (newsis-2026-04)"
LINE = b"2026,3,54,2,52,published,kg-news-2025-04,\n"


def add_to_file(folder: Path, line: bytes) -> None:
    path = folder / "arrivals.csv"
    path.write_bytes(path.read_bytes() + line)


def test_an_edited_file_is_shown_without_a_reload(
    folder: Path, own_dashboard: str, visit: Open
) -> None:
    page = visit(own_dashboard + "?split=sex")
    expect(page.locator("#trend-title")).to_contain_text("by year and sex")
    page.evaluate("window.same = true")
    path = folder / "arrivals.csv"
    good = path.read_bytes()
    path.write_bytes(good + b"2024,1,9,,,published,nobody,\n")
    expect(page.locator("#problems li")).to_have_text(
        "arrivals.csv, line 166, column source: found 'nobody', "
        "expected the id of a source in sources.csv; add the document there first"
    )
    expect(page.locator("#news")).to_be_empty()
    expect(page.locator("#numbers .value").first).to_have_text("223")
    path.write_bytes(good.replace(b"1998,12,71,", b"1998,12,5000,"))
    expect(page.locator("#problems")).to_be_empty()
    expect(page.locator("#news li")).to_have_text("1998: 5,000 instead of 71, Daily NK / Yonhap")
    expect(page.locator("#table tbody tr").last).to_contain_text("5,000")
    expect(page.locator("#trend-title")).to_contain_text("by year and sex")
    page.locator("#news button").click()
    expect(page.locator("#news")).to_be_empty()
    assert page.evaluate("window.same")


def fill(page: Page, **fields: str) -> None:
    for label, text in fields.items():
        page.locator("#add").get_by_label(label.replace("_", " "), exact=True).fill(text)


FIGURE = {"Year_of_arrival": "2026", "Last_month_counted": "3", "Arrivals": "54", "Men": "2"}
DOCUMENT = {"Title": "탈북민 54명", "Publisher": "Newsis", "Published_on": "2026-04-20"}


def test_a_figure_is_added_by_the_form_and_taken_back(
    folder: Path, own_dashboard: str, visit: Open
) -> None:
    old = repository.contents(folder)
    page = visit(own_dashboard)
    open_form(page)
    fill(page, **FIGURE, **DOCUMENT)
    expect(page.locator("#add .told li")).to_have_text(
        [
            "+16 on January–March 2025: 38 (KG News Korea, 17 April 2025).",
            "It is the first figure for January–March 2026.",
            "The years to the end of 2025 still add up to the published total of 34,537.",
            "sources.csv: newsis-2026-04,탈북민 54명,Newsis,,2026-04-20,,ko,",
            "arrivals.csv: 2026,3,54,2,,published,newsis-2026-04,",
        ]
    )
    assert repository.contents(folder) == old
    fill(page, Women="52")
    page.locator("#add .primary").click()  # at once, before the field reports its value by itself
    expect(page.locator("#add .done")).to_have_text(f"Added: {ADDED}")
    expect(page.locator("#news li")).to_have_text(NEWS)
    expect(page.locator("#add").get_by_label("Arrivals", exact=True)).to_have_value("")
    expect(page.locator("#document-source")).to_have_value("newsis-2026-04")
    expect(page.locator("#add .new")).to_be_hidden()
    expect(page.locator("#table tbody tr")).to_have_count(29)
    expect(page.locator("#table tbody tr").first).to_contain_text("January–March 2026")
    expect(page.locator(f"#trend {BARS}")).to_have_count(29)
    expect(page.locator("#trend-finding")).to_contain_text("January–March 2026: 54")
    assert repository.read(folder).figures[-1].female == 52
    page.reload()
    open_form(page)
    page.get_by_role("button", name=f"Undo: {ADDED}").click()
    expect(page.locator("#add .done")).to_have_text("Taken back.")
    expect(page.locator("#add .undo")).to_be_hidden()
    expect(page.locator("#add").get_by_label("Women", exact=True)).to_have_value("52")
    expect(page.locator("#table tbody tr")).to_have_count(28)
    expect(page.locator(f"#trend {BARS}")).to_have_count(28)
    assert repository.contents(folder) == old


def test_mistakes_are_told_at_their_fields(folder: Path, own_dashboard: str, visit: Open) -> None:
    old = repository.contents(folder)
    page = visit(own_dashboard)
    open_form(page)
    fill(page, **{**FIGURE, "Arrivals": "5 4", "Published_on": "2026. 4. 20."})
    expect(page.locator("#figure-1-arrivals-error")).to_have_text(
        "Expected a whole number of persons, 0 or more: did you mean 54?"
    )
    expect(page.locator("#document-published-error")).to_contain_text("did you mean 2026-04-20?")
    expect(page.locator("#document-title-error")).to_be_empty()
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.post_data or "")

    page.on("request", note)
    page.locator("#document-author").press_sequentially("x" * 40, delay=10)
    page.locator("#add .primary").click()
    expect(page.locator("#document-title-error")).to_have_text("Expected some text")
    expect(page.locator("#document-title")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#add .done")).to_be_empty()
    page.remove_listener("request", note)
    assert sum('"preview"' in each for each in asked) < 20, "the server is asked at every key"
    assert repository.contents(folder) == old


def test_a_known_document_and_a_figure_that_is_there(
    folder: Path, own_dashboard: str, visit: Open
) -> None:
    """Where nothing may be remembered, too."""
    page = visit(own_dashboard, alone=True)
    page.add_init_script("Object.defineProperty(window, 'sessionStorage', { value: null })")
    page.goto(f"{own_dashboard}?year=2009")
    ready(page).locator("[data-add-year]").click()
    expect(page.locator("#figure-1-year")).to_have_value("2009")
    expect(page.locator("#figure-1-arrivals")).to_be_focused()
    page.locator("#document-source").select_option("korea-herald-2011-10")
    expect(page.locator("#add .new")).to_be_hidden()
    fill(page, Arrivals="2,927")
    expect(page.locator("#figure-1-year-error")).to_contain_text("(line 41 has it too)")
    fill(page, Year_of_arrival="2004", Arrivals="1,894")
    line = "2004,12,1894,,,published,korea-herald-2011-10,"
    expect(page.locator("#add .told li").last).to_have_text(f"arrivals.csv: {line}")
    page.locator("#add .primary").click()
    expect(page.locator("#add .done")).to_contain_text("Added: 2004: 1,894")
    assert (folder / "arrivals.csv").read_text("utf-8").splitlines()[-1] == line
    fill(page, Year_of_arrival="2005")
    page.locator("#add .undo").click()
    expect(page.locator("#add .undo")).to_be_hidden()
    expect(page.locator("#figure-2-year")).to_have_value("2005")
    assert line not in (folder / "arrivals.csv").read_text("utf-8")


@pytest.mark.parametrize(
    ("language", "size", "added"),
    [
        ("en", (1280, 800), "Added: 3 figures, 1 total (nyusiseu-2026-04)"),
        ("ko", (390, 844), "추가했습니다: 수치 3건, 누계 1건(nyusiseu-2026-04)"),
    ],
)
def test_a_press_report_is_typed_once_and_saved_in_one_step(
    folder: Path,
    own_dashboard: str,
    visit: Open,
    language: str,
    size: tuple[int, int],
    added: str,
) -> None:
    old = repository.contents(folder)
    page = visit(f"{own_dashboard}?lang={language}")
    page.set_viewport_size({"width": size[0], "height": size[1]})
    open_form(page)

    def put(field: str, text: str) -> None:
        page.locator(f"#{field}").fill(text)

    put("document-title", "북향민 54명")
    put("document-publisher", "뉴시스")
    put("document-published", "2026-04-20")
    put("figure-1-year", "2025")
    put("figure-1-arrivals", "224")
    put("figure-1-male", "25")
    put("figure-1-female", "198")
    expect(page.locator("#figure-1-sexes-error")).to_have_text(re.compile(r"25 \+ .*198 = 223"))
    expect(page.locator("#figure-1-female")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#figure-1-arrivals-error")).to_be_empty()
    put("figure-1-arrivals", "22300")
    put("figure-1-male", "")
    put("figure-1-female", "")
    for number, (year, month, count) in enumerate([("2026", "3", "54"), ("2024", "12", "236")], 2):
        page.locator("[data-add=figure]").click()
        expect(page.locator(f"#figure-{number}-year")).to_be_focused()
        put(f"figure-{number}-year", year)
        page.locator(f"#figure-{number}-through").click()
        page.keyboard.type(month)  # over the 12 that is usual
        put(f"figure-{number}-arrivals", count)
    page.locator("[data-add=event]").click()
    page.locator("[data-what=event] .leave").click()
    page.locator("[data-add=total]").click()
    put("total-5-as_of", "2025-12-31")
    put("total-5-total", "34537")
    told = page.locator("#add .told")
    expect(told).to_contain_text("totals.csv: 2025-12-31,34537")
    total = page.locator(".total:has(#total-5-total)")
    for each in (told, page.locator("#add .primary"), total):
        expect(each).to_be_in_viewport(ratio=1)
    boxes = total.bounding_box(), page.locator("#add .foot").bounding_box()
    assert boxes[0] and boxes[1]
    assert boxes[0]["y"] + boxes[0]["height"] <= boxes[1]["y"] + 1, "the preview is over the field"
    assert page.locator("#add").evaluate("each => each.scrollWidth - each.clientWidth") == 0

    page.locator("#add .primary").click()
    expect(page.locator("#add .done")).to_have_text(re.compile("^2025.* 223.* 22,300"))
    assert repository.contents(folder) == old
    page.locator("#add .sure").click()
    expect(page.locator("#add .done")).to_have_text(added)
    assert len(history.history(folder)) == 1
    page.locator("#add .undo").click()
    expect(page.locator("#add .undo")).to_be_hidden()
    assert repository.contents(folder) == old


def test_what_was_typed_survives_a_reload_another_language_and_another_tab(
    editable: str, visit: Open
) -> None:
    page = visit(editable)
    open_form(page)
    fill(page, **DOCUMENT, **FIGURE)
    page.locator("[data-add=total]").click()
    page.locator("#total-2-total").fill("34591")
    page.keyboard.press("Escape")
    other = page.context.new_page()
    other.goto(editable)
    open_form(ready(other))
    fill(other, Title="of another tab")
    expect(other.locator("#document-publisher")).to_have_value("")
    for address in ("?lang=ko", "?lang=en"):
        page.bring_to_front()
        page.locator("a.language").click()
        page.wait_for_url(f"**{address}*")
        for each, title in ((page, DOCUMENT["Title"]), (other, "of another tab")):
            each.bring_to_front()  # one behind another is drawn once a second
            each.reload()
            open_form(ready(each))
            expect(each.locator("#document-title")).to_have_value(title)
            each.keyboard.press("Escape")
    open_form(page)
    expect(page.locator("#figure-1-through")).to_have_value("3")
    expect(page.locator("#total-2-total")).to_have_value("34591")
    other.close()


def test_a_broken_file_refuses_the_form(folder: Path, own_dashboard: str, visit: Open) -> None:
    page = visit(own_dashboard)
    open_form(page)
    add_to_file(folder, b"2026,3\n")
    expect(page.locator("#problems li")).to_have_count(1)
    old = repository.contents(folder)
    fill(page, **FIGURE, **DOCUMENT)
    page.locator("#add .primary").click()
    expect(page.locator("#add .told .error")).to_contain_text("line 166, column year")
    assert repository.contents(folder) == old


def form_request(address: str, headers: dict[str, str], **given: str) -> urllib.request.Request:
    """Return the request that the page sends for *Save*."""
    assert NEW.source
    document = {**NEW.source, "publisher": given.pop("publisher", NEW.source["publisher"])}
    row = {"what": "figure", "number": 1, "cells": {**NEW.figure, **given}}
    asked = {"source": "", "document": document, "rows": [row]}
    body = {
        "output": "save-answer.data",
        "outputs": {"id": "save-answer", "property": "data"},
        "inputs": [
            {
                "id": "save",
                "property": "data",
                "value": {"number": 1, "language": "en", **asked},
            }
        ],
        "changedPropIds": ["save.data"],
    }
    return urllib.request.Request(
        f"{address}_dash-update-component",
        json.dumps(body).encode(),
        {"Content-Type": "application/json", **headers},
    )


def send(request: urllib.request.Request) -> int:
    try:
        with urllib.request.urlopen(request) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def test_two_processes_and_the_form_at_once_lose_nothing(folder: Path, own_dashboard: str) -> None:
    command = [sys.executable, "-m", "tests.writers", "many", str(folder)]
    writers = [subprocess.Popen([*command, str(first), "25"], cwd=ROOT) for first in (1000, 2000)]
    own = of_editor(own_dashboard)
    likely = range(50, 150, 5)  # no slip of the keyboard makes one of them of another
    for place in likely:
        assert (
            send(form_request(own_dashboard, own, arrivals=str(place), publisher=f"P {place}"))
            == 200
        )
    assert [writer.wait() for writer in writers] == [0, 0]
    added = [figure.arrivals for figure in repository.read(folder).figures if figure.year == 2026]
    assert sorted(added) == [*likely, *range(1000, 1025), *range(2000, 2025)]


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": ""},
        {"Origin": "http://evil.example"},
        {"Origin": "http://evil.example", "Host": "evil.example"},
        {"Origin": "null"},
        {"Cookie": ""},
        {"Cookie": "editor-80=secret-of-the-tests"},
    ],
)
def test_a_forged_request_is_refused(
    folder: Path, own_dashboard: str, headers: dict[str, str]
) -> None:
    old = repository.contents(folder)
    own = of_editor(own_dashboard)
    assert send(form_request(own_dashboard, {**own, **headers})) == 403
    assert repository.contents(folder) == old
    assert send(form_request(own_dashboard, own)) == 200
    assert repository.contents(folder) != old


class Foreign(BaseHTTPRequestHandler):
    """A page of another site."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>Foreign</title>")

    def log_message(self, format: str, *arguments: object) -> None: ...


@pytest.fixture
def foreign_site() -> Iterator[str]:
    yield from running(HTTPServer(("127.0.0.1", 0), Foreign))


def test_a_foreign_page_cannot_write(
    folder: Path, own_dashboard: str, foreign_site: str, browser: Browser
) -> None:
    old = repository.contents(folder)
    request = form_request(own_dashboard, {})
    assert isinstance(request.data, bytes)
    context = browser.new_context()
    enter(context, own_dashboard)  # its cookie is sent to no other site's page
    page = context.new_page()
    page.goto(foreign_site)
    for kind in ("text/plain", "application/json"):
        sent = page.evaluate(
            """([address, body, kind]) => fetch(address, {
                method: "POST", mode: kind === "text/plain" ? "no-cors" : "cors", body,
                headers: { "Content-Type": kind },
            }).then((answer) => answer.type, (error) => "refused")""",
            [request.full_url, request.data.decode(), kind],
        )
        assert sent == ("opaque" if kind == "text/plain" else "refused")
    context.close()
    assert repository.contents(folder) == old


def test_under_a_foreign_name_there_is_no_page_and_on_a_reachable_address_it_is_read_only(
    own_dashboard: str, dashboard: str, visit: Open
) -> None:
    asked = urllib.request.Request(own_dashboard, headers={"Host": "evil.example"})
    assert send(asked) == 403
    page = visit(dashboard)
    expect(page.locator("#read-only")).to_contain_text("--allow-edit")
    expect(page.locator("#add")).to_have_count(0)

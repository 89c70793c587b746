"""A table that somebody published, from the page into the files and back."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, Request, expect

from defector_stats.i18n.languages import LANGUAGES
from defector_stats.storage import changes, history, repository
from tests.browser.helpers import Open, menu, ready

TABLE = """북한이탈주민 입국현황
구분\t’24\t’25
남\t26\t25
여\t210\t198
합계\t236\t{total}
"""
PUBLISHED = Path(__file__).parents[1] / "storage" / "wide" / "corpus"
OF_LINES = "year,through,arrivals,rumour\n2024,12,236,300\n2025,12,223,301\n"


def open_import(page: Page) -> None:
    ready(page)
    menu(page).locator("[data-open=import]").click()


def paste(page: Page, text: str) -> None:
    page.locator("#import-pasted").fill(text)


@pytest.mark.parametrize(
    ("language", "imported", "back"),
    [
        ("en", "Imported: 2 counts.", "Taken back."),
        ("ko", "수치 2건을 가져왔습니다.", "되돌렸습니다."),
    ],
)
def test_a_pasted_table_is_shown_then_saved_and_taken_back(
    language: str, imported: str, back: str, folder: Path, own_dashboard: str, visit: Open
) -> None:
    old = repository.contents(folder)
    page = visit(f"{own_dashboard}?lang={language}")
    open_import(page)
    paste(page, TABLE.format(total=223))
    told = page.locator("#import .told")
    expect(told).to_contain_text("236")
    expect(page.locator("#table-publisher")).to_have_value("Ministry of Unification")
    page.locator("#import .primary").click()
    expect(page.locator("#table-published-error")).not_to_be_empty()
    assert repository.contents(folder) == old
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.post_data or "")

    page.on("request", note)
    page.locator("#table-published").press_sequentially("2026-11", delay=10)
    expect(page.locator("#table-published-error")).to_be_empty()
    expect(told).to_contain_text("sources.csv: ")
    page.remove_listener("request", note)
    assert sum('"read-table"' in each for each in asked) < 4, "the table is read at every key"
    assert repository.contents(folder) == old
    page.locator("#import .primary").click()
    expect(page.locator("#import .done")).to_have_text(imported)
    assert [figure.year for figure in repository.read(folder).figures[-2:]] == [2024, 2025]
    assert len(history.history(folder)) == 1
    page.locator("#import .undo").click()
    expect(page.locator("#import .done")).to_have_text(back)
    assert repository.contents(folder) == old


@pytest.mark.parametrize(
    ("language", "nothing"),
    [("en", "There is nothing to add: "), ("ko", "추가할 내용이 없습니다")],
)
def test_a_dropped_file_is_saved_once_and_a_second_time_adds_nothing(
    language: str, nothing: str, folder: Path, own_dashboard: str, visit: Open
) -> None:
    old = repository.contents(folder)
    page = visit(f"{own_dashboard}?lang={language}")
    open_import(page)
    table = TABLE.format(total=223)

    def drop() -> None:
        given = page.evaluate_handle(
            """text => {
                const given = new DataTransfer();
                given.items.add(new File([text], "table.tsv"));
                return given;
            }""",
            table,
        )
        page.locator("#import-drop").dispatch_event("drop", {"dataTransfer": given})

    drop()
    told, done = page.locator("#import .told"), page.locator("#import .done")
    expect(told).to_contain_text("236")
    page.locator("#import .primary").click()
    expect(page.locator("#table-published")).to_be_focused()
    page.locator("#table-published").fill("2026-11")
    expect(told).to_contain_text("sources.csv: ")
    page.locator("#import .primary").click()
    expect(page.locator("#import .undo")).to_be_visible()
    new = repository.contents(folder)
    drop()
    expect(told).to_contain_text(nothing)
    page.locator("#table-published").fill("2026-11")
    page.locator("#import .primary").click()
    expect(done).to_contain_text(nothing)
    assert repository.contents(folder) == new
    changes.apply(folder, changes.undo(history.history(folder)[0]))
    assert repository.contents(folder) == old


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_of_the_ministry_fits_into_a_phone(
    language: str, editable: str, visit: Open
) -> None:
    page = visit(f"{editable}?lang={language}", width=390)
    page.set_viewport_size({"width": 390, "height": 844})
    open_import(page)
    dialog = page.locator("#import")
    for name, year in (("mou-2020-09-zh-page.txt", "2020"), ("mou-2025-12-ko-pasted.tsv", "2025")):
        paste(page, (PUBLISHED / name).read_text(encoding="utf-8"))
        expect(dialog.locator(".told")).to_contain_text(year)
        assert dialog.evaluate("each => each.scrollWidth - each.clientWidth") == 0
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        for field in ("#table-title", "#table-counted_to"):
            page.locator(field).focus()
            for seen in (page.locator(field), dialog.locator(".primary")):
                expect(seen).to_be_in_viewport(ratio=1)
            expect(dialog.locator(".told li").first).to_be_in_viewport(ratio=1)
            hidden = "e => document.elementFromPoint(e.x + 9, e.y + 9)?.closest('.foot')"
            box = page.locator(field).bounding_box()
            assert box
            assert page.evaluate(hidden, box) is None


def test_what_is_missing_of_a_long_table_is_no_mistake_yet(editable: str, visit: Open) -> None:
    page = visit(editable)
    open_import(page)
    paste(page, OF_LINES)
    told = page.locator("#import .told")
    expect(told).to_contain_text("Still to be given before it is saved: Title")
    expect(told.locator("p.error")).to_have_count(0)


def test_what_does_not_add_up_is_accepted_cell_by_cell(
    folder: Path, own_dashboard: str, visit: Open
) -> None:
    old = repository.contents(folder)
    page = visit(own_dashboard)
    open_import(page)
    paste(page, TABLE.format(total=224))
    expect(page.locator(".doubts li")).to_have_count(1)
    page.locator("#table-published").fill("2026")
    expect(page.locator("#import .told")).to_contain_text("sources.csv: ")
    page.locator("#import .primary").click()
    expect(page.locator("#import .done")).to_contain_text("1 doubt")
    assert repository.contents(folder) == old
    page.locator(".doubts input").check()
    page.locator("#import .primary").click()
    expect(page.locator("#import .done")).to_contain_text("Imported")
    assert repository.read(folder).figures[-1].arrivals == 224


def test_the_columns_of_a_long_table_can_be_changed(editable: str, visit: Open) -> None:
    page = visit(editable)
    open_import(page)
    paste(page, OF_LINES)
    told = page.locator("#import .told")
    for name, text in (("publisher", "Newsis"), ("title", "54명"), ("published", "2026-11")):
        page.locator(f"#table-{name}").fill(text)
    expect(told).to_contain_text("newsis-2026-11")
    expect(told).to_contain_text("2025: 223")
    told.locator("summary").last.click()
    page.locator("#map-arrivals").focus()
    page.locator("#map-arrivals").select_option("rumour")
    expect(told).to_contain_text("2025: 301 instead of 223 (+78)")
    expect(page.locator("#map-arrivals")).to_be_focused()
    expect(page.locator("#map-arrivals")).to_have_value("rumour")


def test_a_file_is_read_and_one_that_is_too_large_is_refused(editable: str, visit: Open) -> None:
    page = visit(editable)
    open_import(page)
    page.locator("#import-file").set_input_files(
        {"name": "large.csv", "mimeType": "text/csv", "buffer": b"1" * 800_000}
    )
    expect(page.locator("#import-file-error")).to_contain_text("larger than 700 kB")
    table = TABLE.format(total=223).encode("cp949")
    page.locator("#import-file").set_input_files(
        {"name": "table.tsv", "mimeType": "text/plain", "buffer": table}
    )
    expect(page.locator("#import .told")).to_contain_text("236")
    expect(page.locator("#import-file-error")).to_be_empty()

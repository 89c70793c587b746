import csv
import io
import re
import struct
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Browser, Dialog, Locator, Page, expect

from defector_stats.charts.catalogue import CHARTS
from defector_stats.charts.palette import PALETTES, THEMES
from defector_stats.cli.main import main
from defector_stats.export import png
from tests.browser.helpers import BARS, Gate, Open, as_of, drawn, hover_bar, menu, until
from tests.helpers import SAMPLE, command

PNG_SIZE = (2400, 1350)


def choose(page: Page, label: str) -> None:
    page.locator(".segments").get_by_label(label, exact=True).check(force=True)


@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_opens_with_all_bars(dashboard: str, visit: Open, width: int) -> None:
    page = visit(dashboard, width=width)
    expect(page.locator(f"#trend {BARS}")).to_have_count(28)
    expect(page.locator(f"#change {BARS}")).to_have_count(27)
    expect(page.locator("#numbers .value")).to_have_text(["223", "198", "34,537"])
    expect(page.locator("#table tbody tr")).to_have_count(28)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.locator(".modebar-btn").count() == 0


def test_the_article_is_one_click_away(dashboard: str, visit: Open) -> None:
    page = visit(dashboard)
    page.get_by_role("link", name="Article of October 2011").click()
    expect(page.locator("#trend-finding")).to_have_text(re.compile(r"highest in 2009 \(2,927\)"))
    expect(page.locator(f"#trend {BARS}")).to_have_count(6)
    shown = page.locator("#trend .textpoint").all_text_contents()
    assert shown == ["1,383", "2,018", "2,544", "2,809", "2,927", "2,423"]
    assert "as-of=article" in page.url
    expect(page.locator("#sources li")).to_have_count(1)


def test_another_vintage_is_chosen_from_the_list(dashboard: str, visit: Open) -> None:
    page = visit(dashboard)
    day = page.locator("#days option[data-day='2012-01-11']").get_attribute("value")
    assert day == "11 January 2012: Ministry of Unification"
    as_of(page, day)
    expect(page.locator("#numbers .value").first).to_have_text("2,737")
    expect(page).to_have_url(re.compile("as-of=2012-01-11$"))


def test_percent_sex_and_events(dashboard: str, visit: Open) -> None:
    page = visit(dashboard)
    choose(page, "percent")
    expect(page.locator("#change-finding")).to_have_text(re.compile(r"\+192\.5%"))
    choose(page, "by sex")
    expect(page.locator("#trend-title")).to_have_text(re.compile("by year and sex"))
    expect(page.locator("#trend .annotation-text", has_text="■")).to_contain_text("Men")
    event = page.locator("#trend .annotation-text", has_text="China sends seven")
    expect(event).to_have_count(1)
    page.get_by_label("Events").uncheck()
    expect(event).to_have_count(0)
    expect(page).to_have_url(re.compile(r"change=percent&split=sex&events=off$"))


def test_the_year_range(dashboard: str, visit: Open) -> None:
    page = visit(dashboard)
    page.get_by_label("First year").select_option("2001")
    expect(page.locator(f"#trend {BARS}")).to_have_count(25)
    expect(page).to_have_url(re.compile("years=2001-2025"))
    expect(page.locator("#table tbody tr")).to_have_count(25)


def test_the_address_restores_the_view(dashboard: str, visit: Open) -> None:
    search = "?as-of=article&years=2006-2009&change=percent&split=sex&events=off&sort=arrivals"
    page = visit(dashboard + search)
    expect(page.locator("#table tbody th").first).to_have_text("2006")
    expect(page.locator("#table tbody tr")).to_have_count(4)
    expect(page.locator(f"#change {BARS}")).to_have_count(4)
    for name in ("percent", "by sex"):
        expect(page.get_by_label(name, exact=True)).to_be_checked()
    expect(page.get_by_label("Events")).not_to_be_checked()
    expect(page.locator("#as-of")).to_have_value(re.compile("the article"))
    assert page.url == dashboard + search
    choose(page, "persons")
    expect(page).to_have_url(re.compile("years=2006-2009&split=sex&events=off&sort=arrivals$"))
    page.go_back()
    expect(page.get_by_label("percent", exact=True)).to_be_checked()


def test_any_day_of_the_past(dashboard: str, visit: Open) -> None:
    page = visit(dashboard + "?as-of=2010-02-01")
    expect(page.locator("#trend-finding")).to_contain_text("2,952")
    expect(page.locator("#table tbody tr").first).to_contain_text("provisional")


def test_the_table_is_sorted_by_its_headings(dashboard: str, visit: Open) -> None:
    page = visit(dashboard)
    page.get_by_role("button", name="Arrivals", exact=True).click()
    expect(page.locator("#table tbody th").first).to_have_text("2009")
    page.get_by_role("button", name="Arrivals ▼").click()
    expect(page.locator("#table tbody th").first).to_have_text("2021")
    expect(page.locator('#table th[aria-sort="ascending"]')).to_have_text("Arrivals ▲")


@pytest.mark.parametrize(
    "view",
    [
        "",
        "?as-of=article",
        "?split=sex",
        "?as-of=article&years=2015-2020",
        "?as-of=2012-01-11&compare=latest",
        "?revised=2010",
    ],
)
def test_every_picture(dashboard: str, visit: Open, tmp_path: Path, view: str) -> None:
    page = visit(dashboard + view)
    for chart in CHARTS:
        _compare_picture(page, chart, view, tmp_path)
        page.keyboard.press("Escape")  # which closes the menu


def _compare_picture(page: Page, chart: str, view: str, folder: Path) -> None:
    """Compare the words of a picture with those of the page, and with each other's places."""
    if page.locator(f"#{chart} .wide-plot").is_hidden():
        expect(menu(page, chart).get_by_role("button", name="PNG")).to_be_hidden()
        return
    # The picture is drawn by Plotly from a figure; what it draws is read back as SVG text.
    svg = page.evaluate(
        """async ([chart, view]) => {
            const { figure } = await (await fetch(`picture/${chart}${view}`)).json();
            const options = { format: "svg", width: 1200, height: 675 };
            const address = await Plotly.toImage(figure, options);
            const holder = document.createElement("div");
            holder.style = "position: absolute; top: 0; left: 0";
            holder.innerHTML = decodeURIComponent(address.slice(address.indexOf(",") + 1));
            document.body.append(holder);
            const texts = [...holder.querySelectorAll("text")];
            const boxes = texts.map((text) => {
                const { left, top, right, bottom } = text.getBoundingClientRect();
                return [text.textContent, left, top - holder.getBoundingClientRect().top,
                        right, bottom - holder.getBoundingClientRect().top];
            });
            holder.remove();
            return boxes;
        }""",
        [chart, view],
    )
    words = "".join("".join(box[0] for box in svg).split())
    until(
        page,
        """([id, words]) => {
            const source = document.getElementById(id).textContent;
            return source && words.includes(source.replace(/\\s/g, ""));
        }""",
        [f"{chart}-source", words],
    )
    outside = [box for box in svg if box[1] < 0 or box[2] < 0 or box[3] > 1200 or box[4] > 675]
    assert not outside, "text is cut off"
    assert not [(one[0], two[0]) for one in svg for two in svg if _overlap(one, two)]
    with page.expect_download() as download:
        menu(page, chart).get_by_role("button", name="PNG").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    assert "_as-of-" in path.name
    assert struct.unpack(">II", path.read_bytes()[16:24]) == PNG_SIZE


def _overlap(one: list[float], two: list[float]) -> bool:
    """Say whether two texts cover each other by more than their line spacing."""
    if one is two or not str(one[0]).strip() or not str(two[0]).strip():
        return False
    width = min(one[3], two[3]) - max(one[1], two[1])
    height = min(one[4], two[4]) - max(one[2], two[2])
    return width > 1 and height > 3


def test_the_rows_behind_a_chart(dashboard: str, visit: Open, tmp_path: Path) -> None:
    page = visit(dashboard + "?as-of=article")
    expect(page.locator(f"#trend {BARS}")).to_have_count(6)
    with page.expect_download() as download:
        menu(page, "trend").get_by_role("button", name="CSV").click()
    path = tmp_path / "rows.csv"
    download.value.save_as(path)
    assert download.value.suggested_filename == "arrivals-by-year_as-of-article.csv"
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))
    assert [row["arrivals"] for row in rows] == ["1383", "2018", "2544", "2809", "2927", "2423"]
    assert {row["source"] for row in rows} == {"korea-herald-2011-10"}


def copied(page: Page, button: Locator) -> str:
    button.click()
    expect(button).to_have_text("Copied")
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_citations_alternative_text_and_link_are_copied(dashboard: str, visit: Open) -> None:
    page = visit(dashboard + "?as-of=article&change=percent")
    expect(page.locator("#sources li")).to_have_count(1)
    assert copied(page, page.locator("#sources button")).startswith(
        "Song Sang-ho. (2011, October). Seoul strives"
    )
    menu(page, "trend")
    assert copied(page, page.locator('[data-copy-of="trend-alt"]')) == (
        "Bar chart: North Korean defectors arriving in South Korea, by year, 2005–2010; figures as "
        "of: The Korea Herald, October 2011, alone. Between 2005 and 2010 arrivals were highest in "
        "2009 (2,927); in 2010 there were 2,423, 504 fewer. "
        "2005–2010; first: 1,383 in 2005; highest: 2,927 in 2009; "
        "largest fall: −504 (−17.2%) in 2010; newest: 2,423 in 2010."
    )
    assert (
        "[Chart]. Source: Ministry of Unification (Republic of Korea), as of October 2011"
        in copied(page, page.locator('[data-copy-of="trend-citation"]'))
    )
    link = copied(page, page.locator('#trend [data-copy-link="view"]'))
    assert link == f"{dashboard}?as-of=article&change=percent&lang=en#trend"
    again = visit(link)
    expect(again.locator("#change-finding")).to_contain_text("+45.9%")


def test_what_a_link_asks_in_vain_is_told(dashboard: str, visit: Open) -> None:
    page = visit(dashboard + "?years=1950-1960&as-of=soon&split=sex&year=1900")
    expect(page.locator("#link-notice")).to_have_text(
        "The link’s years=1950-1960, as-of=soon and year=1900 cannot be used: "
        "expected years from 1998 to 2025; latest, article or a day from 12 March 2004 on. "
        "The usual choice is shown instead."
    )
    expect(page.locator("#trend-title")).to_contain_text("by year and sex")
    expect(page.locator("#table tbody tr")).to_have_count(28)
    choose(page, "percent")
    expect(page.locator("#link-notice")).to_be_empty()
    expect(page).to_have_url(re.compile(r"\?change=percent&split=sex$"))


def test_button_and_command_make_the_same_pictures(
    dashboard: str, visit: Open, tmp_path: Path
) -> None:
    options = ["--format", "png", "--as-of", "2013-06-30", "--data", str(SAMPLE)]
    done = command("export", "--out", str(tmp_path), *options)
    assert done.returncode == 0, done.stderr
    page = visit(dashboard + "?as-of=2013-06-30")
    expect(page.locator("#numbers .value").first).to_have_text("1,508")
    for chart in CHARTS:
        with page.expect_download() as download:
            menu(page, chart).get_by_role("button", name="PNG").click()
        page.keyboard.press("Escape")
        by_command = tmp_path / download.value.suggested_filename
        by_button = tmp_path / "button.png"
        download.value.save_as(by_button)
        assert png.texts_of(by_button.read_bytes()) == png.texts_of(by_command.read_bytes())
        with Image.open(by_button) as one, Image.open(by_command) as two:
            difference = ImageChops.difference(one.convert("RGB"), two.convert("RGB"))
            assert max(ImageStat.Stat(difference).mean) < 0.05


def test_the_page_for_the_mail_opens_without_a_network(browser: Browser, tmp_path: Path) -> None:
    options = ["--format", "html", "--as-of", "article", "--data", str(SAMPLE)]
    assert main(["export", "--out", str(tmp_path), *options]) == 0
    (path,) = tmp_path.iterdir()
    asked: list[str] = []
    complaints: list[str] = []
    for width in (1280, 390):
        context = browser.new_context(offline=True, viewport={"width": width, "height": 900})
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path.as_uri())
        expect(page.locator(".plot").first.locator(".textpoint")).to_have_text(
            ["1,383", "2,018", "2,544", "2,809", "2,927", "2,423"]
        )
        assert page.evaluate("document.documentElement.scrollWidth") == width
        context.close()
    assert set(asked) == {path.as_uri()}
    assert not complaints


def test_hovering_a_bar_names_its_publication(dashboard: str, visit: Open) -> None:
    page = visit(dashboard)
    hover_bar(page, "trend", 11)
    expect(page.locator("#trend .hoverlayer")).to_contain_text("UPI, 14 November 2016")


OPENING = ("header", "h1", ".headline", "#numbers", "nav", "nav .edition")


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("theme", THEMES)
def test_the_first_words_wait_for_no_other_file(
    dashboard: str, tab: Open, theme: str, width: int
) -> None:
    page = tab(width, theme)
    gate = Gate(page, "**/static/*")
    page.goto(dashboard, wait_until="commit")
    expect(page.locator(".headline")).to_be_in_viewport()
    expect(page.locator("nav .edition")).to_be_in_viewport()
    paper = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    channels = bytes(int(each) for each in re.findall("[0-9]+", paper))
    assert channels == bytes.fromhex(PALETTES[theme].paper[1:])
    expect(page.locator("main")).not_to_be_attached()
    boxes = [page.locator(each).bounding_box() for each in OPENING]
    gate.open()
    drawn(page)
    assert boxes == [page.locator(each).bounding_box() for each in OPENING]


def test_markup_in_the_files_does_nothing(folder: Path, own_dashboard: str, visit: Open) -> None:
    evil = "<img src=x onerror=alert(1)><b>bold</b>"
    for file, old, new in (
        ("arrivals.csv", "1998,12,71,,,published,daily-nk-2005-12,", evil),
        ("sources.csv", "통일부 북향민 입국인원 정정", evil),
    ):
        path = folder / file
        text = path.read_text("utf-8")
        assert old in text
        replaced = text.replace(old, old + new if file == "arrivals.csv" else new)
        path.write_text(replaced, "utf-8")
    path = folder / "sources.csv"
    text = path.read_text("utf-8")
    address = "https://www.segye.com/newsView/20260204514105"
    assert address in text
    path.write_text(text.replace(address, "javascript:alert(1)"), "utf-8")
    page = visit(own_dashboard, alone=True)
    dialogs: list[str] = []

    def note_dialog(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", note_dialog)
    expect(page.locator("#table")).to_contain_text(evil)
    assert page.locator("img[src=x]").count() == 0
    assert page.locator('a[href^="javascript"]').count() == 0
    hover_bar(page, "trend", 27)
    expect(page.locator("#trend .hoverlayer")).to_contain_text("Segye Ilbo")
    with page.expect_download():
        menu(page, "trend").get_by_role("button", name="PNG").click()
    assert not dialogs


def test_a_file_that_breaks_is_explained_and_the_figures_stay(
    folder: Path, own_dashboard: str, visit: Open
) -> None:
    page = visit(own_dashboard)
    path = folder / "arrivals.csv"
    path.write_text(path.read_text("utf-8").replace("1998,12,71,", "1998,12,many,"), "utf-8")
    expect(page.locator("#problems")).to_contain_text(
        "arrivals.csv, line 2, column arrivals: found 'many', expected a whole number of persons"
    )
    expect(page.locator("#problems")).to_contain_text("the last good figures")
    choose(page, "percent")
    expect(page.locator("#change-finding")).to_contain_text("%")
    expect(page.locator(f"#trend {BARS}")).to_have_count(28)


@pytest.mark.parametrize("content", [b"", b"year,through\n", None])
def test_a_server_without_good_files_says_why(
    folder: Path, own_dashboard: str, visit: Open, content: bytes | None
) -> None:
    path = folder / "arrivals.csv"
    good = path.read_bytes()
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)
    page = visit(own_dashboard, ready="#problems li", expected="503")
    expect(page.locator("#problems")).to_contain_text("arrivals.csv")
    expect(page.locator("#problems")).to_contain_text("expected")
    expect(page.locator("h1")).to_be_visible()
    path.write_bytes(good)
    expect(page.locator(f"#trend {BARS}")).to_have_count(28)

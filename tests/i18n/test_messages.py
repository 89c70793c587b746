"""Every word that a user sees is in the catalogues, and nothing in them is out of date."""

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from defector_stats.analysis.dataset import Dataset
from defector_stats.charts.catalogue import CHARTS
from defector_stats.charts.typesetting import FONTS
from defector_stats.cli.main import EXAMPLES
from defector_stats.export.chromium import PLACES
from defector_stats.i18n import formatting
from defector_stats.i18n.languages import LANGUAGES
from defector_stats.i18n.messages import CATALOGUES, Said, _, ngettext, of_environment, speaking
from defector_stats.views.selection import Selection
from defector_stats.views.view import View
from tests.helpers import ROOT, command

SOURCE = ROOT / "src" / "defector_stats"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
MAPPING = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
TRANSLATED = sorted(set(LANGUAGES) - {"en"})


def messages() -> set[str | tuple[str, ...]]:
    return {found[2] for found in extract_from_dir(SOURCE, MAPPING, keywords=KEYWORDS)}


def catalogue(language: str) -> Catalog:
    path = CATALOGUES / f"{language}.po"
    with path.open("rb") as file:
        return read_po(file)


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_message_is_translated_and_none_is_left_over(language: str) -> None:
    known = {message.id: message for message in catalogue(language) if message.id}
    assert set(known) == messages()
    assert [message.id for message in known.values() if not message.string or message.fuzzy] == []


def fields(text: str) -> set[str]:
    named = {name for _text, name, _spec, _how in string.Formatter().parse(text) if name}
    return {*named, *re.findall(r"%(?:\(\w+\))?[sr]|%\{[^}]+\}", text)}


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_catalogue_says_nothing_of_itself_that_nobody_filled_in(language: str) -> None:
    head = (CATALOGUES / f"{language}.po").read_text("utf-8").partition("\n\n")[0]
    assert "Plural-Forms" in head
    assert not re.search("AUTHOR|EMAIL|ORGANIZATION|FULL NAME|VERSION|YEAR|LL@", head)


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_has_the_values_of_its_message(language: str) -> None:
    for message in catalogue(language):
        if message.id:
            of_message = message.id if isinstance(message.id, str) else message.id[1]
            translated = next(iter([message.string] if isinstance(message.string, str)
                                   else message.string or [""]))  # fmt: skip
            if "%{" in of_message:  # a template of Plotly
                find = re.compile(r"%\{[^}]+\}")
                assert set(find.findall(of_message)) == set(find.findall(translated))
            else:
                assert fields(of_message) == fields(translated), of_message


SENTENCE = re.compile(r"[A-Za-z]{2,} [A-Za-z]|^[A-Z][a-z]+$")
# What is read by programs: patterns, styles, messages that only a programmer can cause.
NOT_SAID = re.compile(r"^[a-z_ <>=!@&.+\-()*\[\]{}0-9]*$|[<>{}]|https?:|^\\|through [in<]")
CALLS = {"_", "N_", "ngettext", "query", "compile", "fullmatch", "search", "sub", "print_help",
         "which", "to_excel", "cast", "TypeVar", "join", "split", "_words_of"}  # fmt: skip
MACHINE_WORDS = {
    "sudo apt-get install chromium fonts-noto-cjk", "brew install --cask chromium",
    "winget install Google.Chrome", "n_clicks", "Content-Disposition", "Accept-Language", "Cookie",
    "Author", "Dataset", "View", "Accept-Encoding",
    "Title", "Description", "Source", "Vintage", "Recipe", "Data SHA-256", "About", "Sources",
    "Ministry of Unification",
    "Host", "Origin", "SHA-256 of the data", "Figure", "Total", ") [Data set]",
    "Cell", "Heading", "Table",
    "Arrivals of North Korean defectors in South Korea: "
    "published figures and their sources",
}  # fmt: skip


def literals(tree: ast.Module) -> Iterator[str]:
    """Yield the texts of a module that are not the argument of a translation."""
    skipped: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            for statement in node.body:
                if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
                    skipped.add(id(statement.value))  # a docstring
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in CALLS:
                skipped |= {id(each) for part in node.args for each in ast.walk(part)}
        if isinstance(node, ast.JoinedStr):
            skipped |= {id(part) for part in node.values if not _says(part)}
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in skipped
        ):
            yield node.value


def _says(part: ast.expr) -> bool:
    return isinstance(part, ast.Constant) and bool(SENTENCE.search(str(part.value)))


@pytest.mark.parametrize(
    "path", sorted(SOURCE.rglob("*.py")), ids=lambda path: str(path.relative_to(SOURCE))
)
def test_no_word_for_users_is_outside_the_catalogue(path: Path) -> None:
    said = [
        text
        for text in literals(ast.parse(path.read_text("utf-8")))
        if SENTENCE.search(text) and not NOT_SAID.search(text)
        if text not in {*MACHINE_WORDS, *LANGUAGES.values(), *PLACES, *EXAMPLES.values(), FONTS}
    ]
    assert not said


def test_templates_have_no_words_of_their_own() -> None:
    for path in SOURCE.rglob("templates/*.html"):
        text = re.sub(r"<(style|script)\b.*?</\1>|<!--.*?-->|\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "",
                      path.read_text("utf-8"), flags=re.S)  # fmt: skip
        left = re.sub(r"<[^>]*>", "", text)
        assert not re.findall(r"[A-Za-z]{2,}", left), path


def test_numbers_and_dates_follow_the_language() -> None:
    assert formatting.day("2026-02-04") == "4 February 2026"
    assert formatting.period(2024, 9) == "January–September 2024"
    assert formatting.listed([1, 2, 3]) == "1, 2 and 3"
    with speaking("ko"):
        assert formatting.day("2026-02-04") == "2026년 2월 4일"
        assert formatting.day("2011-10") == "2011년 10월"
        assert formatting.day("2023") == "2023년"
        assert formatting.period(2024, 9) == "2024년 1~9월"
        assert formatting.year_list([1998, 1999, 2000, 2020]) == "1998~2000년, 2020년"
        assert formatting.number(2914) == "2,914"
        assert formatting.signed_percent(-17.24) == "−17.2%"


def test_a_sentence_that_is_kept_is_said_in_the_language_of_its_reader() -> None:
    kept = Said("at most {most}", most=Said("nothing"))
    assert str(kept) == "at most nothing"
    with speaking("ko"):
        assert str(kept) == "없음 이하"
        assert ngettext("Source: {newest}, and {others} other publication.", "", 2).startswith(
            "출처"
        )
    assert str(kept) == "at most nothing"
    assert kept == Said("at most {most}", most=Said("nothing"))
    assert _("at most {most}") == "at most {most}"


def test_the_charts_speak_korean(dataset: Dataset) -> None:
    with speaking("ko"):
        selection = Selection(dataset, View(as_of="2024-10-31", language="ko"))
        charts = [entry.draw(selection) for entry in CHARTS.values()]
        assert charts[0].finding == (
            "입국인원은 2009년에 2,914명으로 가장 많았고, 2023년에는 196명으로 그보다 2,718명 "
            "적었습니다. 2024년 1~9월: 181명, 2023년 같은 기간보다 42명 증가."
        )
        for chart in charts:
            for text in (chart.title, chart.finding, chart.kind, *chart.notes):
                assert re.search("[가-힣]", text), text


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "ko_KR.UTF-8"}, "ko"),
        ({"LANG": "xx_XX.UTF-8"}, "en"),
        ({"LANG": "ko_KR.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LANGUAGE": "fr:ko", "LANG": "C"}, "ko"),
        ({}, "en"),
    ],
)
def test_the_language_of_the_terminal(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], language: str
) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert of_environment() == language


@pytest.mark.slow
def test_the_command_line_speaks_korean(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "ko")
    done = command("check")
    assert "오류가 없습니다." in done.stdout
    assert "found" not in done.stdout
    for name in ("serve", "check", "add", "export", "inspect", "cite"):
        done = command(name, "--help")
        assert done.stdout.startswith("사용법: "), done.stderr
        assert f"예:\n  defector-stats {name}" in done.stdout
    done = command("cite", "nobody")
    assert "출처의 ID여야 합니다" in done.stderr
    done = command("export", "--scale", "9")
    assert "오류" in done.stderr


def test_the_version() -> None:
    assert re.fullmatch(r"defector-stats \d+\.\d+\.\d+\n", command("--version").stdout)


def test_one_man_and_one_woman_are_one() -> None:
    assert [formatting.men(1), formatting.women(1)] == ["1 man", "1 woman"]
    assert [formatting.men(2), formatting.women(1020)] == ["2 men", "1,020 women"]
    with speaking("ko"):
        assert [formatting.men(1), formatting.women(37)] == ["남성 1명", "여성 37명"]

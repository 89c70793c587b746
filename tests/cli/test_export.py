"""`defector-stats export`, `inspect` and `cite`, with the real browser; every file is read back."""

import io
import json
import re
import subprocess
import sys
import unicodedata
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pypdf
import pytest
from PIL import Image

from defector_stats.analysis.dataset import Dataset
from defector_stats.charts.catalogue import CHARTS
from defector_stats.charts.palette import PALETTES
from defector_stats.cli.main import main
from defector_stats.export import png
from defector_stats.i18n.messages import speaking
from defector_stats.views.selection import Selection
from defector_stats.views.view import View

VINTAGES = {"latest": View(), "article": View(as_of="article"), "2012-01-11": View("2012-01-11")}


def export(folder: Path, out: Path, *options: str) -> list[Path]:
    assert main(["export", "--data", str(folder), "--out", str(out), *options]) == 0
    return sorted(out.iterdir())


@pytest.mark.slow
@pytest.mark.parametrize(
    ("vintage", "language"), [("latest", "ko"), ("article", "en"), ("2012-01-11", "ko")]
)
def test_pictures_describe_themselves(
    folder: Path, tmp_path: Path, dataset: Dataset, vintage: str, language: str
) -> None:
    out = tmp_path / "out"
    options = ["--format", "png", "--scale", "1", "--lang", language]
    written = export(folder, out, "--as-of", vintage, *options)
    selection = Selection(dataset, replace(VINTAGES[vintage], language=language))
    with speaking(language):
        every = [entry.draw(selection) for entry in CHARTS.values()]
    charts = [chart for chart in every if not chart.empty]
    assert len(written) == len(charts)
    for path in written:
        chart = next(chart for chart in charts if path.name.startswith(chart.name))
        with Image.open(path) as image:
            assert image.size == (1200, 675)
            image.load()
            texts = image.text  # type: ignore[attr-defined]
            assert texts["Title"] == chart.title
            with speaking(language):
                assert texts["Description"] == chart.alt
            assert bool(re.search("[가-힣]", texts["Title"])) == (language == "ko")
            assert texts["Source"] == chart.source
            assert texts["Vintage"].startswith(selection.vintage_name)
            assert re.fullmatch(r"[0-9a-f]{64}", texts["Data SHA-256"])
            # The source line stands at the foot of the picture.
            foot = image.convert("L").crop((0, 600, 1200, 675))
            dark = sum(count for level, count in enumerate(foot.histogram()) if level < 128)
            assert dark > 300


@pytest.mark.slow
@pytest.mark.parametrize(
    ("size", "pixels", "theme"),
    [
        ("square", (1080, 1080), "light"),
        ("column", (640, 800), "dark"),
        ("slide", (1200, 675), "dark"),
        ("900x500", (900, 500), "light"),
    ],
)
def test_sizes_and_themes(
    folder: Path, tmp_path: Path, size: str, pixels: tuple[int, int], theme: str
) -> None:
    options = ["--chart", "trend", "--size", size, "--theme", theme, "--scale", "1"]
    (path,) = export(folder, tmp_path / "out", "--format", "png", *options)
    with Image.open(path) as image:
        assert image.size == pixels
        level = image.convert("L").getpixel((2, 2))
    assert level == 255 if theme == "light" else isinstance(level, int) and level < 40


@pytest.mark.slow
def test_vector_pictures(folder: Path, tmp_path: Path, dataset: Dataset) -> None:
    options = ["--chart", "change,trend", "--years", "2005-2010"]
    written = export(folder, tmp_path / "out", "--format", "svg,pdf", *options)
    assert [path.name for path in written] == [
        f"{name}_as-of-2026-02-04_2005-2010.{form}"
        for name in ("arrivals-by-year", "change-on-the-year-before")
        for form in ("pdf", "svg")
    ]
    for path in written:
        if path.suffix == ".svg":
            text = path.read_text("utf-8")
            assert re.match('<svg[^>]*><title id="title">.*</title><desc id="desc">.*</desc>', text)
        else:
            reader = pypdf.PdfReader(io.BytesIO(path.read_bytes()))
            assert len(reader.pages) == 1
            assert reader.metadata
            assert reader.metadata.title
            assert "Kaleido" not in reader.metadata.title
            assert reader.metadata.author == "Ministry of Unification (Republic of Korea)"
            assert reader.metadata.subject
            text = unicodedata.normalize("NFKC", reader.pages[0].extract_text())
        assert "Ministry of Unification (Republic of Korea)" in text


@pytest.mark.slow
def test_a_chart_without_data_gives_its_sentence_and_no_picture(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--as-of", "article", "--format", "png", "--scale", "1"]
    names = [path.name for path in export(folder, tmp_path / "all", *options)]
    assert not any(name.startswith("revisions") for name in names)
    assert "No count in this view was published with more" in capsys.readouterr().err
    asked = ["export", "--data", str(folder), "--out", str(tmp_path / "one"), *options]
    assert main([*asked, "--chart", "revised"]) == 1
    assert not any((tmp_path / "one").iterdir())


@pytest.mark.slow
def test_a_pdf_has_korean_words_as_text(folder: Path, tmp_path: Path) -> None:
    (path,) = export(
        folder, tmp_path / "out", "--format", "pdf", "--chart", "trend", "--lang", "ko"
    )
    text = pypdf.PdfReader(io.BytesIO(path.read_bytes())).pages[0].extract_text()
    assert "북한이탈주민" in unicodedata.normalize("NFKC", text)


def test_the_page_for_the_mail_follows_language_and_theme(folder: Path, tmp_path: Path) -> None:
    options = ["--format", "html", "--lang", "ko", "--theme", "dark"]
    (path,) = export(folder, tmp_path / "out", *options)
    page = path.read_text("utf-8")
    assert path.name == "defector-arrivals_as-of-2026-02-04_ko_dark.html"
    assert len(page.encode()) < 1_500_000
    assert '<html lang="ko">' in page
    assert "<h1>북한이탈주민 입국 현황</h1>" in page
    assert f"background: {PALETTES['dark'].paper}" in page
    head, _, drawings = page.partition("</style>")
    assert PALETTES["light"].blue not in head
    first = drawings.partition('id="drawing-1">')[2].partition("</script>")[0]
    drawn = json.loads(first)
    assert PALETTES["light"].blue not in json.dumps(drawn["screen"])
    assert PALETTES["light"].blue in json.dumps(drawn["paper"])  # which is white


def test_without_a_browser_the_tables_are_written(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr("defector_stats.export.chromium.PLACES", ())
    out = tmp_path / "out"
    assert main(["export", "--data", str(folder), "--out", str(out)]) == 1
    assert {path.suffix for path in out.iterdir()} == {".csv", ".xlsx", ".json"}
    assert "No Chromium or Chrome was found: " in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--chart", "pie"], "found 'pie', expected some of trend"),
        (["--size", "big"], "found 'big', expected a size"),
        (["--size", "99999x1"], "found '99999x1', expected a size"),
        (["--scale", "9"], "found '9', expected a whole number from 1 to 4"),
        (["--format", "gif"], "found 'gif', expected some of png"),
    ],
)
def test_what_is_no_option(
    folder: Path, options: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["export", "--data", str(folder), *options])
    assert said in capsys.readouterr().err


def test_a_view_that_cannot_be(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--as-of", "yesterday", "--years", "1950-1960", "--out", str(tmp_path)]
    assert main(["export", "--data", str(folder), *options]) == 1
    assert "found as-of=yesterday, years=1950-1960, expected" in capsys.readouterr().err


def test_a_folder_that_cannot_be_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    taken = folder / "arrivals.csv"
    assert main(["export", "--data", str(folder), "--out", str(taken)]) == 1
    assert "arrivals.csv: File exists" in capsys.readouterr().err


def test_a_file_that_cannot_be_written_leaves_the_others_alone(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = {path.name for path in export(folder, tmp_path / "out", "--format", "csv,xlsx,json")}
    taken = min(names)
    (tmp_path / "other" / taken / "in the way").mkdir(parents=True)
    options = ["--out", str(tmp_path / "other"), "--format", "csv,xlsx,json"]
    assert main(["export", "--data", str(folder), *options]) == 1
    assert f"{taken}: " in capsys.readouterr().err
    files = {path.name for path in (tmp_path / "other").iterdir() if path.is_file()}
    assert files == names - {taken}


@pytest.mark.slow
def test_two_exports_into_one_folder_get_all_their_files(folder: Path, tmp_path: Path) -> None:
    code = "import sys; from defector_stats.cli.main import entry; sys.exit(entry())"
    options = ["--data", str(folder), "--out", str(tmp_path), "--format", "csv,xlsx,json"]
    started = [
        subprocess.Popen([sys.executable, "-c", code, "export", *options], stderr=subprocess.PIPE)
        for _ in range(3)
    ]
    said = [process.communicate()[1] for process in started]
    assert [process.returncode for process in started] == [0] * 3, said
    assert len([path for path in tmp_path.iterdir() if path.is_file()]) == 6


def test_charts_have_one_name_and_the_old_one_is_still_known(folder: Path, tmp_path: Path) -> None:
    options = ["--format", "html", "--chart"]
    (new,) = export(folder, tmp_path / "new", *options, "total")
    (old,) = export(folder, tmp_path / "old", *options, "cumulative")
    assert (new.name, new.read_bytes()) == (old.name, old.read_bytes())


def test_a_chart_for_a_frame_comes_with_the_line_that_shows_it(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--format", "html", "--chart", "trend,change"]
    written = export(folder, tmp_path / "out", *options)
    lines = capsys.readouterr().out.splitlines()
    for path in written:
        line = lines[lines.index(str(path)) + 1]
        frame = ElementTree.fromstring(line)
        assert frame.tag == "iframe"
        assert frame.get("src") == path.name
        page = path.read_text("utf-8")
        assert f"<title>{frame.get('title')}</title>" in page
        caption = page.partition("<figcaption>")[2].partition("</figcaption>")[0]
        assert "4 February 2026" in caption
        assert "<table" not in page


def inspect(folder: Path, path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["inspect", "--data", str(folder), str(path)]) == 0
    return capsys.readouterr().out


@pytest.mark.slow
def test_a_picture_tells_whether_it_is_still_right(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--chart", "trend", "--years", "2005-2010", "--format", "png", "--size", "column"]
    (path,) = export(folder, tmp_path / "out", *options)
    said = inspect(folder, path, capsys)
    assert "  Source: Ministry of Unification" in said
    assert "  Title: North Korean defectors arriving in South Korea, by year, 2005–2010\n" in said
    assert said.endswith("Today’s data would give the same picture: the files are the same.\n")
    figures = folder / "arrivals.csv"
    figures.write_bytes(figures.read_bytes().replace(b"1998,12,71,", b"1998,12,72,"))
    assert "changed since, but not in what it shows" in inspect(folder, path, capsys)
    figures.write_bytes(figures.read_bytes() + b"2007,12,2550,,,corrected,kbs-2022-04,\n")
    assert "would give another picture" in inspect(folder, path, capsys)


def test_another_png_is_not_judged(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "other.png"
    Image.new("RGB", (2, 2)).save(path)
    damaged, text = tmp_path / "damaged.png", tmp_path / "text.png"
    content = path.read_bytes()
    damaged.write_bytes(content[:-6] + b"\0\0\0\0\0\0")
    text.write_text("no picture")
    judged = ["inspect", "--data", str(folder), str(path), str(damaged), str(text)]
    assert main([*judged, str(tmp_path / "gone.png")]) == 1
    assert capsys.readouterr().err.splitlines() == [
        f"{path}: not a picture that this program made",
        f"{damaged}: a damaged PNG file",
        f"{text}: no PNG file",
        f"gone.png: found 'No such file or directory', expected a readable file in {tmp_path}",
    ]


RECIPE: dict[str, object] = {
    "chart": "trend",
    "view": "",
    "size": [1200, 675, 2],
    "theme": "light",
    "figure": "0",
}


WRONG: list[dict[str, object]] = [
    {"chart": []},
    {"chart": "pie"},
    {"theme": {}},
    {"theme": "pink"},
    {"view": None},
    {"size": None},
    {"size": []},
    {"size": [0, 0, 0]},
    {"size": [-1200, 675, 2]},
    {"size": [1e999, 1, 1]},
    {"size": [1, 1, 1]},
    {"size": [10**9, 10**9, 9]},
    {"size": ["a", "b", "c"]},
    {"size": [1, 2, 3, 4]},
]


@pytest.mark.parametrize(
    "recipe",
    [
        "",
        "{}",
        "[]",
        "null",
        "0",
        "[" * 100_000,
        '"text"',
        *(json.dumps({**RECIPE, **change}) for change in WRONG),
    ],
    ids=lambda recipe: recipe[:80],
)
def test_any_recipe_gets_one_sentence_and_the_next_file_is_looked_at(
    folder: Path, tmp_path: Path, recipe: str, capsys: pytest.CaptureFixture[str]
) -> None:
    content = io.BytesIO()
    Image.new("RGB", (3, 2)).save(content, "PNG")
    path = tmp_path / "a.png"
    path.write_bytes(png.with_texts(content.getvalue(), {"Title": "T", "Recipe": recipe}))
    gone = tmp_path / "gone.png"
    assert main(["inspect", "--data", str(folder), str(path), str(gone)]) == 1
    first, second = capsys.readouterr().err.splitlines()
    assert first.startswith(f"{path}: ")
    assert second.startswith("gone.png: found 'No such file or directory'")


@pytest.mark.slow
def test_a_picture_is_described_in_the_language_of_the_terminal(
    folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    options = ["--chart", "trend", "--format", "png", "--lang", "ko"]
    (path,) = export(folder, tmp_path / "out", *options)
    capsys.readouterr()
    monkeypatch.setenv("LANGUAGE", "ko")
    said = inspect(folder, path, capsys).splitlines()
    labels = [line.partition(":")[0].strip() for line in said[1:-1]]
    assert labels == ["제목", "설명", "작성자", "자료", "기준 시점", "자료의 SHA-256", "제작 정보"]


def test_cite(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cite", "--data", str(folder)]) == 0
    assert capsys.readouterr().out.startswith("Ministry of Unification (Republic of Korea). (2026,")
    assert main(["cite", "--data", str(folder), "segye-2026-02", "--lang", "ko"]) == 0
    assert "(2026. 2. 4.), 「통일부 북향민 입국인원 정정」, https://" in capsys.readouterr().out
    assert main(["cite", "--data", str(folder), "--all", "--format", "bibtex"]) == 0
    assert capsys.readouterr().out.count("@misc{") == 33
    assert main(["cite", "--data", str(folder), "korea-herald-2011-1"]) == 1
    assert "did you mean korea-herald-2011-10?" in capsys.readouterr().err


@pytest.mark.slow
def test_a_progress_bar_only_for_several_pictures(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for charts, shown in (("trend", False), ("trend,change", True)):
        export(folder, tmp_path / "out", "--format", "png", "--chart", charts)
        assert ("picture" in capsys.readouterr().err) == shown


@pytest.mark.parametrize("task", [["export"], ["inspect", "x.png"], ["cite"], ["serve"]])
def test_wrong_files_are_named_by_every_command(
    folder: Path, task: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "totals.csv").unlink()
    assert main([*task, "--data", str(folder)]) == 1
    said = capsys.readouterr().err
    assert said.startswith("The data files cannot be used:\ntotals.csv: found 'No such file")

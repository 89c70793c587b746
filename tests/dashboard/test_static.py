"""The files that the page loads: whole, compressed once, kept for a year, and known where from."""

import hashlib
import re

import brotli
import pytest
from flask.testing import FlaskClient
from plotly.offline import get_plotlyjs_version
from werkzeug.test import TestResponse

from defector_stats.dashboard import create_app
from defector_stats.dashboard.static import ASSETS, Compressed
from defector_stats.i18n.languages import LANGUAGES
from tests.helpers import SAMPLE

COMPRESSED = {"Accept-Encoding": "br"}


def decoded(answer: TestResponse) -> bytes:
    """Return a file as it was; all but the smallest ones come compressed."""
    if answer.headers.get("Content-Encoding") != "br":
        assert len(answer.data) < 500
        return bytes(answer.data)
    return bytes(brotli.decompress(answer.data))


def addresses(page: str) -> list[str]:
    return re.findall(r'(?:src|href)="(/static/[^"]+)"', page)


@pytest.fixture(scope="module")
def files(client: FlaskClient) -> list[str]:
    return addresses(client.get("/?lang=ko").text)


def test_files_are_compressed_once_and_kept_by_the_browser(
    client: FlaskClient, files: list[str]
) -> None:
    assert len(files) == 5
    for address in files:
        plain, small = client.get(address), client.get(address, headers=COMPRESSED)
        assert small.cache_control.max_age == 31_536_000
        assert decoded(small) == plain.data
        assert client.get(address, headers=COMPRESSED).data == small.data
    sent = sum(len(client.get(each, headers=COMPRESSED).data) for each in ["/?lang=ko", *files])
    assert sent < 530_000


@pytest.mark.parametrize("part", ["bytes=0-99", "bytes=100-", "bytes=-1", "bytes=5-1", "lines=1"])
def test_asking_for_a_part_of_a_file_breaks_it_for_nobody(part: str) -> None:
    client = create_app(SAMPLE).server.test_client()
    for address in addresses(client.get("/").text):
        client.get(address, headers={**COMPRESSED, "Range": part})
        whole = client.get(address)
        assert whole.status_code == 200
        again = client.get(address, headers=COMPRESSED)
        assert again.status_code == 200
        assert decoded(again) == whole.data


def test_only_files_and_pages_that_are_kept_are_compressed_once(
    client: FlaskClient, files: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    compressed: list[str] = []
    keep = Compressed.set

    def note(cache: Compressed, key: str, value: bytes) -> None:
        if cache.get(key) is None:
            compressed.append(key)
        keep(cache, key, value)

    monkeypatch.setattr(Compressed, "set", note)
    app = create_app(SAMPLE)
    reader = app.server.test_client()
    pages = ["/", "/?lang=ko", "/?as-of=article", "/?lang=ko", "/"]
    for address in [*pages, files[1], files[1]]:
        answer = reader.get(address, headers=COMPRESSED)
        assert answer.headers["Content-Encoding"] == "br"
        assert decoded(answer) == reader.get(address).data
    assert len(compressed) == len({*pages, files[1]})
    for _ in range(2):
        unusable = reader.get("/?as-of=never", headers=COMPRESSED)
        assert "never" in decoded(unusable).decode()
    assert compressed[-2:] == ["br;", "br;"]


def test_a_file_that_does_not_exist_is_not_found(client: FlaskClient, files: list[str]) -> None:
    for address in ("/static/page-000000000000.js", "/static/../style.css", "/static/", "/static"):
        assert client.get(address, headers=COMPRESSED).status_code == 404
    changed = files[0].replace(files[0][-10:-4], "abcdef")
    assert client.get(changed).status_code == 404


def test_nothing_is_shown_without_its_style(client: FlaskClient, files: list[str]) -> None:
    (style,) = [each for each in files if each.endswith(".css")]
    opening, rest = client.get("/").text.split(f'<link rel="stylesheet" href="{style}">')
    assert "<style>" in opening.split("<header>")[0]
    # Firefox does not wait for a style within the page, but for a script after one.
    assert rest.lstrip().startswith("<script> </script>\n<main>")


def test_the_page_loads_one_plotly_and_no_components_of_dash(
    client: FlaskClient, files: list[str]
) -> None:
    scripts = {each: client.get(each).text for each in files if each.endswith(".js")}
    assert [each for each, code in scripts.items() if "plotly.js (basic" in code[:200]] == [
        each for each in scripts if "/plotly-9" in each
    ]
    assert not [each for each, code in scripts.items() if "dash_core_components=" in code]
    assert not [each for each, code in scripts.items() if "dash_html_components=" in code]


def test_the_readme_of_the_vendored_files_knows_each_of_them() -> None:
    folder = ASSETS / "vendor"
    told = dict(re.findall(r"^\| `(.+?)` \|.*`([0-9a-f]{64})` \|$", _readme(), re.MULTILINE))
    files = [path for path in folder.iterdir() if path.name != "README.md"]
    assert told == {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_the_vendored_plotly_is_that_of_the_pictures() -> None:
    version = get_plotlyjs_version()
    names = {path.name for path in (ASSETS / "vendor").glob("plotly-*.js")}
    locales = {
        f"plotly-locale-{language}-{version}.js" for language in LANGUAGES if language != "en"
    }
    assert names == {f"plotly-basic-{version}.min.js", *locales}


def _readme() -> str:
    return (ASSETS / "vendor" / "README.md").read_text("utf-8")

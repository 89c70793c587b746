"""The browser that the command opens, where other users of the computer look on."""

import stat
import webbrowser
from pathlib import Path

import pytest

from defector_stats.cli import browser

ADDRESS = "http://127.0.0.1:8050/?token=0123456789&lang=ko"


def test_the_secret_stands_in_a_file_of_ones_own_and_in_no_argument(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    page = browser.private_page(ADDRESS)
    browser.show(page)
    assert opened == [page.as_uri()]
    assert "0123456789" not in opened[0]
    assert not page.name.startswith(".")
    assert page.parent == tmp_path
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    assert 'url=http://127.0.0.1:8050/?token=0123456789&amp;lang=ko"' in page.read_text()
    browser.remove(page)
    browser.remove(page)
    browser.remove(None)
    assert not page.exists()


def test_without_a_home_the_file_is_a_temporary_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "none")
    page = browser.private_page(ADDRESS)
    assert page.exists()
    browser.remove(page)

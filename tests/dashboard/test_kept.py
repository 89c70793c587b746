"""What is kept for the next reader has a bound in bytes, and is of the figures that are shown."""

import gc
import sys
import tracemalloc
import weakref
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import cache
from pathlib import Path
from threading import Event

import brotli
import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from defector_stats.dashboard import app, create_app, state
from defector_stats.dashboard.kept import ENTRY, Kept, size
from defector_stats.dashboard.live import Live
from defector_stats.dashboard.page import documents, layout
from defector_stats.dashboard.serving import App
from defector_stats.dashboard.state import drawn
from defector_stats.views.selection import Selection
from defector_stats.views.view import View
from tests.helpers import SAMPLE, SHIPPED


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 900))))
def test_no_more_is_kept_than_its_bound(asked: list[tuple[int, int]]) -> None:
    kept = Kept(5000)
    for name, length in asked:
        assert kept.get(name, lambda: "x" * length).strip("x") == ""  # noqa: B023
        assert 0 <= kept.bytes <= 5000
    held = [made for made, _bytes in kept._made.values()]
    assert kept.bytes == sum(map(size, held)) + ENTRY * len(held)


def test_the_newest_used_is_kept() -> None:
    kept = Kept(3 * (size("one") + ENTRY))
    for name in ("one", "two", "ten", "one", "six"):
        kept.get(name, lambda: name)  # noqa: B023
    assert set(kept._made) == {"one", "ten", "six"}
    assert kept.get("one", lambda: "another") == "one"


def test_what_is_larger_than_the_bound_is_made_and_not_kept() -> None:
    kept = Kept(1000)
    assert kept.get("large", lambda: "x" * 2000) == "x" * 2000
    assert kept.bytes == 0


def test_what_two_want_at_once_is_made_once_and_holds_up_nobody_else() -> None:
    kept, begun, go_on = Kept(), Event(), Event()
    made: list[str] = []

    def slowly() -> str:
        begun.set()
        assert go_on.wait(20)
        return at_once()

    def at_once() -> str:
        made.append("page")
        return "page"

    with ThreadPoolExecutor(2) as readers:
        first = readers.submit(kept.get, "page", slowly)
        assert begun.wait(20)
        second = readers.submit(kept.get, "page", at_once)
        assert kept.get("other", lambda: "other") == "other"
        assert not second.done()
        go_on.set()
        assert (first.result(), second.result(), made) == ("page", "page", ["page"])


def test_what_could_not_be_made_is_made_the_next_time() -> None:
    kept = Kept()
    with pytest.raises(ZeroDivisionError):
        kept.get("page", lambda: 1 / 0)
    assert kept.get("page", lambda: "page") == "page"


NOTHING_NEW = [
    *(f"/?theme={place}" for place in range(4)),
    *(f"/?utm_source={'x' * place}" for place in range(4)),
    *(f"/?as-of=x{place}" for place in range(4)),
    *(f"/static/nothing-{place}.js" for place in range(20)),
    *(f"/picture/trend?theme=light&x={place}" for place in range(3)),
]


@pytest.mark.slow
def test_words_that_mean_nothing_fill_no_memory() -> None:
    client = create_app(SAMPLE).server.test_client()
    client.get("/")
    client.get("/picture/trend?theme=light")
    client.get("/?as-of=x")
    gc.collect()
    tracemalloc.start()
    for address in NOTHING_NEW:
        client.get(address, headers={"Cookie": f"theme={address}; language={address}"}).close()
    gc.collect()
    held, _peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert held < 300_000


@pytest.mark.slow
def test_of_days_without_end_only_what_was_drawn_is_kept_and_within_the_bound() -> None:
    snapshot, kept = Live(SAMPLE).now(), Kept(300_000)
    frames = []
    for day in ("2013-06-15", "2016-06-15", "2019-06-15"):
        selection = snapshot.select(View(as_of=day))
        drawn(selection, kept)
        frames.append(weakref.ref(selection))
        del selection
        assert 100_000 < kept.bytes <= 300_000
    gc.collect()
    assert [frame() for frame in frames] == [None] * 3


def test_what_was_drawn_of_other_figures_is_drawn_anew_and_found_when_they_are_back(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw, drawn = layout.page, []

    def note(selection: Selection, *others: object, **more: object) -> str:
        drawn.append(selection.dataset)
        return str(draw(selection, *others, **more))  # type: ignore[arg-type]

    monkeypatch.setattr(layout, "page", note)
    dashboard = create_app(folder)

    def words(app: App) -> str:
        return str(app.server.test_client().get("/").text).split("</main>")[0]

    def page(content: bytes) -> str:
        (folder / "arrivals.csv").write_bytes(content)
        dashboard.live.now(at_once=True)
        return words(dashboard)

    figures = (folder / "arrivals.csv").read_bytes()
    first = page(figures)
    changed = page(figures + b"2011,11,54,,,published,mou-2012-01,\n")
    assert changed == words(create_app(folder)) != first
    assert page(figures) == first
    assert dashboard.live.now().dataset is drawn[0]
    assert len(drawn) == 3


def without_bound() -> dict[str, int]:
    """Return how much each cache holds that has no bound."""
    modules = [each for name, each in sys.modules.items() if name.startswith("defector_stats")]
    found = {
        f"{module.__name__}.{name}": each.cache_info()
        for module in modules
        for name, each in vars(module).items()
        if type(each) is type(cache(str))
    }
    return {name: held.currsize for name, held in found.items() if held.maxsize is None}


@pytest.mark.slow
def test_what_has_no_bound_keeps_nothing_of_what_a_client_sends(client: FlaskClient) -> None:
    def ask(day: int) -> None:
        for language in ("en", "ko"):
            query = f"as-of=2020-02-{day}&compare=2019-03-{day}&years=2001-20{day}"
            assert client.get(f"/?lang={language}&{query}").status_code == 200

    ask(10)
    before = without_bound()
    for day in (11, 12, 13):
        ask(day)
    assert without_bound() == before
    assert len(before) > 3


def test_what_should_be_published_by_now_is_told_anew_each_day(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client = create_app(SHIPPED).server.test_client()
    told = []
    for day in (date(2031, 1, 5), date(2031, 1, 5), date(2032, 1, 5)):
        for module in (app, state, documents):
            monkeypatch.setattr(module, "today", lambda day=day: day)
        page = client.get("/", headers={"Accept-Encoding": "br"}).data
        told.append(brotli.decompress(page).decode().split('id="about-documents">')[1][:2000])
    assert told[0] == told[1] != told[2]
    assert "January–December 2031" in told[2]

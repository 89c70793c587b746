"""Correcting and removing rows by questions of the page, and taking steps back."""

from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from defector_stats.dashboard import access, create_app
from defector_stats.storage import repository
from tests.dashboard.test_callbacks import ask

TOKEN = "secret"
ARTICLE: dict[str, Any] = {"what": "figure", "words": ["2009-12", "korea-herald-2011-10"]}
CELLS = {"arrivals": "2928", "status": "published"}


@pytest.fixture
def own(folder: Path) -> FlaskClient:
    client: FlaskClient = create_app(folder, access("127.0.0.1", TOKEN)).server.test_client()
    client.get(f"/?token={TOKEN}")
    return client


def change(client: FlaskClient, name: str = "change", **asked: Any) -> Any:  # noqa: ANN401
    return ask(client, name, {"Origin": "http://localhost"}, **asked)


def test_a_correction_is_shown_made_and_taken_back(folder: Path, own: FlaskClient) -> None:
    old = repository.contents(folder)
    assert 'value="2927"' in change(own, "row", **ARTICLE)["html"]
    shown = change(own, "consider", how="edit", **ARTICLE, cells=CELLS)
    assert (shown["write"], repository.contents(folder)) == ("Save", old)
    assert "2927 → 2928" in shown["html"]
    made = change(own, how="edit", **ARTICLE, cells=CELLS)
    assert "Mistyped here until" in made["html"]
    assert [each.arrivals for each in repository.read(folder).figures].count(2928) == 1
    listed = change(own, "steps")["html"]
    (time,) = {part.split("&#34;")[0] for part in listed.split("time&#34;: &#34;")[1:]}
    change(own, how="undo", time=time)
    assert repository.contents(folder) == old


def test_a_count_that_looks_like_a_slip_is_asked_for(own: FlaskClient) -> None:
    slip = {**CELLS, "arrivals": "2972"}
    shown = change(own, "consider", how="edit", **ARTICLE, cells=slip)
    assert '<p class="error">2009: 2,927 or 2,972?</p>' in shown["html"]
    assert shown["write"] == "Save it as typed"


def test_what_cannot_be_done_is_said_and_changes_nothing(folder: Path, own: FlaskClient) -> None:
    old = repository.contents(folder)
    document: dict[str, Any] = {"what": "document", "words": ["korea-herald-2011-10"]}
    for how in ("consider", "change"):
        told = change(own, how, how="remove", **document)
        assert told["write"] == ""
        assert "a document that no row cites any more" in told["html"]
        told = change(own, how, how="edit", **ARTICLE, cells={"arrivals": "29x7"})
        assert told["errors"] == {"row-arrivals": "Expected a whole number of persons, 0 or more"}
        told = change(own, how, how="edit", **ARTICLE, cells={"male": "9", "female": "9"})
        assert told["errors"]["row-sexes"].startswith("Expected male + female = 9 + 9 = 18")
    assert change(own, how="undo", time="2001-01-01T00-00-00.000000Z") == 400
    assert repository.contents(folder) == old


def test_a_document_goes_with_what_cites_it_if_that_is_wanted(
    folder: Path, own: FlaskClient
) -> None:
    asked: dict[str, Any] = {"how": "remove", "what": "document", "words": ["korea-herald-2011-10"]}
    assert change(own, "consider", **asked, with_cited=True)["write"] == "Remove"
    change(own, **asked, with_cited=True)
    assert "korea-herald-2011-10" not in {each.id for each in repository.read(folder).sources}


def test_only_editors_change_anything(folder: Path) -> None:
    old = repository.contents(folder)
    reader = create_app(folder, access("127.0.0.1", TOKEN)).server.test_client()
    assert change(reader, how="remove", **ARTICLE) == 403
    assert repository.contents(folder) == old

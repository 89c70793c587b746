import pytest

from defector_stats.errors import DataError
from defector_stats.storage import documents
from defector_stats.storage.schema import Tables

PAPER = {"title": "T", "publisher": "Newsis", "published": "2026-04-20"}


@pytest.mark.parametrize(
    ("publisher", "id"),
    [
        ("The Korea Herald", "korea-herald-2026-04"),
        ("통일부", "tongilbu-2026-04"),
        ("KBS 월드", "kbs-woldeu-2026-04"),
        ("讀賣新聞", "dumaixinwen-2026-04"),
        ("?!", "source-2026-04"),
    ],
)
def test_a_publisher_in_other_letters_gets_a_readable_id(publisher: str, id: str) -> None:
    assert documents.new_id({**PAPER, "publisher": publisher}, []) == id


def test_an_id_that_is_in_use_gets_a_number() -> None:
    assert documents.free_id("a", ["a", "a-2"]) == "a-3"
    assert documents.new(PAPER, [], ["newsis-2026-04"])["id"] == "newsis-2026-04-2"


def test_the_language_of_a_new_document_is_that_of_its_title() -> None:
    assert documents.new({**PAPER, "title": "탈북민"}, [])["language"] == "ko"
    assert documents.new(PAPER, [])["language"] == "en"
    assert documents.new({**PAPER, "language": "ja"}, [])["language"] == "ja"


def test_a_document_is_found_by_title_publisher_and_date(tables: Tables) -> None:
    known = tables.sources[0]
    cells = {name: f" {known.cells()[name]} " for name in documents.IDENTITY}
    assert documents.find(cells, tables.sources) == known
    assert documents.find({**cells, "published": "2011"}, tables.sources) is None
    with pytest.raises(DataError, match=f"line {known.line}, {known.id}, is it"):
        documents.new(cells, tables.sources)

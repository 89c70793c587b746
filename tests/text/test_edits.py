from pathlib import Path

from defector_stats.i18n.messages import speaking
from defector_stats.storage import changes, history
from defector_stats.storage.corrections import correct, remove
from defector_stats.storage.schema import KINDS, Event, Figure, Source, Tables
from defector_stats.text import edits

HERALD = "korea-herald-2011-10"


def test_each_row_is_said_with_what_becomes_of_it(tables: Tables) -> None:
    corrected = correct(Figure, ["2009", HERALD], {"arrivals": "2928", "note": "n"})(tables)
    assert edits.lines(corrected) == [
        f"2009: 2,927 ({HERALD}): Arrivals 2927 → 2928, Note – → n",
    ]
    removed = remove(Event, ["1992"])(tables)
    assert edits.lines(removed) == [f"− 1992: Seoul and Beijing establish relations ({HERALD})"]
    (back,) = edits.lines(removed.inverse())
    assert back.startswith("+ 1992: ")


def test_every_kind_of_rows_can_be_said(shipped: Tables) -> None:
    for kind in KINDS:
        row = shipped.of(kind)[0]
        assert edits.named(kind, row.cells()).endswith(")")


def test_a_step_is_told_in_one_line(folder: Path) -> None:
    changes.apply(folder, remove(Source, ["mou-2012-01"], with_cited=True))
    (record,) = history.history(folder)
    headline = edits.headline(record)
    assert headline.startswith(f"{record.time[:10]} {record.time[11:19].replace('-', ':')}, ")
    assert headline.endswith("removed: 10 figures, 1 total, 1 document (mou-2012-01)")
    with speaking("ko"):
        assert "삭제: 수치 10건" in edits.headline(record)


def test_a_step_that_tells_no_rows_names_its_files(folder: Path) -> None:
    changes.apply(folder, remove(Event, ["1992"]))
    (record,) = history.history(folder)
    without = record.model_copy(update={"change": {}})
    assert edits.headline(without).endswith(", changed: events.csv")

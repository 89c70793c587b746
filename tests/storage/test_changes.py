import csv
import io
from dataclasses import replace
from pathlib import Path
from unittest.mock import Mock

import pytest

from defector_stats import dates
from defector_stats.errors import DataError, UnsureError
from defector_stats.storage import changes, history, repository, transaction
from defector_stats.storage.changes import Report
from defector_stats.storage.edits import Edit, RowEdit
from defector_stats.storage.schema import Figure, Schedule, Source, Tables, Total
from tests.helpers import edit, replace_line
from tests.writers import NEW, Addition


def test_a_figure_and_its_new_source_are_added_and_taken_back(folder: Path) -> None:
    old = repository.contents(folder)
    outcome = changes.apply(folder, NEW)
    assert outcome.lines == {
        "sources.csv": "newsis-2026-04,탈북민 54명,Newsis,,2026-04-20,,ko,",
        "arrivals.csv": "2026,3,54,,,published,newsis-2026-04,",
    }
    new = repository.contents(folder)
    assert {
        name: new[name].removeprefix(old[name]).decode().rstrip() for name in outcome.lines
    } == (outcome.lines)
    assert repository.read(folder) == outcome.after
    changes.apply(folder, lambda _: outcome.edit.inverse())
    assert repository.contents(folder) == old


def test_backups_keep_the_version_before(folder: Path) -> None:
    old = (folder / "arrivals.csv").read_bytes()
    changes.apply(folder, NEW)
    (kept,) = (folder / ".backup").glob("*Z.arrivals.csv")
    assert kept.read_bytes() == old


def test_a_preview_writes_nothing(folder: Path) -> None:
    old = repository.contents(folder)
    assert changes.preview(folder, NEW).after.figures[-1].arrivals == 54
    assert repository.contents(folder) == old
    assert not (folder / ".backup").exists()


def test_a_count_that_looks_like_a_slip_is_written_when_its_question_is_answered(
    folder: Path,
) -> None:
    old = repository.contents(folder)
    slip = Report(
        [(Figure, {"year": "2009", "arrivals": "29270", "through": "12", "status": "published"})],
        NEW.source,
    )
    with pytest.raises(UnsureError) as caught:
        changes.apply(folder, slip, sure=["2010: 2,423 or 24,230?"])
    assert caught.value.questions == ["2009: 2,927 or 29,270?"]
    assert repository.contents(folder) == old
    changes.apply(folder, slip, sure=caught.value.questions)
    assert repository.read(folder).figures[-1].arrivals == 29270


def test_numbers_are_written_plainly(folder: Path) -> None:
    counts = {"year": "２０２６", "arrivals": "1,054", "male": " 4 ", "female": "1,050"}
    outcome = changes.apply(folder, Addition({**NEW.figure, **counts}, NEW.source))
    assert outcome.lines["arrivals.csv"] == "2026,3,1054,4,1050,published,newsis-2026-04,"


def test_a_second_document_of_a_publisher_in_a_month_gets_its_own_id(folder: Path) -> None:
    def id_of(**details: str) -> str:
        assert NEW.source
        added = changes.apply(folder, Addition(NEW.figure, {**NEW.source, **details}))
        return added.after.sources[-1].id

    assert id_of() == "newsis-2026-04"
    assert id_of(title="Another") == "newsis-2026-04-2"
    assert id_of(published="2026-04-21") == "newsis-2026-04-3"
    assert id_of(publisher="뉴시스") == "nyusiseu-2026-04"


def test_the_same_document_is_not_added_twice(folder: Path) -> None:
    changes.apply(folder, NEW)
    with pytest.raises(DataError, match=r"not known yet \(line 35, newsis-2026-04, is it\)"):
        changes.apply(folder, NEW)


@pytest.mark.parametrize(
    ("figure", "column"),
    [
        ({"arrivals": "5 4"}, "arrivals"),
        ({"year": "2027"}, "year"),
        ({"through": "6"}, "through"),
        ({"male": "1", "female": "2"}, "arrivals"),
        ({"arrivals": ""}, "arrivals"),
    ],
)
def test_a_wrong_addition_is_refused(folder: Path, figure: dict[str, str], column: str) -> None:
    old = repository.contents(folder)
    with pytest.raises(DataError) as caught:
        changes.apply(folder, Addition({**NEW.figure, **figure}, NEW.source))
    (problem,) = caught.value.problems
    assert (problem.file, problem.line, problem.column) == ("arrivals.csv", 0, column)
    assert repository.contents(folder) == old


def test_mistakes_of_figure_and_source_are_told_together(folder: Path) -> None:
    with pytest.raises(DataError) as caught:
        changes.apply(folder, Addition({**NEW.figure, "year": "x"}, {"title": "T"}))
    assert [(each.file, each.column) for each in caught.value.problems] == [
        ("arrivals.csv", "year"),
        ("sources.csv", "publisher"),
        ("sources.csv", "published"),
    ]


def test_nothing_is_added_to_files_with_errors(folder: Path) -> None:
    replace_line(folder, "arrivals.csv", 2, "1998,12,x,,,published,daily-nk-2005-12,")
    with pytest.raises(DataError, match=r"arrivals\.csv, line 2, column arrivals"):
        changes.apply(folder, NEW)


def test_what_something_else_uses_by_now_is_not_taken_away(folder: Path) -> None:
    added = changes.apply(folder, NEW)
    other = {**NEW.figure, "through": "2", "source": added.after.sources[-1].id}
    changes.apply(folder, Addition(other))
    old = repository.contents(folder)
    with pytest.raises(DataError, match="the id of a source"):
        changes.apply(folder, lambda _: added.edit.inverse())
    assert repository.contents(folder) == old


def test_a_line_that_was_edited_since_is_not_taken_away(folder: Path) -> None:
    added = changes.apply(folder, NEW)
    edit(folder, "arrivals.csv", lambda content: content.replace(b"2026,3,54", b"2026,3,55"))
    old = repository.contents(folder)
    with pytest.raises(DataError, match="nothing was changed"):
        changes.apply(folder, lambda _: added.edit.inverse())
    assert repository.contents(folder) == old


def test_adding_keeps_encoding_separator_line_breaks_and_columns(folder: Path) -> None:
    def as_korean_excel_saves(content: bytes) -> bytes:
        rows = list(csv.reader(content.decode().splitlines()))
        text = io.StringIO(newline="")
        names = [*rows[0][::-1], "비고"]
        csv.writer(text, delimiter=";", lineterminator="\r\n").writerows(
            [names, *([*row[::-1], "확인"] for row in rows[1:])]
        )
        return text.getvalue().encode("cp949")

    edit(folder, "arrivals.csv", as_korean_excel_saves)
    old = (folder / "arrivals.csv").read_bytes()
    changes.apply(folder, Addition({**NEW.figure, "note": "잠정"}, NEW.source))
    new = (folder / "arrivals.csv").read_bytes()
    assert new == old + "잠정;newsis-2026-04;published;;;54;3;2026;\r\n".encode("cp949")
    assert repository.read(folder).figures[-1].note == "잠정"


def test_a_wrong_date_gives_no_wrong_id(folder: Path) -> None:
    assert NEW.source
    wrong = Addition(NEW.figure, {**NEW.source, "published": "2026. 4"})
    with pytest.raises(DataError) as caught:
        changes.preview(folder, wrong)
    assert [(each.column, each.suggestion) for each in caught.value.problems] == [
        ("published", "2026-04")
    ]


@pytest.mark.parametrize("count", ["196²", "196 ²", "196①", "½"])
def test_a_mark_of_a_footnote_is_not_added(folder: Path, count: str) -> None:
    with pytest.raises(DataError) as caught:
        changes.apply(folder, Addition({**NEW.figure, "arrivals": count}, NEW.source))
    assert [(each.value, each.suggestion) for each in caught.value.problems] == [(count, "")]


def test_a_path_that_cannot_be_written_is_named_in_full(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = folder / ".backup" / "lock"
    refused = Mock(side_effect=PermissionError(13, "Permission denied", str(where)))
    monkeypatch.setattr(transaction, "locked", refused)
    with pytest.raises(DataError, match=f"^{where}: found 'Permission denied'"):
        changes.apply(folder, NEW)


DOCUMENT = {
    "id": "report-2026",
    "title": "T",
    "publisher": "P",
    "published": "2026-05",
    "language": "en",
}
FIGURES = [
    {"year": "2026", "through": through, "arrivals": count, "status": "published"}
    for through, count in (("3", "50"), ("4", "60"))
]
TOTAL = {"as_of": "2026-04-30", "total": "34,598"}


def report(_tables: Tables) -> Edit:
    """One document with two figures and a total."""
    cited = {"source": "report-2026"}
    rows = [RowEdit(Source, after=DOCUMENT)]
    rows += [RowEdit(Figure, after={**figure, **cited}) for figure in FIGURES]
    return Edit("import", (*rows, RowEdit(Total, after={**TOTAL, **cited})))


def test_a_whole_document_is_one_step_and_is_taken_back_as_one(folder: Path) -> None:
    old = repository.contents(folder)
    outcome = changes.apply(folder, report)
    assert outcome.lines["arrivals.csv"].splitlines() == [
        "2026,3,50,,,published,report-2026,",
        "2026,4,60,,,published,report-2026,",
    ]
    assert outcome.lines["totals.csv"] == "2026-04-30,34598,,,report-2026,"
    assert repository.read(folder) == outcome.after
    (record,) = history.history(folder)
    assert set(record.files) == {"sources.csv", "arrivals.csv", "totals.csv"}
    changes.apply(folder, lambda _: Edit.from_json(record.change).inverse())
    assert repository.contents(folder) == old
    assert [each.change["what"] for each in history.history(folder)] == ["undo", "import"]


def test_an_older_step_is_taken_back_while_a_later_one_stays(folder: Path) -> None:
    changes.apply(folder, report)
    changes.apply(folder, NEW)
    older = history.history(folder)[-1]
    changes.apply(folder, lambda _: Edit.from_json(older.change).inverse())
    assert [each.id for each in repository.read(folder).sources[-1:]] == ["newsis-2026-04"]


def test_a_row_is_changed_in_its_place(folder: Path) -> None:
    old = (folder / "arrivals.csv").read_bytes()

    def corrected(tables: Tables) -> Edit:
        before = tables.figures[0].cells()
        return Edit("edit", (RowEdit(Figure, before, {**before, "arrivals": "1,072"}),))

    changes.apply(folder, corrected)
    assert (folder / "arrivals.csv").read_bytes() == old.replace(b"1998,12,71,", b"1998,12,1072,")


def test_each_wrong_row_of_a_document_is_told_by_its_number(folder: Path) -> None:
    old = repository.contents(folder)

    def wrong(tables: Tables) -> Edit:
        rows = list(report(tables).rows)
        rows[2] = replace(rows[2], after={**(rows[2].after or {}), "arrivals": "60명"})
        rows[3] = replace(rows[3], after={**(rows[3].after or {}), "as_of": "2062-04-30"})
        return Edit("import", tuple(rows))

    with pytest.raises(DataError) as caught:
        changes.apply(folder, wrong)
    assert str(caught.value).splitlines() == [
        "arrivals.csv, new row 2, column arrivals: found '60명', expected a whole number of "
        "persons, 0 or more: did you mean 60?",
        "totals.csv, column as_of: found '2062-04-30', expected a day that has come, "
        f"{dates.today()} or earlier",
    ]
    assert repository.contents(folder) == old


def test_a_document_that_is_still_cited_is_not_removed(folder: Path) -> None:
    old = repository.contents(folder)

    def removed(tables: Tables) -> Edit:
        return Edit("remove", (RowEdit(Source, before=tables.sources[0].cells()),))

    with pytest.raises(DataError, match=r"the id of a source in sources\.csv"):
        changes.apply(folder, removed)
    assert repository.contents(folder) == old


def test_a_change_that_changes_nothing_is_no_step(folder: Path) -> None:
    old = repository.contents(folder)
    changes.apply(folder, lambda _: Edit("import", ()))
    assert repository.contents(folder) == old
    assert history.history(folder) == []


def test_a_row_of_a_file_that_is_not_there_is_refused(folder: Path) -> None:
    (folder / "schedule.csv").unlink(missing_ok=True)
    rule = {"from": "", "months": "6 12", "source": "mou-2012-01"}
    with pytest.raises(DataError, match=r"schedule\.csv: found 'no such file'"):
        changes.apply(folder, lambda _: Edit("add", (RowEdit(Schedule, after=rule),)))
    (folder / "schedule.csv").write_text("from,months,source,note\n")
    changes.apply(folder, lambda _: Edit("add", (RowEdit(Schedule, after=rule),)))
    assert repository.read(folder).schedule[0].months == (6, 12)

import codecs
import csv
import io
import time
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from defector_stats.errors import DataError
from defector_stats.storage import csvfile

COLUMNS = ["year", "note"]
MARKS = {
    "utf-8": b"",
    "utf-8-sig": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "cp949": b"",
}
ANYTHING = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
KOREAN = st.text(st.sampled_from("가나다한글잠정집계 ,;\t\"'\n=0-9az"), max_size=20)


@dataclass
class Saved:
    """A file as some program saved it, and what it holds."""

    content: bytes
    rows: list[dict[str, str]]
    encoding: str
    ends: bool


@st.composite
def saved_files(draw: st.DrawFn) -> Saved:
    encoding = draw(st.sampled_from(list(MARKS)))
    notes = KOREAN if encoding == "cp949" else ANYTHING
    # Two Hangul syllables are no valid UTF-8, as any Korean file of more than a word.
    rows = [
        {"year": str(year), "note": f"한글{note}"}
        for year, note in draw(st.lists(st.tuples(st.integers(1948, 2026), notes), max_size=6))
    ]
    extra = draw(st.lists(st.sampled_from(["비고", "page"]), unique=True))
    names = draw(st.permutations([*COLUMNS, *extra]))
    text = io.StringIO(newline="")
    line_break = draw(st.sampled_from(["\n", "\r\n"]))
    broken = any("\r" in row["note"] for row in rows)  # Python 3.11 would not quote it
    writer = csv.writer(
        text,
        delimiter=draw(st.sampled_from(",;\t")),
        lineterminator=line_break,
        quoting=csv.QUOTE_ALL if broken or draw(st.booleans()) else csv.QUOTE_MINIMAL,
    )
    blank = draw(st.integers(0, 2))
    writer.writerow(names + [""] * blank)
    writer.writerows([row.get(name, "x") for name in names] + [""] * blank for row in rows)
    ends = draw(st.booleans())
    written = text.getvalue() if ends else text.getvalue().removesuffix(line_break)
    plain = encoding.removesuffix("-sig")
    return Saved(MARKS[encoding] + written.encode(plain), rows, encoding, ends)


def rows(table: csvfile.Sheet) -> list[dict[str, str]]:
    return [
        {name: cell for name, cell in table.row(record).items() if name in COLUMNS}
        for record in table.records
    ]


@given(saved_files())
def test_what_was_written_is_read(saved: Saved) -> None:
    table, problems = csvfile.parse("f.csv", saved.content, COLUMNS)
    assert not problems
    assert rows(table) == saved.rows


@given(saved_files(), KOREAN)
def test_an_added_row_changes_no_other_byte(saved: Saved, note: str) -> None:
    table, _ = csvfile.parse("f.csv", saved.content, COLUMNS)
    added = {"year": "2027", "note": f"새 {note}"}
    longer = table.edited({}, [(0, added)])
    changed = len(longer) - len(saved.content)
    same = next(
        (
            at
            for at, pair in enumerate(zip(longer, saved.content, strict=False))
            if pair[0] != pair[1]
        ),
        len(saved.content),
    )
    assert changed > 0
    assert longer[same + changed :] == saved.content[same:]
    again, _ = csvfile.parse("f.csv", longer, COLUMNS)
    assert rows(again) == [*saved.rows, added]
    removed = again.edited({again.records[-1].line: None}, [])
    if saved.ends:
        assert removed == saved.content
    assert rows(csvfile.parse("f.csv", removed, COLUMNS)[0]) == saved.rows


def test_the_added_line_comes_before_blank_ones() -> None:
    table, _ = csvfile.parse("f.csv", b"year,note\r\n2009,a\r\n\r\n,\r\n", COLUMNS)
    expected = b"year,note\r\n2009,a\r\n2010,b\r\n\r\n,\r\n"
    assert table.edited({}, [(0, {"year": "2010", "note": "b"})]) == expected


def test_lines_are_changed_removed_and_added_at_once() -> None:
    content = b"page,year,note\n1,2009,a\n2,2010,b\n3, 2011 ,c"
    table, _ = csvfile.parse("f.csv", content, COLUMNS)
    edited = table.edited({2: None, 3: {"note": "x"}}, [(0, {"year": "2012"})])
    assert edited == b"page,year,note\n2,2010,x\n3, 2011 ,c\n,2012,\n"
    assert table.edited({4: None}, [(0, {"year": "2012"})]) == content[:33] + b",2012,\n"


def test_a_mistyped_column_is_not_looked_for_among_a_million() -> None:
    content = ",".join(f"notes{number}" for number in range(300_000)).encode()
    started = time.process_time()
    with pytest.raises(DataError, match="found 'notes"):
        csvfile.parse("f.csv", content, ["note", "publisher", "published", "title"])
    assert time.process_time() - started < 5


def test_letters_that_the_encoding_does_not_have_are_named() -> None:
    table, _ = csvfile.parse("f.csv", "year,note\n2009,한글\n".encode("cp949"), COLUMNS)
    with pytest.raises(DataError, match=r"f\.csv, column note: found 'é', expected letters that"):
        table.edited({}, [(0, {"year": "2010", "note": "café"})])


def test_cells_of_optional_columns_may_be_missing_at_the_end() -> None:
    content = b"year,arrivals,note,note_ko\n2009,1,a\n2010,2,,b\n2011,3\n2012,4,a,b,c\n"
    optional = ["note_ko", "note"]
    sheet, problems = csvfile.parse("f.csv", content, ["year", *optional], optional)
    assert [sheet.row(record)["note_ko"] for record in sheet.records] == ["", "b", ""]
    assert [problem.line for problem in problems] == [5]
    sheet, problems = csvfile.parse("f.csv", content, ["year", *optional], ["note_ko"])
    assert [problem.line for problem in problems] == [4, 5]

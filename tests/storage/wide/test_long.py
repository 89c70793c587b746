"""Tables with one figure a line: our own files and exports, and what somebody keeps."""

import pytest

from defector_stats.errors import DataError
from defector_stats.storage import wide
from defector_stats.storage.wide import NotUnderstoodError, Reading
from tests.helpers import SHIPPED
from tests.storage.wide.plain import TODAY, figures, keys


def read(text: str, **mapping: str) -> Reading:
    return wide.read("kept.csv", text.encode(), TODAY, mapping=mapping or None)


def test_our_own_file_is_read_line_by_line() -> None:
    content = (SHIPPED / "arrivals.csv").read_bytes()
    reading = wide.read("arrivals.csv", content, TODAY)
    lines = content.decode().splitlines()[1:]
    assert len(reading.figures) == len(lines)
    assert keys(reading) == []
    for figure, line in zip(reading.figures, lines, strict=True):
        cells = line.split(",")
        assert [str(figure.year), str(figure.through), str(figure.arrivals)] == cells[:3]
        assert ["" if sex is None else str(sex) for sex in (figure.male, figure.female)] == (
            cells[3:5]
        )
        assert [figure.stated["status"], figure.stated["source"]] == cells[5:7]
        assert figure.provisional == (cells[5] == "provisional")


KEPT = """연도,기준월,입국인원(명),남,여,상태,출처,비고
2024,6월,105,,,잠정,kbs-2024-07,'=43+62
2024,12,236,26,210,,news1-2025-02,
2024.9,,181,22,159,확정,sedaily-2024-10,
"""


def test_a_spreadsheet_that_somebody_keeps_is_read_with_a_mapping_that_is_shown() -> None:
    reading = read(KEPT)
    assert figures(reading) == [
        (2024, 6, 105, None, None),
        (2024, 12, 236, 26, 210),
        (2024, 9, 181, 22, 159),
    ]
    assert [figure.provisional for figure in reading.figures] == [True, False, False]
    assert reading.figures[0].stated["note"] == "=43+62"
    assert reading.columns == tuple(KEPT.splitlines()[0].split(","))
    assert reading.mapping == {
        "year": "연도",
        "through": "기준월",
        "arrivals": "입국인원(명)",
        "male": "남",
        "female": "여",
        "status": "상태",
        "source": "출처",
        "note": "비고",
    }


def test_the_mapping_can_be_given() -> None:
    text = "when;who;how many;of them women\n2023;KBS;196;164\n2024;KBS;236;210\n"
    with pytest.raises(NotUnderstoodError) as caught:
        read(text)
    assert caught.value.columns == ("when", "who", "how many", "of them women")
    reading = read(text, year="when", arrivals="how many", female="of them women", source="who")
    assert figures(reading) == [(2023, 12, 196, None, 164), (2024, 12, 236, None, 210)]
    assert reading.figures[0].stated["source"] == "KBS"


WRONG_MAPPINGS = {
    "an unknown column": ({"year": "whn", "arrivals": "n"}, "did you mean when?"),
    "an unknown meaning": ({"yaer": "when", "arrivals": "n"}, "did you mean year?"),
    "no counts": ({"year": "when"}, "expected columns for year and arrivals"),
}


@pytest.mark.parametrize(("mapping", "message"), WRONG_MAPPINGS.values(), ids=WRONG_MAPPINGS)
def test_a_mapping_that_does_not_fit_is_explained(mapping: dict[str, str], message: str) -> None:
    with pytest.raises(DataError, match=r"kept\.csv") as caught:
        read("when,n\n2023,196\n2024,236\n", **mapping)
    assert message in str(caught.value)


WRONG_LINES = {
    "2023,12,196²,32,164,,a,": ["unread-arrivals-row-2"],
    "2023,12,196,32,146,,a,": ["sum-row-2"],
    "2023,13,196,32,164,,a,": ["through-row-2"],
    "~2023,12,196,32,164,,a,": ["year-row-2"],
    "2027,3,196,32,164,,a,": ["year-row-2"],
    "2023,12,196,32,164,perhaps,a,": ["status-row-2"],
    "2023,12,196,32,164": ["row-2"],
    "2023,12,,32,,,a,": ["arrivals-row-2"],
    "2024,12,236,,,,b,": ["twice-row-3"],
}


@pytest.mark.parametrize(("line", "doubts"), WRONG_LINES.items())
def test_what_is_wrong_in_a_line_is_doubted(line: str, doubts: list[str]) -> None:
    header = "year,through,arrivals,male,female,status,source,note"
    reading = read(f"{header}\n{line}\n2024,12,236,26,210,,b,\n")
    assert keys(reading) == doubts
    assert (2024, 12, 236) in [figure[:3] for figure in figures(reading)]


@pytest.mark.parametrize("name", ["totals.csv", "sources.csv", "events.csv", "README.md"])
def test_files_without_figures_are_not_taken_for_a_table_with_them(name: str) -> None:
    with pytest.raises(NotUnderstoodError):
        wide.read(name, (SHIPPED / name).read_bytes(), TODAY)


def test_an_export_of_totals_is_not_taken_for_figures() -> None:
    text = "year,male,female,as_of,total,source\n2001,1395,595,2001-12-31,1990,hankyung-2002-02\n"
    with pytest.raises(NotUnderstoodError):
        read(text)


def test_a_sum_below_the_lines_is_said_to_be_left_out() -> None:
    reading = read("연도,입국인원,출처\n2023,196,a\n2024,236,a\n합계,432,\n")
    assert len(reading.figures) == 2
    assert "line 4, cell 1: a sum, not read" in map(str, reading.recognised)

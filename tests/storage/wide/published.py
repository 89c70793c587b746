"""Invented tables as somebody may publish them, and the bytes of a file with each of them."""

import codecs
import csv
import html
import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from hypothesis import strategies as st
from openpyxl import Workbook

from defector_stats.dates import month_end
from tests.storage.wide.plain import Figure, Total

Rows = list[list[str]]
Around = tuple[list[str], list[str]]

LABELS = {
    "ko": [
        ("남(명)", "여(명)", "합계(명)", "여성비율"),
        ("남", "여", "계", "여성 비율(%)"),
        ("남자", "여자", "합 계", "여성비율"),
        ("남성¹⁾", "여성", "소계", "여성비율"),
    ],
    "en": [
        ("Male", "Female", "Total", "Female Ratio"),
        ("Men", "Women", "Sum", "Share of women"),
    ],
    "zh": [("男(名)", "女(名)", "合计(名)", "女性比例"), ("男", "女", "合计", "女性比例")],
}
TOTALS = {"ko": ["합계", "합 계", "누계", "계"], "en": ["Total"], "zh": ["合计", "合計"]}
CORNERS = {"ko": ["구분", "연도", ""], "en": ["Year / Sex", "Year", ""], "zh": ["类别", ""]}
PROVISIONAL = {
    "ko": ["(잠정)", " (잠정치)"],
    "en": [" (Provisional Figures)", " (Provisional)"],
    "zh": [" (暂定)"],
}
ABOVE = {
    "ko": ["북한이탈주민 입국인원 현황", "(단위 : 명)"],
    "en": ["Arrivals by year and sex", "(unit: persons)"],
    "zh": ["脱北居民现况", "(单位:名)"],
}
BELOW = {"ko": "※ 보호결정 전 인원 포함", "en": "※ As counted on entry", "zh": "※ 以入境为准"}
FULL_WIDTH = {ord("0") + digit: ord("０") + digit for digit in range(10)}
YEARS: dict[str, Callable[[int], str]] = {
    "'02": lambda year: f"'{year % 100:02}",
    "’02": lambda year: f"’{year % 100:02}",
    "‘02": lambda year: f"‘{year % 100:02}",
    "02": lambda year: f"{year % 100:02}",
    "2002": str,
    "2002년": lambda year: f"{year}년",
    "２００２": lambda year: str(year).translate(FULL_WIDTH),
}


@dataclass(frozen=True)
class Published:
    """A table as it is meant; the columns of `ranges` end with these years."""

    language: str
    ranges: list[int]
    years: list[int]
    through: int
    provisional: bool
    counts: list[tuple[int, int]]

    @property
    def figures(self) -> list[Figure]:
        """The figures of the single years."""
        months = [12] * (len(self.years) - 1) + [self.through]
        counts = self.counts[len(self.ranges) :]
        return [
            (year, through, male + female, male, female)
            for year, through, (male, female) in zip(self.years, months, counts, strict=True)
        ]

    @property
    def totals(self) -> list[Total]:
        """The totals to the ends of the ranges, and of all."""
        ends = [date(year, 12, 31) for year in self.ranges]
        lengths = [*range(1, len(ends) + 1), len(self.counts)]
        ends.append(month_end(self.years[-1], self.through))
        found = []
        for end, length in zip(ends, lengths, strict=True):
            male, female = (sum(of) for of in zip(*self.counts[:length], strict=True))
            found.append((end.isoformat(), male + female, male, female))
        return found


@st.composite
def published(draw: st.DrawFn) -> Published:
    first = draw(st.integers(1995, 2003))
    ranges = draw(st.sampled_from([[], [first], [first, first + 2], [first, first + 4]]))
    start = ranges[-1] + 1 if ranges else first
    years = list(range(start, start + draw(st.integers(3, 18))))
    size = len(ranges) + len(years)
    persons = st.integers(0, 3000)
    return Published(
        language=draw(st.sampled_from(sorted(LABELS))),
        ranges=ranges,
        years=years,
        through=draw(st.sampled_from([12, 12, 6, 9, 11])),
        provisional=draw(st.booleans()),
        counts=draw(st.lists(st.tuples(persons, persons), min_size=size, max_size=size)),
    )


@dataclass(frozen=True)
class Look:
    """How a table is written."""

    years: str
    labels: tuple[str, str, str, str]
    total: str
    corner: str
    provisional: str
    commas: bool
    share: bool
    down: bool
    sum_first: bool
    total_first: bool
    around: Around


@st.composite
def looks(draw: st.DrawFn, language: str) -> Look:
    decorated: Around = ([*ABOVE[language], ""], ["", BELOW[language]])
    return Look(
        years=draw(st.sampled_from(sorted(YEARS))),
        labels=draw(st.sampled_from(LABELS[language])),
        total=draw(st.sampled_from(TOTALS[language])),
        corner=draw(st.sampled_from(CORNERS[language])),
        provisional=draw(st.sampled_from(PROVISIONAL[language])),
        commas=draw(st.booleans()),
        share=draw(st.booleans()),
        down=draw(st.booleans()),
        sum_first=draw(st.booleans()),
        total_first=draw(st.booleans()),
        around=decorated if draw(st.booleans()) else ([], []),
    )


def cells(table: Published, look: Look) -> Rows:
    """Return the cells of a table, those with labels first."""
    style = YEARS[look.years]
    years = [style(year) for year in table.years]
    if table.through != 12:
        years[-1] += f" {table.through}월" if "년" in look.years else f".{table.through:02}"
    if table.provisional:
        years[-1] += look.provisional
    heads = [*(f"~{style(year)}" for year in table.ranges), *years, look.total]
    men, women = ([*of, sum(of)] for of in zip(*table.counts, strict=True))
    both = [male + female for male, female in zip(men, women, strict=True)]
    shares = [
        f"{100 * female / all_:.1f}%" if all_ else "-"
        for female, all_ in zip(women, both, strict=True)
    ]
    number = "{:,}" if look.commas else "{}"
    counts = [[number.format(count) for count in of] for of in (men, women, both)]
    lines = [*zip(look.labels, [*counts, shares], strict=True)]
    if look.sum_first:
        lines = [lines[2], *lines[:2], lines[3]]
    rows = [[look.corner, *heads], *([label, *values] for label, values in lines)]
    rows = rows if look.share else rows[:-1]
    if look.total_first:
        rows = [[row[0], row[-1], *row[1:-1]] for row in rows]
    return [list(column) for column in zip(*rows, strict=True)] if look.down else rows


def counted(rows: Rows) -> list[tuple[int, int]]:
    """Return the places of the counts of a table."""
    return [
        (row, column)
        for row in range(1, len(rows))
        for column in range(1, len(rows[0]))
        if rows[row][column].replace(",", "").isdecimal()
    ]


def separated(separator: str) -> Callable[[Rows, Around], str]:
    def write(rows: Rows, around: Around) -> str:
        text = io.StringIO(newline="")
        above, below = ([[line] for line in lines] for lines in around)
        csv.writer(text, delimiter=separator).writerows([*above, *rows, *below])
        return text.getvalue()

    return write


def page(rows: Rows, around: Around) -> str:
    above, below = ("".join(f"<p>{html.escape(line)}</p>" for line in of) for of in around)
    lines = "".join(
        f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in row)}</tr>" for row in rows
    )
    return f"<!doctype html><body>{above}<table>{lines}</table>{below}"


def laid_out(rows: Rows, around: Around) -> str:
    """Return the text as `pdftotext -layout` writes it."""
    widths = [max(map(len, column)) + 3 for column in zip(*rows, strict=True)]
    lines = ["".join(map(str.rjust, row, widths)) for row in rows]
    return "\n".join([*around[0], *lines, *around[1]])


def with_single_blanks(rows: Rows, around: Around) -> str:
    return "\n".join([*around[0], *map(" ".join, rows), *around[1]])


def one_cell_a_line(rows: Rows, around: Around) -> str:
    return "\n\n".join([*around[0], *(cell for row in rows for cell in row), *around[1]])


def workbook(rows: Rows, around: Around) -> bytes:
    book, content = Workbook(), io.BytesIO()
    above, below = ([[line] for line in lines] for lines in around)
    for row in [*above, *rows, *below]:
        book.active.append([_value(cell) for cell in row])
    book.save(content)
    return content.getvalue()


def _value(cell: str) -> str | int:
    digits = cell.replace(",", "")
    return int(digits) if digits.isascii() and digits.isdecimal() and digits[0] != "0" else cell


MARKS = {
    "utf-8": b"",
    "utf-8-sig": b"",
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "cp949": b"",
}
FORMATS: dict[str, Callable[[Rows, Around], str]] = {
    "comma": separated(","),
    "semicolon": separated(";"),
    "tab": separated("\t"),
    "page": page,
    "laid out": laid_out,
    "single blanks": with_single_blanks,
    "one cell a line": one_cell_a_line,
}
WITHOUT_SEPARATORS = {"laid out", "single blanks", "one cell a line"}


@dataclass(frozen=True)
class File:
    """A published table, its cells and how they are written to a file."""

    table: Published
    look: Look
    rows: Rows
    format: str
    encoding: str

    def content(self) -> bytes:
        """Return the bytes of the file."""
        if self.format == "workbook":
            return workbook(self.rows, self.look.around)
        text = FORMATS[self.format](self.rows, self.look.around)
        return MARKS[self.encoding] + text.encode(self.encoding)


@st.composite
def files(draw: st.DrawFn) -> File:
    table = draw(published())
    look = draw(looks(table.language))
    rows = cells(table, look)
    plain = table.language == "ko" and "¹" not in look.labels[0]
    encodings = [name for name in MARKS if name != "cp949" or plain]
    # Without separators nobody sees an empty corner before a total that comes first.
    unclear = look.total_first and not look.corner
    formats = [name for name in FORMATS if not (unclear and name in WITHOUT_SEPARATORS)]
    form = draw(st.sampled_from([*formats, "workbook"]))
    return File(table, look, rows, form, draw(st.sampled_from(encodings)))

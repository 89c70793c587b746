"""From a table that was read to the rows that it adds, document by document. Pure.

What the files have already is not added again: a table that is imported twice adds nothing.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from defector_stats.errors import DataError, Problem
from defector_stats.i18n.formatting import Period
from defector_stats.i18n.languages import LANGUAGES
from defector_stats.i18n.messages import N_, Said, speaking
from defector_stats.storage import documents
from defector_stats.storage.cells import tidy
from defector_stats.storage.edits import Cells, Edit, RowEdit
from defector_stats.storage.schema import IDENTITY, Figure, Row, Source, Tables, Total
from defector_stats.storage.wide.reading import Doubt, Reading, TableFigure, TableTotal

MINISTRY = {"publisher": "Ministry of Unification", "publisher_ko": "통일부", "kind": "ministry"}
"""Whose table it is, unless somebody knows better."""
STATED = ("title", "publisher", "author", "published", "url", "language")
"""What a line of a long table may tell of its document, beside the id."""


def ministry(tables: Tables) -> Cells:
    """Return the Ministry as the publisher in sources.csv, which may have no columns for more."""
    kinds = any(source.kind for source in tables.sources)
    return MINISTRY if kinds else {"publisher": MINISTRY["publisher"]}


@dataclass(frozen=True)
class Stating:
    """A document by the cells that are known of it, and what it states.

    `name` is the id that suits it, blank for that of its publisher and date.
    """

    document: Cells
    figures: Sequence[TableFigure]
    totals: Sequence[TableTotal] = ()
    name: str = ""


@dataclass(frozen=True)
class Import:
    """The change that adds what a table states; `edit` is the same before its doubts are accepted.

    `document` are cells of sources.csv for the one that states all of it, the id alone if it is
    known; lines of a long table may name others. `accepted` are keys of doubts. `provisional` are
    the years that are, None for those that the table marks.
    """

    reading: Reading
    document: Cells = field(default_factory=dict)
    accepted: Collection[str] = ()
    provisional: Collection[int] | None = None

    def __call__(self, tables: Tables) -> Edit:
        """Return the edit; raises DataError while a doubt in what it adds is not accepted, too."""
        edit = self.edit(tables)
        if edit.rows and self.refusals:
            raise DataError(
                Problem(str(doubt.place), 0, "", doubt.found, doubt.expected)
                for doubt in self.refusals
            )
        return edit

    @property
    def refusals(self) -> list[Doubt]:
        """The doubts that nobody accepted."""
        return self.reading.refusals(self.accepted)

    def edit(self, tables: Tables) -> Edit:
        """Return the rows that the files lack: new documents, their figures and totals."""
        rows: list[RowEdit] = []
        added: list[str] = []
        for stating in self._statings(tables):
            id = stating.document.get("id", "")
            if source := _known(stating, tables):
                id = source.id
            elif not id or any(stating.document.get(name) for name in documents.IDENTITY):
                document = documents.new(
                    {"id": stating.name, **stating.document}, tables.sources, added
                )
                id = document["id"]
                added.append(id)
                rows.append(RowEdit(Source, after=document))
            figures = [self._figure(each, id, tables) for each in stating.figures]
            rows += _lacking(Figure, tables, figures)
            rows += _lacking(Total, tables, [_total(each, id, tables) for each in stating.totals])
        return Edit("import", tuple(rows))

    def missing(self, tables: Tables) -> list[str]:
        """Return what must be given of the document, and is not."""
        new = [row.after or {} for row in self.edit(tables).rows if row.kind is Source]
        return [name for name in documents.IDENTITY if any(not each.get(name) for each in new)]

    def known(self, tables: Tables) -> list[str]:
        """Return the ids of the known documents that state some of it."""
        found = (_known(stating, tables) for stating in self._statings(tables))
        return [source.id for source in found if source]

    def _statings(self, tables: Tables) -> Iterator[Stating]:
        """Yield each document that lines name, or the one that states all."""
        reading = self.reading
        if not reading.mapping:
            yield self._whole(tables)
            return
        cells = {id(figure): self._of_line(figure) for figure in reading.figures}

        def order(figure: TableFigure) -> list[tuple[str, str]]:
            return sorted(cells[id(figure)].items())

        for _named, group in groupby(sorted(reading.figures, key=order), order):
            figures = list(group)
            yield Stating(cells[id(figures[0])], figures)

    def _of_line(self, figure: TableFigure) -> Cells:
        """Return what is given of the document of a line in a long table."""
        stated = {name: tidy(figure.stated.get(name, "")) for name in (*STATED, "source")}
        stated["id"] = stated.pop("source")
        return {**self.document, **{name: cell for name, cell in stated.items() if cell}}

    def _whole(self, tables: Tables) -> Stating:
        """Return the one document that states all, with what its table tells of it."""
        reading = self.reading
        given = {name: cell for name, cell in self.document.items() if cell}
        stating = Stating(given, reading.figures, reading.totals)
        if not reading.figures or any(each.id == given.get("id") for each in tables.sources):
            return stating
        if "publisher" not in given and given.get("kind", "ministry") == "ministry":
            given = {**ministry(tables), **given}
        newest = max(reading.figures, key=lambda figure: (figure.year, figure.through))
        period = Period(newest.year, newest.through)
        described = Said(N_("[Table of arrivals by year to {period}]"), period=period)
        title = (
            {"title": reading.title} if reading.title else _ours("title", described, Source, tables)
        )
        told = {**title, "language": reading.language}
        name = ""
        if given.get("publisher") == MINISTRY["publisher"]:
            plain = f"mou-{newest.year}-{newest.through:02}"
            name = documents.free_id(plain, [source.id for source in tables.sources])
        return replace(stating, document={**told, **given}, name=name)

    def _figure(self, figure: TableFigure, source: str, tables: Tables) -> Cells:
        status = figure.stated.get("status") or "published"
        note = figure.stated.get("note")
        provisional = figure.provisional
        if self.provisional is not None:
            provisional = figure.year in self.provisional
        return {
            "year": str(figure.year),
            "through": str(figure.through),
            "arrivals": str(figure.arrivals),
            **_sexes(figure),
            "status": "provisional" if provisional else status,
            "source": source,
            **({"note": note} if note else _ours("note", figure.note, Figure, tables)),
        }


def _total(total: TableTotal, source: str, tables: Tables) -> Cells:
    return {
        "as_of": total.as_of.isoformat(),
        "total": str(total.total),
        **_sexes(total),
        "source": source,
        **_ours("note", total.note, Total, tables),
    }


def _ours(name: str, said: Said | None, kind: type[Row], tables: Tables) -> dict[str, str]:
    """Return words of ours in English, and in the languages for which the file has a column too.

    It may have no such columns, which are those that nothing stands in.
    """
    cells = {}
    for language in LANGUAGES if said else ():
        column = name if language == "en" else f"{name}_{language}"
        if column == name or any(getattr(row, column) for row in tables.of(kind)):
            with speaking(language):
                cells[column] = str(said)
    return cells or {name: ""}


def _sexes(row: TableFigure | TableTotal | Figure) -> Cells:
    sexes = {"male": row.male, "female": row.female}
    return {name: "" if count is None else str(count) for name, count in sexes.items()}


def _lacking(
    kind: type[Figure] | type[Total], tables: Tables, rows: Sequence[Cells]
) -> Iterator[RowEdit]:
    """Yield the rows that are not there with the same counts, those that contradict them, too."""
    there = {_named(kind, cells): cells for cells in (row.cells() for row in tables.of(kind))}
    for cells in rows:
        known = there.get(_named(kind, cells))
        if known is None or not _agree(known, cells):
            yield RowEdit(kind, after=cells)


def _named(kind: type[Figure] | type[Total], cells: Cells) -> tuple[str, ...]:
    return tuple(cells[name] for name in IDENTITY[kind])


def _agree(one: Cells, other: Cells) -> bool:
    """Say whether two rows state the same; sexes that one of them lacks are no contradiction."""
    return all(
        one[name] == other[name] or "" in (one[name], other[name])
        for name in ("arrivals", "total", "male", "female")
        if name in one
    )


def _known(stating: Stating, tables: Tables) -> Source | None:
    """Return the document if it is known: by its id, its title, or by all that it states."""
    given = stating.document
    if id := given.get("id"):
        return next((each for each in tables.sources if each.id == id), None)
    return documents.find(given, tables.sources) or next(
        (each for each in tables.sources if _is_stated_by(each, stating, tables)), None
    )


def _is_stated_by(source: Source, stating: Stating, tables: Tables) -> bool:
    """Say whether a document of the same publisher states all figures of a table."""
    given = stating.document
    if given.get("publisher") not in (source.publisher, source.publisher_ko):
        return False
    if given.get("published", source.published) != source.published or len(stating.figures) < 2:
        return False
    stated = {
        (each.year, each.through): each for each in tables.figures if each.source == source.id
    }
    return all(
        (known := stated.get((figure.year, figure.through))) is not None
        and known.arrivals == figure.arrivals
        and _agree(_sexes(known), _sexes(figure))
        for figure in stating.figures
    )

"""What the import shows: how a table was read, what it changes, what is asked of its reader."""

from collections.abc import Collection, Mapping, Sequence

from markupsafe import Markup

from defector_stats.analysis.dataset import Dataset
from defector_stats.dashboard.page import form
from defector_stats.dashboard.page.form import Field
from defector_stats.dashboard.page.rendering import render
from defector_stats.errors import Problem
from defector_stats.i18n.messages import N_, Said, _, ngettext
from defector_stats.storage.changes import Outcome
from defector_stats.storage.fields import described
from defector_stats.storage.schema import Figure, Source
from defector_stats.storage.wide import Reading, long
from defector_stats.text import differences, statements

NOTHING = Markup("")
FIELDS = ("title", "published", "publisher", "publisher_ko", "kind", "url")


def fields() -> list[Field]:
    """Return the fields of the document, and the day that a table may not say."""
    columns = {column.name: column for column in described(Source)}
    of_document = [form.field("table", columns[name]) for name in FIELDS]
    hint = _("only if the table does not say it: 2025-06-30")
    return [*of_document, Field("table", "counted_to", _("Last day counted"), hint, "")]


def preview(
    reading: Reading,
    accepted: Collection[str],
    outcome: Outcome,
    before: Dataset,
    after: Dataset,
    known: Sequence[str],
    slips: Sequence[str],
) -> Markup:
    """Return how the table was read, and what is new, confirmed and revised by it.

    `slips` are questions after counts that look like a slip of the keyboard.
    """
    if not outcome.edit.rows:
        told = Markup("<p><strong>{}</strong></p>").format(nothing(known))
        return told + recognised(reading, accepted)
    effects = render(
        "consequences.html",
        stated=list(statements.by_role(statements.added(before, after))),
        said=differences.aftermath(before, after),
        lines={file: line for file, line in outcome.lines.items() if file == Source.file},
    )
    return recognised(reading, accepted, effects, slips)


def recognised(
    reading: Reading,
    accepted: Collection[str],
    effects: Markup = NOTHING,
    slips: Sequence[str] = (),
) -> Markup:
    """Return what does not add up in a table, each with a box, its effects, and how it was read."""
    return render(
        "import_reading.html",
        doubts=[*((each.key, each) for each in reading.doubts), *((each, each) for each in slips)],
        accepted=accepted,
        effects=effects,
        recognised=reading.recognised,
        columns=mapping(reading.columns, reading.mapping) if reading.mapping else NOTHING,
    )


def mapping(columns: Sequence[str], chosen: Mapping[str, str]) -> Markup:
    """Return the choice of what each column of a table is, nothing if it has none."""
    if not columns:
        return NOTHING
    labels = {
        **{column.name: column.label for column in described(Source)},
        **{column.name: column.label for column in described(Figure)},
    }
    options = [("", "–"), *((column, column) for column in columns)]
    asked = [
        Field("map", name, _(labels.get(name, name)), "", chosen.get(name, ""), options)
        for name in long.NAMES
    ]
    return render("import_columns.html", fields=asked, understood=bool(chosen))


def needed(missing: Sequence[str]) -> Markup:
    """Say what is still to be given; what is shown is as of today until then."""
    labels = {column.name: column.label for column in described(Source)}
    names = ", ".join(_(labels[name]) for name in missing)
    said = _("Still to be given before it is saved: {names}. Shown as if published today.")
    return Markup("<p><strong>{}</strong></p>").format(said.format(names=names))


def unaccepted(count: int) -> str:
    """Say that nothing was written because of doubts."""
    said = ngettext(
        "Nothing was written: {count} doubt is to be accepted below, or mended in the table.",
        "Nothing was written: {count} doubts are to be accepted below, or mended in the table.",
        count,
    )
    return said.format(count=count)


def nothing(known: Sequence[str]) -> str:
    """Say that the files have all of it."""
    said = _("There is nothing to add: the files have all of it, from {documents}.")
    return said.format(documents=", ".join(known))


def imported(outcome: Outcome) -> str:
    """Say that the table was written, and how many counts it added."""
    count = sum(row.kind is not Source for row in outcome.edit.rows)
    said = ngettext("Imported: {count} count.", "Imported: {count} counts.", count)
    return said.format(count=count)


def no_day(text: str) -> Problem:
    """Return what is wrong with the last day counted."""
    return Problem(_("Last day counted"), 0, "", text, Said(N_("a day such as 2025-06-30")))

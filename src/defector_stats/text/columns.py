"""The columns of exported tables, once: in which order, how they are called, what they hold."""

from dataclasses import dataclass

from defector_stats.i18n.messages import N_, _, spoken
from defector_stats.storage.fields import described
from defector_stats.storage.schema import Event, Figure, Source, Total

TEXT, FLAG, YEAR, COUNT = "text", "flag", "year", "count"
CHANGE, PERCENT, DAY = "change", "percent", "day"
"""Kinds of values: counts and changes are persons."""
OF_FILES = {
    column.name: column.label
    for kind in (Event, Source, Total, Figure)
    for column in described(kind)
}
"""How the columns of the files are called; where two files have one, as with a figure."""


@dataclass(frozen=True)
class Column:
    """A column by its `key` in frames, with the kind of its values.

    `label` is its name in words, "" for that which it has in the files.
    """

    key: str
    kind: str = TEXT
    label: str = ""

    @property
    def heading(self) -> str:
        """What stands over it: English files keep the key, which programs know."""
        return self.key if spoken() == "en" else _(self.label or OF_FILES[self.key])


COLUMNS = (
    Column("year", YEAR, N_("Year")),
    Column("through", YEAR, N_("Counted")),
    Column("arrivals", COUNT),
    Column("male", COUNT),
    Column("female", COUNT),
    Column("before", COUNT, N_("The year before")),
    Column("change", CHANGE, N_("Change")),
    Column("change_percent", PERCENT, N_("Change, %")),
    Column("newest", COUNT, N_("Newest value")),
    Column("share_of_women", PERCENT, N_("Share of women, %")),
    Column("as_of", DAY),
    Column("total", COUNT, N_("Cumulative total")),
    Column("counted", COUNT, N_("Sum of the figures")),
    Column("difference", CHANGE, N_("Difference")),
    Column("counted_male", COUNT, N_("Sum, men")),
    Column("difference_male", CHANGE, N_("Difference, men")),
    Column("counted_female", COUNT, N_("Sum, women")),
    Column("difference_female", CHANGE, N_("Difference, women")),
    Column("step", YEAR, N_("Step")),
    Column("role", label=N_("What the document does")),
    Column("publications", COUNT, N_("Publications")),
    Column("from_before", CHANGE, N_("On the one before")),
    Column("to_newest", CHANGE, N_("To the newest")),
    Column("status"),
    Column("corrected_from", COUNT, N_("Corrected from")),
    Column("unconfirmed", FLAG, N_("Not confirmed by the Ministry")),
    Column("source", label=N_("Id of the document")),
    Column("publisher"),
    Column("title"),
    Column("author"),
    Column("published"),
    Column("known_on", DAY, N_("Known from")),
    Column("url"),
    Column("language"),
    Column("note"),
    Column("citation", label=N_("Citation")),
)

"""The columns of exported tables, once: in which order, how they are called, what they hold."""

from dataclasses import dataclass

from defector_stats.i18n.messages import N_, _, spoken

TEXT, YEAR, COUNT, CHANGE, PERCENT, DAY = "text", "year", "count", "change", "percent", "day"
"""Kinds of values: counts and changes are persons."""


@dataclass(frozen=True)
class Column:
    """A column by its `key` in frames, with its name in words and the kind of its values."""

    key: str
    label: str
    kind: str = TEXT

    @property
    def heading(self) -> str:
        """What stands over it: English files keep the key, which programs know."""
        return self.key if spoken() == "en" else _(self.label)


COLUMNS = (
    Column("year", N_("Year"), YEAR),
    Column("through", N_("Last month counted"), YEAR),
    Column("arrivals", N_("Arrivals"), COUNT),
    Column("male", N_("Men"), COUNT),
    Column("female", N_("Women"), COUNT),
    Column("before", N_("The year before"), COUNT),
    Column("change", N_("Change"), CHANGE),
    Column("change_percent", N_("Change, %"), PERCENT),
    Column("newest", N_("Newest value"), COUNT),
    Column("share_of_women", N_("Share of women, %"), PERCENT),
    Column("as_of", N_("To the end of"), DAY),
    Column("total", N_("Cumulative total"), COUNT),
    Column("counted", N_("Sum of the figures"), COUNT),
    Column("difference", N_("Difference"), CHANGE),
    Column("counted_male", N_("Sum, men"), COUNT),
    Column("difference_male", N_("Difference, men"), CHANGE),
    Column("counted_female", N_("Sum, women"), COUNT),
    Column("difference_female", N_("Difference, women"), CHANGE),
    Column("step", N_("Step"), YEAR),
    Column("publications", N_("Publications"), COUNT),
    Column("from_before", N_("On the one before"), CHANGE),
    Column("to_newest", N_("To the newest"), CHANGE),
    Column("status", N_("Status")),
    Column("source", N_("Id of the document")),
    Column("publisher", N_("Publisher")),
    Column("title", N_("Title")),
    Column("author", N_("Author")),
    Column("published", N_("Published on")),
    Column("known_on", N_("Known from"), DAY),
    Column("url", N_("Address")),
    Column("language", N_("Language")),
    Column("note", N_("Note")),
    Column("citation", N_("Citation")),
)

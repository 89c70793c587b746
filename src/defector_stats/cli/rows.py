"""What else a document states, as options: further figures, totals, an event."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from defector_stats.cli.terminal import pair, typed
from defector_stats.i18n.messages import N_, _

if TYPE_CHECKING:
    from defector_stats.storage.schema import Row

EVENT = {
    "event_ko": ("label_ko", N_("the label of the event in Korean")),
    "event_description": ("description", N_("the event in a sentence or two")),
    "event_description_ko": ("description_ko", N_("the event in a sentence or two in Korean")),
}
Rows = list[tuple["type[Row]", dict[str, str]]]


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options to a parser."""
    figure = _("a further figure: year or last month, persons, men, women, status")
    total = _("a cumulative total: last day counted, persons, men, women")
    event = _("an event: its date, as exact as it is known, and a few words")
    for name, metavar, said in (
        ("figure", "2026-03=54/2/52/provisional", figure),
        ("total", "2026-03-31=34591", total),
    ):
        parser.add_argument(
            f"--{name}",
            metavar=metavar,
            type=typed(pair, metavar),
            action="append",
            default=[],
            help=said,
        )
    labelled = "2026-03=LABEL"
    parser.add_argument("--event", metavar=labelled, type=typed(pair, labelled), help=event)
    for name, (_column, said) in EVENT.items():
        parser.add_argument(f"--{name.replace('_', '-')}", metavar="TEXT", help=_(said))


def given(options: argparse.Namespace) -> Rows:
    """Return the rows that the options state, without their document."""
    from defector_stats.storage.schema import Event, Figure, Total

    rows: Rows = [(Figure, _figure(*pair)) for pair in options.figure]
    rows += [(Total, {"as_of": day, **_counts(counts, "total")}) for day, counts in options.total]
    if options.event:
        date, label = options.event
        texts = {column: getattr(options, name) or "" for name, (column, _said) in EVENT.items()}
        rows.append((Event, {"date": date, "label": label, **texts}))
    return rows


def _figure(when: str, counts: str) -> dict[str, str]:
    from defector_stats.storage.schema import STATUSES

    year, _sign, through = when.partition("-")
    before, _sign, status = counts.rpartition("/")
    if status not in STATUSES:
        before, status = counts, "published"
    return {
        "year": year,
        "through": through or "12",
        **_counts(before, "arrivals"),
        "status": status,
    }


def _counts(text: str, whole: str) -> dict[str, str]:
    persons, *sexes = text.split("/")
    return {whole: persons, **dict(zip(("male", "female"), sexes, strict=False))}

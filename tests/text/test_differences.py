from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from defector_stats.analysis.dataset import Dataset
from defector_stats.i18n import formatting
from defector_stats.i18n.messages import speaking
from defector_stats.storage import changes
from defector_stats.storage.schema import Row, Tables
from defector_stats.text.differences import consequences, news
from tests.writers import NEW, Addition


@pytest.fixture
def added(folder: Path) -> changes.Outcome:
    return changes.preview(folder, NEW)


def test_an_added_figure_is_news(added: changes.Outcome) -> None:
    before, after = Dataset(added.before), Dataset(added.after)
    assert news(before, after) == ["2026, January–March: 54, Newsis"]
    assert news(after, before) == ["Taken away: 2026, January–March: 54, Newsis"]
    assert news(after, after) == ["The files were saved anew; no cell of them is another."]


def test_a_changed_count_is_told_with_the_one_before(tables: Tables) -> None:
    figures = [
        figure.model_copy(update={"arrivals": 2928})
        if (figure.year, figure.source) == (2009, "korea-herald-2011-10")
        else figure
        for figure in tables.figures
    ]
    totals = [each.model_copy(update={"total": 948}) for each in tables.totals[:1]]
    changed = replace(tables, figures=figures, totals=[*totals, *tables.totals[1:]])
    assert news(Dataset(tables), Dataset(changed)) == [
        "2009: 2,928 instead of 2,927, The Korea Herald",
        "Total to 31 December 1998: 948 instead of 947, Ministry of Unification",
        "9 more inconsistencies than before",
    ]
    named = [each.model_copy(update={"publisher_ko": "신문"}) for each in tables.sources]
    before, after = (replace(each, sources=named) for each in (tables, changed))
    fewer = replace(before, totals=tables.totals[1:])
    with speaking("ko"):
        assert news(Dataset(before), Dataset(after))[:2] == [
            "2009년: 2,927명에서 2,928명으로, 신문",
            "1998년 12월 31일 기준 누계: 947명에서 948명으로, 신문",
        ]
        assert news(Dataset(before), Dataset(fewer))[0] == (
            "삭제됨: 1998년 12월 31일 기준 누계: 947명, 신문"
        )


def edited(rows: Sequence[Row], place: int, **cells: object) -> Any:  # noqa: ANN401
    return [*rows[:place], rows[place].model_copy(update=cells), *rows[place + 1 :]]


def test_whatever_is_edited_is_named_with_what_it_was(tables: Tables) -> None:
    event, figure, source = tables.events[0], tables.figures[0], tables.sources[0]
    changed = replace(
        tables,
        figures=edited(tables.figures, 0, note="n" * 300, arrivals=figure.arrivals + 1),
        sources=edited(tables.sources, 0, title="T"),
        events=[*tables.events[1:], event.model_copy(update={"label": "L"})],
    )
    assert news(Dataset(tables), Dataset(changed)) == [
        "1998: 72 instead of 71, Daily NK / Yonhap",
        f"Figure changed: 1998: 71 ({figure.source}): Note – → {'n' * 59}…",
        f"Document changed: {source.publisher}, {source.title}, "
        f"{formatting.day(source.published)} ({source.id}): Title {source.title[:59]}… → T",
        f"Event changed: {formatting.day(event.date)}: {event.label} ({event.source}): "
        f"Label {event.label} → L",
    ]


def test_a_long_cell_is_shown_where_it_differs(tables: Tables) -> None:
    old = replace(tables, figures=edited(tables.figures, 0, note=f"{'a' * 500} until May"))
    new = replace(tables, figures=edited(tables.figures, 0, note=f"{'a' * 500} until June"))
    (line,) = news(Dataset(old), Dataset(new))
    assert line.endswith("Note …aaaaaaaaaaaaa until May → …aaaaaaaaaaaaa until June")
    assert len(line) < 150


def test_a_document_is_told_only_if_it_comes_without_counts(tables: Tables) -> None:
    alone = tables.sources[0].model_copy(update={"id": "alone", "published": "2011-10-02"})
    (line,) = news(Dataset(tables), Dataset(replace(tables, sources=[*tables.sources, alone])))
    assert line.startswith("Document added: ")
    assert line.endswith(" (alone)")


def test_more_and_fewer_inconsistencies_are_told(tables: Tables) -> None:
    part = tables.figures[-1].model_copy(update={"year": 2009, "through": 6, "arrivals": 3000})
    worse = replace(tables, figures=[*tables.figures, part])
    assert news(Dataset(tables), Dataset(worse))[-1] == "2 more inconsistencies than before"
    assert news(Dataset(worse), Dataset(tables))[-1] == "2 inconsistencies fewer than before"


def test_much_news_is_cut_short(tables: Tables) -> None:
    few = replace(tables, figures=tables.figures[:100])
    lines = news(Dataset(few), Dataset(tables))
    assert len(lines) == 6
    assert lines[5] == f"and {len(tables.figures) - 105} more"


def said(folder: Path, year: int, through: int, arrivals: int, **of_document: str) -> str:
    figure = {
        "year": str(year),
        "through": str(through),
        "arrivals": str(arrivals),
        "status": "published",
    }
    assert NEW.source
    outcome = changes.preview(folder, Addition(figure, {**NEW.source, **of_document}))
    source = outcome.after.sources[-1].id
    dataset = Dataset(outcome.before), Dataset(outcome.after)
    return "\n".join(consequences(*dataset, year, through, source))


def test_part_of_a_year_is_compared_with_the_same_months(folder: Path) -> None:
    assert said(folder, 2026, 3, 54) == (
        "+16 on January–March 2025: 38 (KG News Korea, 17 April 2025).\n"
        "It is the first figure for January–March 2026.\n"
        "The years to the end of 2025 still add up to the published total of 34,537."
    )


def test_a_revision_and_what_then_no_longer_adds_up(folder: Path) -> None:
    text = said(folder, 2009, 12, 2900)
    assert "+97 on 2008: 2,803" in text
    assert "It revises 2009 by −14; until now 2,914 (" in text
    assert (
        "The years to the end of 2025 add up to 34,523, 14 fewer than the published total of "
        "34,537."
    ) in text
    assert "New warning: arrivals.csv, line 166" in said(folder, 2009, 6, 3000)


def test_a_confirmation_and_an_older_document(folder: Path) -> None:
    assert "It confirms the newest figure for 2009, 2,914" in said(folder, 2009, 12, 2914)
    old = said(folder, 2009, 12, 2900, published="2010-03-01")
    assert "The newest figure for 2009 stays 2,914" in old


@pytest.mark.parametrize(
    ("arrivals", "sentence"),
    [
        (2927, "It repeats a value that the Ministry has replaced: 2009 stays 2,914 ("),
        (2900, "It revises 2009 by −14, not confirmed by the Ministry; until now 2,914 ("),
        (2914, "It confirms the newest figure for 2009, 2,914 ("),
    ],
)
def test_beside_the_word_of_the_ministry(tables: Tables, arrivals: int, sentence: str) -> None:
    sources = [
        each.model_copy(update={"kind": "ministry" if each.id.startswith("mou-") else "press"})
        for each in tables.sources
    ]
    before = replace(tables, sources=sources)
    figure = tables.figures[-1].model_copy(
        update={"year": 2009, "arrivals": arrivals, "male": None, "female": None}
    )
    after = replace(before, figures=[*tables.figures, figure])
    lines = consequences(Dataset(before), Dataset(after), 2009, 12, figure.source)
    assert lines[1].startswith(sentence)


def test_an_older_publication_can_change_an_older_sum(folder: Path) -> None:
    text = said(folder, 2012, 12, 1536, published="2013-01-02")
    assert "The total to 31 December 2012, 24,613, then " in text


def test_without_anything_to_compare_with(folder: Path) -> None:
    text = said(folder, 2026, 2, 30)
    assert "No figure for January–February 2025 is in this collection to compare it with." in text

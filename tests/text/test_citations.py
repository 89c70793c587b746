import json
from typing import Any

import jsonschema
import pandas as pd
import pytest
from bibtexparser.entrypoint import parse_string

from defector_stats.analysis.dataset import Dataset
from defector_stats.text import citations
from defector_stats.views.view import ARTICLE_SOURCE

# What CSL-JSON's schema says of the fields that are used here.
CSL_SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["id", "type"],
        "additionalProperties": False,
        "properties": {
            "id": {"type": ["string", "number"]},
            "type": {"enum": ["article", "article-newspaper", "dataset", "document", "report",
                              "webpage"]},
            "title": {"type": "string"},
            "publisher": {"type": "string"},
            "URL": {"type": "string"},
            "language": {"type": "string"},
            "version": {"type": "string"},
            "author": {
                "type": "array",
                "items": {
                    "type": "object",
                    "additionalProperties": False,
                    "properties": {
                        name: {"type": "string"} for name in ("family", "given", "literal")
                    },
                },
            },
            "issued": {
                "type": "object",
                "additionalProperties": False,
                "properties": {
                    "date-parts": {
                        "type": "array",
                        "minItems": 1,
                        "maxItems": 2,
                        "items": {
                            "type": "array",
                            "minItems": 1,
                            "maxItems": 3,
                            "items": {"type": ["string", "number"]},
                        },
                    }
                },
            },
        },
    },
}  # fmt: skip


@pytest.fixture
def known(dataset: Dataset) -> list[pd.Series]:
    return [row for _, row in dataset.sources.iterrows()]


def source(**fields: str) -> dict[str, str]:
    plain = {"source": "s", "title": "T", "publisher": "P", "author": "", "published": "2011",
             "url": "", "language": "en"}  # fmt: skip
    return {**plain, **fields}


@pytest.mark.parametrize(
    ("published", "date"),
    [
        ("2012-01-11", "2012, January 11"),
        ("2011-10", "2011, October"),
        ("2023", "2023"),
        ("", "n.d."),
    ],
)
def test_a_date_as_far_as_it_is_known(published: str, date: str) -> None:
    assert citations.plain(source(published=published)) == f"P. ({date}). T."


def test_the_article(dataset: Dataset) -> None:
    article = dataset.figures[dataset.figures["source"] == ARTICLE_SOURCE].iloc[0]
    assert citations.plain(article) == (
        "Song Sang-ho. (2011, October). Seoul strives to persuade Beijing to stop repatriating "
        "N.K. refugees. The Korea Herald."
    )


def test_bibtex_is_read_back(known: list[pd.Series]) -> None:
    library = parse_string(citations.bibtex(known))
    assert not library.failed_blocks
    assert len(library.entries) == len(known) == 33
    for row in known:
        fields = library.entries_dict[row["source"]].fields_dict
        assert fields["date"].value == row["published"]
        assert fields["title"].value.strip("{}").replace("\\", "") == row["title"]
        assert ("url" in fields) == bool(row["url"])
        if row["url"]:
            assert fields["url"].value == row["url"]
        assert fields["month"].value.isalpha() if "-" in row["published"] else "month" not in fields


def test_signs_that_tex_would_read_are_escaped() -> None:
    text = citations.bibtex([source(title="50% of {A} & B_c #1 ~ \\ ^ $")])
    assert r"50\% of \{A\} \& B\_c \#1" in text
    assert not parse_string(text).failed_blocks


def items(sources: list[Any]) -> Any:  # noqa: ANN401
    return json.loads(json.dumps(citations.csl_json(sources)))


def test_csl_json_is_valid_and_complete(dataset: Dataset, known: list[pd.Series]) -> None:
    itself = citations.data_set(dataset.publications, "0123456789abcdef")
    found = items([*known, itself, source(published="")])
    jsonschema.validate(found, CSL_SCHEMA)
    article = next(item for item in found if item["id"] == ARTICLE_SOURCE)
    assert article["issued"] == {"date-parts": [[2011, 10]]}
    assert article["author"] == [{"literal": "Song Sang-ho"}]
    assert (found[-2]["type"], found[-2]["version"]) == ("dataset", "0123456789ab")
    assert "issued" not in found[-1]


def test_titles_stay_in_their_language(known: list[pd.Series]) -> None:
    korean = next(row for row in known if row["language"] == "ko" and row["source"] != "")
    assert korean["title"] in citations.plain(korean)
    assert items([korean])[0]["title"] == korean["title"]
    assert "langid = {korean}" in citations.bibtex([korean])


def test_the_data_set_itself(dataset: Dataset) -> None:
    text = citations.plain(citations.data_set(dataset.publications, "0123456789abcdef"))
    assert text == (
        "defector-stats. (2026, February 4). Arrivals of North Korean defectors in South Korea: "
        "published figures and their sources (version 0123456789ab) [Data set]."
    )

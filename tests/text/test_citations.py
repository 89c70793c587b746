import json
import re
from typing import Any

import jsonschema
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import parse_string

from defector_stats.analysis.dataset import Dataset
from defector_stats.i18n.messages import speaking
from defector_stats.text import citations
from defector_stats.views.values import ARTICLE_SOURCE

# What CSL-JSON's schema says of the fields that are used here.
CSL_SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["id", "type"],
        "additionalProperties": False,
        "properties": {
            "id": {"type": ["string", "number"]},
            "type": {
                "enum": ["article", "article-newspaper", "dataset", "document", "report", "webpage"]
            },
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
}


# What TeX prints for what is written here.
PRINTED = {
    r"\textbackslash{}": "\\",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    **{f"\\{sign}": sign for sign in "&%$#_"},
}


def as_printed(field: str) -> str:
    """Return the text that TeX prints for a field."""
    inner = re.fullmatch(r"\{(.*)\}", field, re.DOTALL)
    written = re.compile("|".join(map(re.escape, PRINTED)))
    return written.sub(lambda found: PRINTED[found[0]], inner[1] if inner else field)


@pytest.fixture
def known(dataset: Dataset) -> list[pd.Series]:
    return [row for _, row in dataset.sources.iterrows()]


def source(**fields: str) -> dict[str, str]:
    plain = {
        "source": "s",
        "title": "T",
        "publisher": "P",
        "author": "",
        "published": "2011",
        "url": "",
        "language": "en",
    }
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
    entries = parse_string(citations.bibtex(known), "bibtex").entries
    assert len(entries) == len(known)
    for row in known:
        fields = entries[row["source"]].fields
        assert fields["date"] == row["published"]
        assert as_printed(fields["title"]) == row["title"]
        assert fields.get("url", "") == row["url"]
        assert fields["year"] == row["published"][:4]
        assert ("month" in fields) == ("-" in row["published"])


def field_of(name: str, text: str) -> str:
    """Return a field of a source with this text as BibTeX reads it, an entry after it, too."""
    written = citations.bibtex([source(**{name: text}), source(source="next")])
    entries = parse_string(written, "bibtex").entries
    assert list(entries) == ["s", "next"]
    assert entries["next"].fields["title"] == "{T}"
    return str(entries["s"].fields[name])


@pytest.mark.parametrize("name", ["title", "publisher", "url"])
@pytest.mark.parametrize("text", ["a { b", "a } b", "}{", "{a} {b}", "\\{", "\\}", "a\\", "{{{"])
def test_braces_of_a_text_are_counted_in_no_field(name: str, text: str) -> None:
    found = field_of(name, text)
    assert not re.search(r"\\[{}]", found)
    if name != "url":
        assert as_printed(found) == text


@given(
    st.sampled_from(["title", "author", "publisher", "url"]),
    st.text(
        st.characters(exclude_categories=["Cc", "Cs"]) | st.sampled_from('{}\\%$#&_~^@",='),
        min_size=1,
    ),
)
def test_no_text_breaks_the_file(name: str, text: str) -> None:
    written = citations.bibtex([source(**{name: text}), source(source="next")])
    entries = parse_string(written, "bibtex").entries
    assert list(entries) == ["s", "next"]
    assert entries["next"].fields["title"] == "{T}"


def test_signs_that_tex_would_read_are_escaped() -> None:
    title = "50% of {A} & B_c #1 ~ \\ ^ $"
    assert as_printed(field_of("title", title)) == title


def test_an_address_stays_an_address() -> None:
    url = "https://example.org/%ED%83%88?a=1&b=2_3#x~y"
    assert field_of("url", url) == url
    assert field_of("url", "https://example.org/{a}") == "https://example.org/%7Ba%7D"


def items(sources: list[Any]) -> Any:  # noqa: ANN401
    return json.loads(json.dumps(citations.csl_json(sources)))


def test_csl_json_is_valid_and_complete(dataset: Dataset, known: list[pd.Series]) -> None:
    itself = citations.data_set(dataset)
    found = items([*known, itself, source(published="")])
    jsonschema.validate(found, CSL_SCHEMA)
    article = next(item for item in found if item["id"] == ARTICLE_SOURCE)
    assert article["issued"] == {"date-parts": [[2011, 10]]}
    assert article["author"] == [{"literal": "Song Sang-ho"}]
    assert (found[-2]["type"], found[-2]["version"]) == ("dataset", dataset.version[:12])
    assert "issued" not in found[-1]


def test_titles_stay_in_their_language(known: list[pd.Series]) -> None:
    korean = next(row for row in known if row["language"] == "ko" and row["source"] != "")
    assert korean["title"] in citations.plain(korean)
    assert items([korean])[0]["title"] == korean["title"]
    assert "langid = {korean}" in citations.bibtex([korean])


def test_the_data_set_itself(dataset: Dataset) -> None:
    version = dataset.version[:12]
    assert citations.plain(citations.data_set(dataset)) == (
        "Ministry of Unification (Republic of Korea). (2026, February 4). Arrivals of North Korean "
        "defectors in South Korea: published figures and their sources "
        f"(version {version}) [Data set]. defector-stats."
    )
    with speaking("ko"):
        assert citations.plain(citations.data_set(dataset)) == (
            "통일부, defector-stats(2026. 2. 4.), 「북한이탈주민 입국인원: 공표 수치와 출처」"
            f"(버전 {version})"
        )


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"published": "2026-02-04"}, "세계일보(2026. 2. 4.), 「T」"),
        (
            {"published": "2011-10", "url": "https://e.org"},
            "세계일보(2011. 10.), 「T」, https://e.org",
        ),
        ({"published": "2023", "author": "임여익"}, "임여익, 세계일보(2023.), 「T」"),
        ({"published": ""}, "세계일보(발행일 미상), 「T」"),
        ({"title": "[A description]"}, "세계일보(2011.), [A description]"),
        ({"publisher_ko": ""}, "P(2011.), 「T」"),
    ],
)
def test_a_korean_citation(fields: dict[str, str], expected: str) -> None:
    cited = source(**{"publisher_ko": "세계일보", **fields})
    with speaking("ko"):
        assert citations.plain(cited) == expected
    assert "세계일보" not in citations.plain(cited)

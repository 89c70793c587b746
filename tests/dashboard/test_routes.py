"""Addresses beside the page: rows, pictures, the version, and what is answered to a wrong one."""

import csv
import io
import json
from functools import cache

import openpyxl
import pytest
from flask.testing import FlaskClient

from defector_stats.analysis.dataset import Dataset
from defector_stats.charts.catalogue import CHARTS

UNUSABLE = {
    "as-of=garbage": "The link’s as-of=garbage cannot be used",
    "as-of=1999-01-01": "The link’s as-of=1999-01-01 cannot be used",
    "years=1800-1801": "The link’s years=1800-1801 cannot be used",
    "years=2010-2005": "The link’s years=2010-2005 cannot be used",
    "split=everything": "The link’s split=everything cannot be used",
    "as-of=soon&revised=1": "The link’s as-of=soon and revised=1 cannot be used",
    "as-of=soon&lang=ko": "as-of=soon",
}

KINDS = ("csv", "export/csv", "export/xlsx", "export/json", "export/html", "picture")
PATHS = ["csv/all", "export/csv/all", *(f"{kind}/{chart}" for kind in KINDS for chart in CHARTS)]


@cache
def notice(client: FlaskClient, query: str) -> str:
    """Return what the page says of a link."""
    page = client.get(f"/?{query}").text
    return page.split('id="link-notice" role="status">')[1].split("</div>")[0]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("query", UNUSABLE)
def test_a_parameter_that_cannot_be_used_is_refused_in_the_words_of_the_page(
    client: FlaskClient, path: str, query: str
) -> None:
    answer = client.get(f"/{path}?{query}")
    assert answer.status_code == 400
    assert UNUSABLE[query] in answer.text
    sentence = answer.text.split("<p>")[1].split("</p>")[0]
    assert notice(client, query).startswith(sentence)


def test_a_theme_or_size_that_there_is_not_is_refused(client: FlaskClient) -> None:
    assert client.get("/picture/trend?theme=pink").status_code == 400
    assert client.get("/picture/trend?theme=dark").status_code == 200
    refused = client.get("/picture/trend?size=huge")
    assert refused.status_code == 400
    assert (
        "size=huge cannot be used: expected article, slide, square, story, column" in refused.text
    )


@pytest.mark.parametrize(
    "address",
    [
        "/foo",
        "/csv/foo",
        "/export/csv/foo",
        "/export/doc/trend",
        "/export/html/all",
        "/export/",
        "/picture/foo",
        "/export/csv/trend/x",
        "/_dash-layout/x",
        "/_dash-component-suites/dash/nothing.js",
        "/_dash-component-suites/foo/bar.js",
    ],
)
def test_an_unknown_address_is_not_found(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "There is nothing at this address." in answer.text
    assert "이 주소" in client.get(address, headers={"Accept-Language": "ko"}).text


def test_what_a_link_may_ask_is_answered(client: FlaskClient) -> None:
    answer = client.get("/export/csv/trend?as-of=article&years=2008-2009&utm_source=mail")
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert [row["arrivals"] for row in rows] == ["2809", "2927"]


def test_a_picture_speaks_the_language_of_its_address(client: FlaskClient) -> None:
    for language, said in (
        ("ko", "통일부(2026년 2월 4일 기준)"),
        ("en", "as of 4 February 2026; "),
    ):
        figure = client.get(f"/picture/trend?lang={language}").get_json()["figure"]
        assert said in json.dumps(figure, ensure_ascii=False)


def test_the_version_is_two_short_words(client: FlaskClient) -> None:
    answer = client.get("/version")
    state, editing = answer.text.split()
    assert (len(state), editing) == (16, "never")
    assert f'"state": "{state}"' in client.get("/").text


def test_every_figure_is_there_in_three_formats(client: FlaskClient, dataset: Dataset) -> None:
    count = len(dataset.figures)
    rows = list(csv.DictReader(io.StringIO(client.get("/export/csv/all").data.decode("utf-8-sig"))))
    assert len(rows) == count
    assert len(client.get("/export/json/all").get_json()["Every published figure"]) == count
    book = openpyxl.load_workbook(io.BytesIO(client.get("/export/xlsx/all").data))
    assert book["Every published figure"].max_row == count + 1


def test_a_workbook_of_a_chart_has_its_rows_and_their_documents(client: FlaskClient) -> None:
    answer = client.get("/export/xlsx/sex?as-of=article&lang=ko")
    assert answer.headers["Content-Disposition"].endswith('_as-of-article_ko.xlsx"')
    book = openpyxl.load_workbook(io.BytesIO(answer.data))
    assert book.sheetnames[0] == "남녀"
    assert book["남녀"].max_row == 7
    assert book["출처"].max_row == 2


def test_a_chart_is_there_as_a_page_of_its_own(client: FlaskClient) -> None:
    answer = client.get("/export/html/trend?as-of=article&size=square")
    assert "1080x1080.html" in answer.headers["Content-Disposition"]
    assert "highest in 2009 (2,927)" in answer.text


def test_a_picture_has_its_size_and_what_its_svg_says(client: FlaskClient) -> None:
    answer = client.get("/picture/trend?size=story").get_json()
    layout = answer["figure"]["layout"]
    assert (layout["width"], layout["height"]) == (1080, 1920)
    assert answer["svg"]["said"].startswith('<title id="title">North Korean defectors')

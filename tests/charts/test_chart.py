import pytest

from defector_stats.analysis.dataset import Dataset
from defector_stats.charts.catalogue import CHARTS
from tests.charts.drawings import chart


def test_the_source_line_names_the_ministry_the_day_and_the_number_of_documents(
    dataset: Dataset,
) -> None:
    assert chart(dataset, "trend").source == (
        "Source: Ministry of Unification (Republic of Korea), as of 4 February 2026; 15 documents."
    )


def test_the_source_line_names_a_document_that_is_alone(dataset: Dataset) -> None:
    assert chart(dataset, "trend", as_of="article").source == (
        "Source: Ministry of Unification (Republic of Korea), as of October 2011; "
        "The Korea Herald, “Seoul strives to persuade Beijing to stop repatriating N.K. refugees”, "
        "October 2011."
    )


def test_an_old_vintage_is_as_of_its_day(dataset: Dataset) -> None:
    assert ", as of 11 January 2012; " in chart(dataset, "change", as_of="2012-01-11").source


@pytest.mark.parametrize("name", ["trend", "sex"])
def test_the_text_alternative_says_the_shape(dataset: Dataset, name: str) -> None:
    assert (
        "1998–2025; first: 71 in 1998; highest: 2,914 in 2009; "
        "largest fall: −1,204 (−44.5%) in 2012; newest: 223 in 2025."
    ) in chart(dataset, name).alt


def test_the_text_alternative_of_changes_says_span_extremes_and_newest(dataset: Dataset) -> None:
    alt = chart(dataset, "change").alt
    assert "Largest rise: +644 in 2006; largest fall: −1,204 in 2012." in alt
    assert alt.endswith("1999–2025; newest: −13 (−5.5%) in 2025.")


@pytest.mark.parametrize("name", ["revised", "total"])
def test_the_text_alternative_of_differences_says_the_largest(dataset: Dataset, name: str) -> None:
    largest = {"revised": "Largest: 2009 (−38), ", "total": "Largest: 31 December 2012 (+34), "}
    assert largest[name] in chart(dataset, name).alt


@pytest.mark.parametrize("name", CHARTS)
def test_the_text_alternative_says_what_it_is_of_which_day(dataset: Dataset, name: str) -> None:
    drawn = chart(dataset, name, as_of="2013-06-30")
    assert drawn.alt.startswith(
        f"{drawn.kind}: {drawn.title}; figures as of: {drawn.vintage_name}. "
    )


@pytest.mark.parametrize("name", CHARTS)
def test_a_part_of_the_years_is_in_the_title(dataset: Dataset, name: str) -> None:
    assert chart(dataset, name, years=(2010, 2025)).title.endswith(", 2010–2025")
    every = chart(dataset, name, years=(1998, 2025)).title
    assert every == chart(dataset, name).title
    assert "1998" not in every


@pytest.mark.parametrize("name", ["sex", "revised", "total"])
def test_a_chart_without_data_names_no_source(dataset: Dataset, name: str) -> None:
    drawn = chart(dataset, name, as_of="article")
    assert drawn.empty
    assert not drawn.source

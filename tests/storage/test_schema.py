import pytest
from pydantic import ValidationError

from defector_stats.errors import Problem
from defector_stats.i18n.messages import Said
from defector_stats.storage.schema import Figure, Total

FIGURE = {
    "year": "2009", "through": "12", "arrivals": "2927", "male": "", "female": "",
    "status": "published", "source": "s", "note": "",
}  # fmt: skip


def test_a_figure_is_read_from_text() -> None:
    figure = Figure.model_validate({**FIGURE, "male": "671", "female": "2256"})
    assert (figure.year, figure.arrivals, figure.female) == (2009, 2927, 2256)
    assert Figure.model_validate(FIGURE).male is None


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("year", "209"),
        ("year", "nineteen"),
        ("through", "13"),
        ("through", "0"),
        ("arrivals", "-1"),
        ("arrivals", "2,92"),
        ("arrivals", "1e3"),
        ("arrivals", "2927.0"),
        ("arrivals", "٢"),
        ("status", "final"),
        ("source", ""),
    ],
)
def test_a_wrong_cell_is_refused(column: str, value: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Figure.model_validate({**FIGURE, column: value})
    assert [error["loc"][0] for error in caught.value.errors()] == [column]


def test_sexes_that_do_not_add_up_are_refused() -> None:
    with pytest.raises(ValidationError, match=r"male \+ female = 26 \+ 216 = 242"):
        Figure.model_validate({**FIGURE, "arrivals": "236", "male": "26", "female": "216"})
    with pytest.raises(ValidationError, match="male"):
        Total.model_validate(
            {"as_of": "2025-12-31", "total": "10", "male": "1", "female": "1", "source": "s",
             "note": ""}
        )  # fmt: skip


def test_a_problem_in_words() -> None:
    problem = Problem("arrivals.csv", 7, "year", "20 09", Said("a calendar year"), "2009")
    assert str(problem) == (
        "arrivals.csv, line 7, column year: found '20 09', expected a calendar year: "
        "did you mean 2009?"
    )

import errno
import os
import pickle
import re

from defector_stats.errors import REASONS, DataError, Problem, reason
from defector_stats.i18n.messages import Said, speaking


def test_a_problem_in_words() -> None:
    problem = Problem("arrivals.csv", 7, "year", "20 09", Said("a calendar year"), "2009")
    assert str(problem) == (
        "arrivals.csv, line 7, column year: found '20 09', expected a calendar year: "
        "did you mean 2009?"
    )


def test_the_advice_alone_begins_with_a_capital_letter_unless_it_begins_with_a_value() -> None:
    problem = Problem("sources.csv", -1, "language", "x", Said("a language code such as en or ko"))
    assert problem.sentence == "Expected a language code such as en or ko"
    with speaking("ko"):
        assert problem.sentence == "en, ko 같은 언어 코드여야 합니다"


def test_a_new_row_has_a_number_of_its_own() -> None:
    problem = Problem("arrivals.csv", -2, "year", "x", Said("a calendar year"))
    assert str(problem).startswith("arrivals.csv, new row 2, column year: found 'x'")


def test_a_value_steers_no_terminal_and_has_an_end() -> None:
    hostile = "\x1b[31m\u202eabc\x07"
    problem = Problem(hostile, 1, "note", hostile * 100, Said("some text"), hostile)
    said = str(problem)
    assert said.isprintable()
    assert "\\x1b[31m\\u202eabc\\x07" in said
    assert len(said) < 2000
    assert "…" in said


def test_a_list_of_problems_has_an_end() -> None:
    problems = (Problem("a.csv", line, "", "x", Said("some text")) for line in range(1, 1501))
    error = DataError(problems)
    assert [problem.line for problem in error.problems] == list(range(1, 101))
    assert error.rest == 1400
    assert error.lines()[-1] == "and 1,400 more"
    assert len(str(error).splitlines()) == 101
    again = pickle.loads(pickle.dumps(error))
    assert (again.problems, again.rest) == (error.problems, error.rest)


def test_what_the_system_refuses_is_said_in_the_language_of_the_reader() -> None:
    for number, name in errno.errorcode.items():
        error = OSError(number, os.strerror(number))
        assert str(reason(error)) == REASONS.get(number, f"system error {name}")
        with speaking("ko"):
            assert re.search("[가-힣]", str(reason(error))), name

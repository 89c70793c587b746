"""What a reader chose to see, and its form in an address."""

import re
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import parse_qs, urlencode

from defector_stats.analysis.dataset import Limits
from defector_stats.dates import last_day
from defector_stats.i18n.languages import LANGUAGES

LATEST, ARTICLE = "latest", "article"
SORTABLE = ["year", "arrivals", "male", "female", "change", "change_percent", "status", "known_on"]


@dataclass(frozen=True)
class View:
    """The state of the page's controls.

    `as_of` is "latest", "article" or an ISO day; `years` is None for all of them; `sort` names
    a column of the table, with "-" before it for descending order. `revised` is the one year that
    the section on revisions shows, `year` the one whose history is open.
    """

    as_of: str = LATEST
    years: tuple[int, int] | None = None
    percent: bool = False
    by_sex: bool = False
    events: bool = True
    compare: bool = False
    revised: int | None = None
    year: int | None = None
    sort: str = "-year"
    language: str = "en"


def language_of(search: str) -> str | None:
    """Return the language that the query of an address asks for, None if it is none of ours."""
    asked = parse_qs(search.lstrip("?")).get("lang", [""])[-1]
    return asked if asked in LANGUAGES else None


def from_address(search: str, language: str = "en") -> View:
    """Read the query of an address; what cannot be read keeps its default.

    `language` is that of the page when the address names none.
    """
    query = {name: values[-1] for name, values in parse_qs(search.lstrip("?")).items()}
    as_of, sort = query.get("as-of", LATEST), query.get("sort", "-year")
    return View(
        as_of=as_of if as_of in (LATEST, ARTICLE) or _is_day(as_of) else LATEST,
        years=_years(query.get("years", "")),
        percent=query.get("change") == "percent",
        by_sex=query.get("split") == "sex",
        events=query.get("events") != "off",
        compare=query.get("compare") == "latest",
        revised=_year(query.get("revised", "")),
        year=_year(query.get("year", "")),
        sort=sort if sort.removeprefix("-") in SORTABLE else "-year",
        language=language_of(search) or language,
    )


def to_address(view: View) -> str:
    """Write a view as the query of an address, without what is the default."""
    default = View()
    query = {
        "as-of": (view.as_of, default.as_of),
        "years": ("-".join(map(str, view.years)) if view.years else "", ""),
        "change": ("percent" if view.percent else "", ""),
        "split": ("sex" if view.by_sex else "", ""),
        "events": ("" if view.events else "off", ""),
        "compare": ("latest" if view.compare else "", ""),
        "revised": (str(view.revised or ""), ""),
        "year": (str(view.year or ""), ""),
        "sort": (view.sort, default.sort),
        "lang": (view.language, default.language),
    }
    chosen = {name: value for name, (value, usual) in query.items() if value != usual}
    return f"?{urlencode(chosen)}" if chosen else ""


def _is_day(text: str) -> bool:
    try:
        return len(text) == 10 and bool(last_day(text))
    except ValueError:
        return False


def _years(text: str) -> tuple[int, int] | None:
    first, last = map(_year, (text[:4], text[5:]))
    if first is None or last is None or text[4] != "-":
        return None
    return (first, last) if first <= last else None


def _year(text: str) -> int | None:
    return int(text) if re.fullmatch(r"[1-9]\d{3}", text, re.ASCII) else None


def read_address(search: str, limits: Limits, language: str = "en") -> tuple[View, list[str]]:
    """Read the query of an address for these files, and what of it could not be used.

    What is unreadable, or outside of the years and days of the files, keeps its default;
    `language` is that of the page when the address names none.
    """
    view = from_address(search, language)
    first, last = limits.first_year, limits.last_year
    if view.years and not (view.years[0] <= last and view.years[1] >= first):
        view = replace(view, years=None)
    if not first <= (view.year or first) <= last:
        view = replace(view, year=None)
    if not first <= (view.revised or first) <= last:
        view = replace(view, revised=None)
    if _is_day(view.as_of) and date.fromisoformat(view.as_of) < limits.first_day:
        view = replace(view, as_of=LATEST)
    used, given = parse_qs(to_address(view).lstrip("?")), parse_qs(search.lstrip("?"))
    usual = {"as-of": LATEST, "change": "persons", "split": "total", "events": "on",
             "compare": "off", "sort": View.sort, "lang": View.language}  # fmt: skip
    unused = [
        f"{name}={values[-1]}"
        for name, values in given.items()
        if name in {*usual, "years", "year", "revised"}
        and values[-1] not in (used.get(name, [None])[-1], usual.get(name))
    ]
    return view, unused

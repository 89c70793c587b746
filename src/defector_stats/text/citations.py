"""Sources to citations that people paste: plain text in APA style, BibTeX and CSL-JSON.

A source is a row with title, publisher, author, published (as far as known), url and language;
`source` is its id.
"""

import calendar
import re
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from defector_stats.i18n.formatting import day
from defector_stats.i18n.messages import _, ngettext

LANGUAGES = {"en": "english", "ko": "korean", "zh": "chinese"}
DATA_SET = "Arrivals of North Korean defectors in South Korea: published figures and their sources"
PROGRAM = "defector-stats"
Citable = pd.Series | Mapping[str, Any]


def data_set(publications: pd.DataFrame, fingerprint: str) -> dict[str, Any]:
    """Return the data set itself as a source, as new as its newest publication.

    `publications` has a row per source with `published` and `known_on`; the fingerprint is its
    version.
    """
    newest = publications.sort_values("known_on").iloc[-1]
    return {
        "source": f"{PROGRAM}-{newest['published']}",
        "title": DATA_SET,
        "publisher": PROGRAM,
        "author": "",
        "published": newest["published"],
        "url": "",
        "language": "en",
        "version": fingerprint[:12],
    }


def plain(source: Citable) -> str:
    """Return author or publisher, date, title, publisher and address as one line, APA style."""
    by = source["author"] or source["publisher"]
    publisher = f" {source['publisher']}." if source["author"] else ""
    url = f" {source['url']}" if source["url"] else ""
    version = f" (version {source['version']}) [Data set]" if "version" in source else ""
    title = source["title"].rstrip(".")
    return f"{_stopped(by)} ({_apa_date(source['published'])}). {title}{version}.{publisher}{url}"


def chart(title: str, source_line: str) -> str:
    """Return what stands under a chart that is shown elsewhere."""
    cited = _("{title} [Chart]. {source} Drawn with {program}.")
    return cited.format(title=title, source=source_line, program=PROGRAM)


def publication(source: pd.Series) -> str:
    """Name a publication in short: publisher and date."""
    return f"{source['publisher']}, {day(source['published'])}"


def cited(source: pd.Series) -> str:
    """Name a publication in a line: publisher, title, date."""
    return f"{source['publisher']}, “{source['title']}”, {day(source['published'])}"


def source_line(frame: pd.DataFrame) -> str:
    """Name the newest publication behind the rows and count the others; empty without rows."""
    if frame.empty:
        return ""
    newest = cited(frame.sort_values(["known_on", "line"]).iloc[-1])
    others = frame["source"].nunique() - 1
    counted = _("Counts of the Ministry of Unification.")
    if not others:
        return _("Source: {newest}.").format(newest=newest) + f" {counted}"
    line = ngettext(
        "Source: {newest}, and {others} other publication.",
        "Source: {newest}, and {others} other publications.",
        others,
    )
    return f"{line.format(newest=newest, others=others)} {counted}"


def _version(source: Citable) -> str:
    return str(source["version"]) if "version" in source else ""


def _stopped(name: str) -> str:
    return name if name.endswith(".") else f"{name}."


def _apa_date(published: str) -> str:
    """Write a partial date as APA does: 2012, January 11; 2011, October; 2023; n.d."""
    year, *rest = published.split("-")
    if not year:
        return "n.d."
    if not rest:
        return year
    month = calendar.month_name[int(rest[0])]
    return f"{year}, {month} {int(rest[1])}" if len(rest) > 1 else f"{year}, {month}"


def bibtex(sources: Iterable[Citable]) -> str:
    """Return BibTeX entries; `date` is what biblatex reads, year and month are for BibTeX."""
    return "\n".join(map(_entry, sources))


def _entry(source: Citable) -> str:
    year, *rest = source["published"].split("-")
    fields = {
        "author": _braced(source["author"] or source["publisher"], whole=True),
        "title": _braced(source["title"], whole=True),
        "publisher": _braced(source["publisher"]),
        "date": _braced(source["published"]),
        "year": _braced(year),
        "month": calendar.month_abbr[int(rest[0])].lower() if rest else "",
        "version": _braced(_version(source)),
        "url": _braced(source["url"], escape=False),
        "langid": _braced(LANGUAGES.get(str(source["language"]), "")),
    }
    lines = "".join(f",\n  {name} = {value}" for name, value in fields.items() if value)
    kind = "dataset" if "version" in source else "misc"
    return f"@{kind}{{{source['source']}{lines}\n}}\n"


def _braced(text: str, whole: bool = False, escape: bool = True) -> str:
    """Put text in braces, twice if BibTeX must keep its letters and not split it into names."""
    if not text:
        return ""
    if escape:
        text = re.sub(r"[\\{}&%$#_~^]", lambda sign: TEX[sign[0]], text)
    return f"{{{{{text}}}}}" if whole else f"{{{text}}}"


TEX = {
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "{}&%$#_"},
}  # fmt: skip


def csl_json(sources: Iterable[Citable]) -> list[dict[str, Any]]:
    """Return CSL-JSON items, as reference managers read them."""
    return [_item(source) for source in sources]


def _item(source: Citable) -> dict[str, Any]:
    item = {
        "id": source["source"],
        "type": "dataset" if "version" in source else "document",
        "title": source["title"],
        "author": [{"literal": source["author"] or source["publisher"]}],
        "publisher": source["publisher"],
        "issued": {"date-parts": [list(map(int, source["published"].split("-")))]}
        if source["published"]
        else None,
        "URL": source["url"],
        "language": source["language"],
        "version": _version(source),
    }
    return {name: value for name, value in item.items() if value}

"""Sources to citations that people paste: plain text, BibTeX and CSL-JSON.

Plain text follows APA in English, and the usage of the press in Korean. A source is a row with
title, publisher, publisher_ko, author, published (as far as known), url and language; `source` is
its id.
"""

import calendar
import re
from collections.abc import Iterable
from typing import Any

import pandas as pd

from defector_stats.analysis.dataset import Dataset
from defector_stats.analysis.frames import Record
from defector_stats.i18n.direction import isolated
from defector_stats.i18n.formatting import day
from defector_stats.i18n.messages import _, ngettext, own, spoken

LANGUAGES = {"en": "english", "ko": "korean", "zh": "chinese"}
PROGRAM = "defector-stats"
Citable = pd.Series | Record


def ministry() -> str:
    """Name the author of the counts."""
    return _("Ministry of Unification (Republic of Korea)")


def title_of_data() -> str:
    """Name the data set."""
    return _(
        "Arrivals of North Korean defectors in South Korea: published figures and their sources"
    )


def data_set(dataset: Dataset) -> dict[str, Any]:
    """Return the data set itself as a source, as new as its newest publication.

    The Ministry is the author of the counts, this collection publishes them.
    """
    newest = dataset.publications.iloc[0]["published"]
    return {
        "source": f"{PROGRAM}-{newest}",
        "title": title_of_data(),
        "publisher": PROGRAM,
        "author": ministry(),
        "published": newest,
        "url": "",
        "language": spoken(),
        "version": dataset.version[:12],
    }


def publisher(source: Citable) -> str:
    """Name the publisher, in Korean by its own name where that is known."""
    return own(source, "publisher")


def plain(source: Citable) -> str:
    """Return a citation as one line: who, when, title, publisher and address."""
    return _korean(source) if spoken() == "ko" else _apa(source)


def _apa(source: Citable) -> str:
    by = isolated(_stopped(source["author"] or source["publisher"]))
    publisher = f" {isolated(source['publisher'])}." if source["author"] else ""
    url = f" {isolated(source['url'])}" if source["url"] else ""
    version = f" (version {source['version']}) [Data set]" if "version" in source else ""
    title = isolated(source["title"].rstrip("."))
    return f"{by} ({_apa_date(source['published'])}). {title}{version}.{publisher}{url}"


def _korean(source: Citable) -> str:
    """Return author, publisher(date), 「title」 and address."""
    version = f"(버전 {source['version']})" if "version" in source else ""
    url = f", {isolated(source['url'])}" if source["url"] else ""
    return f"{cited(source)}{version}{url}"


def _korean_date(published: str) -> str:
    """Write a partial date as citations do: 2026. 2. 4.; 2011. 10.; 2023."""
    return (
        " ".join(f"{int(part)}." for part in published.split("-")) if published else "발행일 미상"
    )


def chart(title: str, source_line: str) -> str:
    """Return what stands under a chart that is shown elsewhere."""
    cited = _("{title} [Chart]. {source} Drawn with {program}.")
    return cited.format(title=title, source=source_line, program=PROGRAM)


def publication(source: Citable) -> str:
    """Name a publication in short: publisher and date."""
    if spoken() == "ko":
        return f"{publisher(source)}({_korean_date(source['published'])})"
    return f"{publisher(source)}, {day(source['published'])}"


def cited(source: Citable) -> str:
    """Name a publication in a line: publisher, title, date; in Korean also the author."""
    if spoken() == "ko":
        author = f"{isolated(source['author'])}, " if source["author"] else ""
        return f"{author}{publication(source)}, {_quoted(own(source, 'title'), '「」')}"
    title = _quoted(source["title"], "“”")
    return f"{publisher(source)}, {title}, {day(source['published'])}"


def _quoted(title: str, marks: str) -> str:
    """Put marks around a title; one that is a description has its brackets."""
    said = isolated(title)
    return said if title.startswith("[") else f"{marks[0]}{said}{marks[1]}"


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
        "url": _braced(UNSAFE.sub(_percent, source["url"]), escape=False),
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


# BibTeX counts braces whether or not there is a backslash before them.
TEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
}
UNSAFE = re.compile(r"[{}\\\s]")
"""What an address has only by mistake, and would end a field."""


def _percent(sign: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in sign[0].encode())


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

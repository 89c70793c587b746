"""Sources to citations that people paste."""

import pandas as pd

from defector_stats.words import day


def plain(source: pd.Series) -> str:
    """Return author or publisher, date, title, publisher and address as one line of text."""
    by = source["author"] or source["publisher"]
    publisher = f" {source['publisher']}." if source["author"] else ""
    url = f" {source['url']}" if source["url"] else ""
    title = source["title"].rstrip(".")
    return f"{by} ({day(source['published'])}). {title}.{publisher}{url}"

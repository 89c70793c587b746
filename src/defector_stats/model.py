"""Rows to frames: vintages and the statistics of them. Pure pandas, no I/O.

Counts are persons, changes are persons or percent. A frame of *figures* has one row per
published figure; a *vintage* has one row per year, the figure that was the newest on a day.
"""

from datetime import date

import pandas as pd

from defector_stats.schema import Row, Tables, last_day

BASE_YEAR = 1998
FULL_YEAR = 12
COUNTS = ["arrivals", "male", "female"]


def figures(tables: Tables) -> pd.DataFrame:
    """Return every published figure with its source, oldest publication first.

    Columns: year, through (last month counted), arrivals, male, female (persons, the last two
    may be missing), status, source, note, line, and of the source title, publisher, author,
    published (as far as known), url, language, known_on (last day that `published` can mean).
    """
    frame = _with_source(tables, _frame(list(tables.figures)))
    counts = {"year": "int64", "through": "int64", "arrivals": "int64"}
    frame = frame.astype({**counts, "male": "Int64", "female": "Int64"})
    return _by_publication(frame)


def totals(tables: Tables) -> pd.DataFrame:
    """Return every published cumulative total with its source, oldest first.

    Columns: as_of (day), total, male, female (persons), source, note, line, and the source's
    columns as in `figures`.
    """
    frame = _with_source(tables, _frame(list(tables.totals), like=["as_of", "total", *COUNTS[1:]]))
    frame = frame.astype({"total": "int64", "male": "Int64", "female": "Int64"})
    frame["as_of"] = pd.to_datetime(frame["as_of"])
    return frame.sort_values(["as_of", "known_on", "line"], ignore_index=True)


def events(tables: Tables) -> pd.DataFrame:
    """Return the events with their sources, in order of date (`day` is its last possible day)."""
    frame = _with_source(tables, _frame(list(tables.events), like=["date", "label"]))
    frame["day"] = pd.to_datetime([last_day(text) for text in frame["date"]])
    return frame.sort_values(["day", "line"], ignore_index=True)


def _frame(rows: list[Row], like: list[str] | None = None) -> pd.DataFrame:
    if not rows:
        return pd.DataFrame(columns=[*(like or []), "source", "note", "line"])
    return pd.DataFrame([row.__dict__ for row in rows])


def _with_source(tables: Tables, frame: pd.DataFrame) -> pd.DataFrame:
    sources = _frame(list(tables.sources)).drop(columns=["line", "note"])
    sources["known_on"] = pd.to_datetime([last_day(text) for text in sources["published"]])
    return frame.merge(sources.rename(columns={"id": "source"}), on="source", how="left")


def _by_publication(frame: pd.DataFrame) -> pd.DataFrame:
    """Sort by publication; on one day a corrected figure is newer, then the later line."""
    corrected = frame["status"].eq("corrected")
    order = ["known_on", "corrected", "line"]
    return frame.assign(corrected=corrected).sort_values(order, ignore_index=True)


def known(figures: pd.DataFrame, on: date) -> pd.DataFrame:
    """Return the figures published on or before a day."""
    return figures[figures["known_on"] <= pd.Timestamp(on)]


def edition(figures: pd.DataFrame, source: str) -> pd.DataFrame:
    """Return the figures that one publication gives."""
    return figures[figures["source"] == source]


def newest(figures: pd.DataFrame) -> pd.DataFrame:
    """Return one row per year: its newest full-year figure, else the newest of the most months."""
    order = ["year", "through", "known_on", "corrected", "line"]
    ranked = figures.sort_values(order)
    return ranked.drop_duplicates("year", keep="last").reset_index(drop=True)


def as_of(figures: pd.DataFrame, on: date) -> pd.DataFrame:
    """Return the vintage of a day: `newest` of the figures `known` on it."""
    return newest(known(figures, on))


def full_years(vintage: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that count a whole year."""
    return vintage[vintage["through"] == FULL_YEAR]


def year_over_year(vintage: pd.DataFrame) -> pd.DataFrame:
    """Return the vintage with `before` and `change` (persons) and `change_percent`.

    All three are missing for a partial year and where the year before has no full-year figure;
    the percentage is missing where the year before is zero.
    """
    before = full_years(vintage)[["year", "arrivals"]].rename(columns={"arrivals": "before"})
    before["year"] += 1
    result = vintage.merge(before.astype({"before": "Int64"}), on="year", how="left")
    result.loc[result["through"] != FULL_YEAR, "before"] = pd.NA
    return _change(result, "before", "change")


def same_months(vintage: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """Return the partial years of a vintage against the same months of the year before.

    `figures` are those known in the vintage. Columns as in `year_over_year`; missing where no
    figure for the same months of the year before is known.
    """
    partial = vintage[vintage["through"] != FULL_YEAR]
    before = newest_by_months(figures)[["year", "through", "arrivals"]]
    before = before.assign(year=before["year"] + 1).rename(columns={"arrivals": "before"})
    result = partial.merge(before.astype({"before": "Int64"}), on=["year", "through"], how="left")
    return _change(result, "before", "change")


def newest_by_months(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the newest figure for each (year, months counted)."""
    ordered = figures.sort_values(["year", "through", "known_on", "corrected", "line"])
    return ordered.drop_duplicates(["year", "through"], keep="last").reset_index(drop=True)


def _change(frame: pd.DataFrame, before: str, name: str) -> pd.DataFrame:
    change = frame["arrivals"].astype("Int64") - frame[before]
    base = frame[before].mask(frame[before] == 0).astype("Float64")
    return frame.assign(**{name: change, f"{name}_percent": change / base * 100})


def by_sex(figures: pd.DataFrame) -> pd.DataFrame:
    """Return, for each year, the newest full-year figure that is split by sex.

    `newest` is the newest full-year figure of that year, `difference` what it has more (persons),
    `share_of_women` is in percent (missing where nobody arrived).
    """
    full = full_years(figures)
    split = newest(full[full["male"].notna() & full["female"].notna()])
    total = newest(full)[["year", "arrivals"]].rename(columns={"arrivals": "newest"})
    split = split.merge(total, on="year", how="left")
    arrivals = split["arrivals"].mask(split["arrivals"] == 0).astype("Float64")
    return split.assign(
        difference=split["newest"] - split["arrivals"],
        share_of_women=split["female"] / arrivals * 100,
    )


def cumulative(vintage: pd.DataFrame, base: int) -> pd.DataFrame:
    """Return year and `cumulative` (persons counted to its end) from 1999 to the first gap.

    `base` is the count to the end of 1998: 947 in the Ministry's table of 2020.
    """
    later = full_years(vintage).query("year > @BASE_YEAR").sort_values("year", ignore_index=True)
    unbroken = later["year"] == BASE_YEAR + 1 + later.index
    later = later[unbroken.cummin()]
    return later[["year"]].assign(cumulative=base + later["arrivals"].cumsum())


def base_total(totals: pd.DataFrame) -> int | None:
    """Return the newest published count to the end of 1998 (persons), None if there is none."""
    base = totals[totals["as_of"] == pd.Timestamp(BASE_YEAR, 12, 31)]
    return None if base.empty else int(base.iloc[-1]["total"])


def latest(vintage: pd.DataFrame) -> pd.Series | None:
    """Return the row of the newest full year, None if the vintage has none."""
    full = full_years(vintage)
    return None if full.empty else full.nlargest(1, "year").iloc[0]


def peak(vintage: pd.DataFrame) -> pd.Series | None:
    """Return the row of the full year with most arrivals, the first of equals, None if none."""
    full = full_years(vintage)
    return None if full.empty else full.nlargest(1, "arrivals").iloc[0]

"""What leaves the dashboard as a file."""

import pandas as pd

COLUMNS = [
    "year", "through", "arrivals", "male", "female", "before", "change", "change_percent",
    "newest", "share_of_women", "as_of", "total", "counted", "difference", "counted_male",
    "difference_male", "counted_female", "difference_female", "step", "publications",
    "from_before", "to_newest", "status", "source", "publisher", "title",
    "published", "url", "note",
]  # fmt: skip


def csv_text(frame: pd.DataFrame) -> str:
    """Return rows with their sources as CSV, percentages with two decimals.

    Text that a spreadsheet program would run as a formula gets an apostrophe before it.
    """
    chosen = frame[[column for column in COLUMNS if column in frame]].copy()
    for column in (name for name in COLUMNS if name in chosen and chosen[name].dtype == "str"):
        formula = chosen[column].str.match(r"[=+\-@\t\r]")
        chosen[column] = chosen[column].mask(formula, "'" + chosen[column])
    return chosen.to_csv(index=False, float_format="%.2f", lineterminator="\r\n")

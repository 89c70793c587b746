"""What the Ministry should have published by a day, by its own rule. Pure."""

from datetime import date

import pandas as pd

from defector_stats.analysis.steps import MONTHS

# No document says how soon; what was reported at first hand since 2016 came within two months.
MONTHS_TO_PUBLISH = 2
LONGEST = 12


def following(schedule: pd.DataFrame, figures: pd.DataFrame, on: date) -> pd.DataFrame:
    """Return the counts that the rule foresees after the newest one: the overdue, and one more.

    `schedule` is `analysis.schedule`. Columns: year, through, source (of the rule), `overdue` (two
    months have passed from its end to the day). Empty without figures or a rule.
    """
    rows = []
    if not figures.empty:
        newest = figures.sort_values(MONTHS).iloc[-1]
        first = pd.Period(year=newest["year"], month=newest["through"], freq="M") + 1
        for month in pd.period_range(first, pd.Period(on, "M") + LONGEST):
            rule = _rule(schedule, month)
            if rule is None or month.month not in rule["months"]:
                continue
            overdue = (month + MONTHS_TO_PUBLISH).end_time < pd.Timestamp(on)
            rows.append((month.year, month.month, rule["source"], overdue))
            if not overdue:
                break
    return pd.DataFrame(rows, columns=[*MONTHS, "source", "overdue"])


def _rule(schedule: pd.DataFrame, month: pd.Period) -> pd.Series | None:
    """Return the rule that held at the end of a month."""
    held = schedule[schedule["since"].isna() | (schedule["since"] <= month.end_time)]
    return None if held.empty else held.iloc[-1]

"""What is to be said of a step, a row of `analysis.steps`, in a few words each."""

import pandas as pd

from defector_stats.i18n.formatting import number, on, status
from defector_stats.i18n.messages import _, ngettext
from defector_stats.text.citations import Citable


def state(step: Citable) -> list[str]:
    """Say whether it is provisional, corrected, or not confirmed by the Ministry."""
    said = [status("provisional")] if step["status"] == "provisional" else []
    if pd.notna(step["corrected_from"]):
        said.append(_("corrected from {count}").format(count=number(step["corrected_from"])))
    if step["unconfirmed"]:
        said.append(_("not confirmed by the Ministry"))
    return said


def history(step: pd.Series) -> list[str]:
    """Say since when it stands here, whether it returns, who confirms it, and its state."""
    since = on(step["first_published"])
    said = [
        _("again {when}").format(when=since)
        if step["again"]
        else _("first in this collection {when}").format(when=since)
    ]
    if confirmed := step["confirmed_by"]:
        sentence = ngettext(
            "confirmed by {count} document", "confirmed by {count} documents", confirmed
        )
        said.append(sentence.format(count=number(confirmed)))
    if echoes := step["echoes"]:
        sentence = ngettext(
            "{count} document still had the value before",
            "{count} documents still had a value before",
            echoes,
        )
        said.append(sentence.format(count=number(echoes)))
    return [*said, *state(step)]

"""What is to be said of a step, a row of `analysis.steps`, in a few words each."""

import pandas as pd

from defector_stats.i18n.formatting import day, men, number, status, women
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


def role(name: str) -> str:
    """Name what a statement does to the values before it, as `analysis.with_steps` has it."""
    named = {
        "first": _("first"),
        "revised": _("revised"),
        "again": _("again"),
        "confirmed": _("confirmed"),
        "echoed": _("replaced value repeated"),
    }
    return named[name]


def since(step: Citable) -> str:
    """Name the day of its first document, and whether it then returned."""
    published = day(step["first_published"])
    return _("{day}, again").format(day=published) if step["again"] else published


def by_sex(step: Citable) -> list[str]:
    """Say how many of it are men and women, if any document does."""
    if pd.isna(step["male"]) or pd.isna(step["female"]):
        return []
    return [f"{men(step['male'])}, {women(step['female'])}"]


def confirmed(documents: int) -> str:
    """Say that further documents state it, if any do."""
    if not documents:
        return ""
    said = ngettext("confirmed by {count} document", "confirmed by {count} documents", documents)
    return said.format(count=number(documents))


def echoes(step: Citable) -> list[str]:
    """Say that documents still had a value that it replaced, if any did."""
    if not step["echoes"]:
        return []
    said = ngettext(
        "{count} document still had a replaced value",
        "{count} documents still had a replaced value",
        step["echoes"],
    )
    return [said.format(count=number(step["echoes"]))]

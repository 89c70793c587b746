"""What is said above the charts: wrong files, news, and what of a link could not be used."""

from collections.abc import Sequence

from markupsafe import Markup

from defector_stats.dashboard.page.rendering import render
from defector_stats.i18n.messages import _
from defector_stats.views.view import Unusable, cannot_be_used


def problems(found: Sequence[str], kept: bool = True) -> Markup:
    """Return the notice of what is wrong with the files, nothing if they are right.

    `kept` says that the last good figures are shown meanwhile.
    """
    return render("problems.html", problems=found, kept=kept) if found else Markup("")


def news(lines: Sequence[str]) -> Markup:
    """Return the notice of what changed in the files."""
    return render("news.html", lines=lines)


def unusable(parts: Sequence[Unusable]) -> str:
    """Say which parts of a link cannot be used and what is shown instead, nothing if all can."""
    if not parts:
        return ""
    instead = _("The usual choice is shown instead.")
    return f"{cannot_be_used(parts)} {instead}"

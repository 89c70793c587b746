"""The page from top to bottom, and the short pages that stand where it cannot."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup

from defector_stats.charts.catalogue import CHARTS
from defector_stats.charts.palette import IN_DARK
from defector_stats.dashboard.page import importing
from defector_stats.dashboard.page.controls import idle, values
from defector_stats.dashboard.page.rendering import render
from defector_stats.dashboard.permissions import Editing
from defector_stats.dashboard.questions import Shown
from defector_stats.dashboard.static import Files, within
from defector_stats.export import chromium
from defector_stats.export.formats import OF_ROWS
from defector_stats.export.sizes import SIZES, USUAL
from defector_stats.i18n.languages import LANGUAGES
from defector_stats.i18n.messages import N_, _, spoken
from defector_stats.views.selection import Selection
from defector_stats.views.values import ARTICLE, ARTICLE_SOURCE
from defector_stats.views.view import View, to_address

TITLE = N_("North Korean defectors arriving in South Korea")
READ_ONLY = {
    Editing.LOCKED: N_(
        "Read-only: to add figures, open the address that the terminal printed when the server "
        "started."
    ),
    Editing.NEVER: N_(
        "Read-only: figures are added on the computer that holds the files, or after a start with "
        "--allow-edit."
    ),
}
"""Why a reader cannot add figures, and what to do for it."""
LOOKING = {Editing.OPEN: 1, Editing.LOCKED: 1, Editing.NEVER: 60}
"""Seconds between two looks of an open page for news; where nobody edits, these are rare."""


@dataclass(frozen=True)
class Frame:
    """What the server puts around a page: the prefix of addresses, its files, Dash's elements."""

    prefix: str
    files: Files
    config: Markup
    entry: Markup


def page(
    selection: Selection,
    parts: Mapping[str, Any],
    shown: Shown,
    notices: Mapping[str, Markup | str],
    editing: Editing,
    frame: Frame,
) -> Markup:
    """Return the whole page of a view.

    `parts` are those of `state`, `shown` is what the page remembers of its view.
    """
    view = selection.view
    return render(
        "page.html",
        title=_(TITLE),
        language=spoken(),
        languages={code: name for code, name in LANGUAGES.items() if code != spoken()},
        charts=CHARTS,
        in_dark=IN_DARK,
        chosen={name: entry.chosen(view) for name, entry in CHARTS.items()},
        values=values(selection),
        idle=idle(selection),
        sizes=SIZES,
        usual_size=USUAL,
        formats=OF_ROWS,
        has_browser=chromium.find() is not None,
        article=_article(selection),
        parts=parts,
        shown=shown.model_dump(),
        notices=notices,
        editable=editing is Editing.OPEN,
        every=LOOKING[editing],
        import_fields=importing.fields(),
        read_only=_(READ_ONLY[editing]) if editing in READ_ONLY else "",
        frame=frame,
        within=within(),
    )


def error(home: str, sentence: str = "", problems: Markup | None = None) -> Markup:
    """Return the page that says why there is no other one: a sentence, or what is wrong.

    `home` is the address of the dashboard.
    """
    return render(
        "error.html",
        title=_(TITLE),
        language=spoken(),
        sentence=sentence,
        problems=problems,
        home=home,
        within=within(),
    )


def onward(home: str, view: Mapping[str, str]) -> Markup:
    """Return the page that leads on to the dashboard, in the view of the words of an address."""
    address = f"{home}?{urlencode(view)}" if view else home
    return render("onward.html", title=_(TITLE), language=spoken(), address=address)


def _article(selection: Selection) -> str:
    """Return the address of the article's view, nothing where the files do not have it."""
    if ARTICLE_SOURCE not in selection.dataset.limits.documents:
        return ""
    return to_address(View(as_of=ARTICLE, language=selection.view.language))

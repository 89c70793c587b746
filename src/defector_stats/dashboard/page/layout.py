"""The page from top to bottom, and the short pages that stand where it cannot."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from defector_stats.charts.catalogue import CHARTS
from defector_stats.dashboard.page.controls import idle, values
from defector_stats.dashboard.page.rendering import render
from defector_stats.dashboard.questions import Shown
from defector_stats.dashboard.static import Files
from defector_stats.export import chromium
from defector_stats.export.sizes import SIZES, USUAL
from defector_stats.i18n.languages import LANGUAGES
from defector_stats.i18n.messages import N_, _, spoken
from defector_stats.views.selection import Selection
from defector_stats.views.view import ARTICLE, ARTICLE_SOURCE, View, to_address

TITLE = N_("North Korean defectors arriving in South Korea")


@dataclass(frozen=True)
class Frame:
    """What the server puts around a page: the prefix of its addresses, its files, Dash's elements.

    `renderer` is the script that starts Dash.
    """

    prefix: str
    files: Files
    config: Markup
    entry: Markup
    renderer: Markup


def page(
    selection: Selection,
    parts: Mapping[str, Any],
    shown: Shown,
    notices: Mapping[str, Markup | str],
    editable: bool,
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
        chosen={name: entry.chosen(view) for name, entry in CHARTS.items()},
        values=values(selection),
        idle=idle(selection),
        sizes=SIZES,
        usual_size=USUAL,
        has_browser=chromium.find() is not None,
        article=_article(selection),
        parts=parts,
        shown=shown.model_dump(),
        notices=notices,
        editable=editable,
        frame=frame,
    )


def error(home: str, style: str, sentence: str = "", problems: Markup | None = None) -> Markup:
    """Return the page that says why there is no other one: a sentence, or what is wrong.

    `home` is the address of the dashboard, `style` that of its style sheet.
    """
    return render(
        "error.html",
        title=_(TITLE),
        language=spoken(),
        sentence=sentence,
        problems=problems,
        home=home,
        style=style,
    )


def _article(selection: Selection) -> str:
    """Return the address of the article's view, nothing where the files do not have it."""
    if ARTICLE_SOURCE not in selection.dataset.limits.documents:
        return ""
    return to_address(View(as_of=ARTICLE, language=selection.view.language))

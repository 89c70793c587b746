"""Who asks: the language and the theme that a reader has chosen, or whose browser has."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import has_request_context, request

from defector_stats.charts.palette import THEMES
from defector_stats.i18n.languages import LANGUAGES
from defector_stats.views.view import language_of


@dataclass(frozen=True)
class Reader:
    """The language and theme of a page, and the query of its address."""

    language: str = "en"
    theme: str = "light"
    search: str = ""


def of_request() -> Reader:
    """Return who asks: by the address, else by a choice made earlier, else by the browser.

    What the page asks for names the page's address as its referrer.
    """
    if not has_request_context():  # Dash asks once by itself
        return Reader()
    own = request.query_string.decode()
    search = own or urlsplit(request.referrer or "").query
    chosen = language_of(search) or request.cookies.get("language")
    if chosen not in LANGUAGES:
        chosen = request.accept_languages.best_match(LANGUAGES) or "en"
    theme = request.cookies.get("theme", "light")
    return Reader(chosen, theme if theme in THEMES else "light", search)

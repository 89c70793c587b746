"""The language of who asks: chosen in the address, chosen before, or that of the browser."""

from flask import request

from defector_stats.i18n.languages import LANGUAGES
from defector_stats.views.view import language_of


def language_of_request() -> str:
    """Return the language of the address, else of a choice made earlier, else of the browser."""
    chosen = language_of(request.query_string.decode(errors="replace"))
    chosen = chosen or request.cookies.get("language")
    if chosen in LANGUAGES:
        return chosen
    # ko-KR is Korean, also before an English that is wanted less.
    wanted = (tag.split("-")[0].lower() for tag, quality in request.accept_languages if quality)
    return next((language for language in wanted if language in LANGUAGES), "en")

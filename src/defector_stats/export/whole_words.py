"""Words of a page that a browser would break at a sign within them: 2009년(−38명)이.

Browsers keep the letters of a Korean word together when they are asked to, but break before its
bracket and after its dash; then a line begins with a bracket or with a particle alone.
"""

import re

from markupsafe import Markup

from defector_stats.i18n.languages import WHOLE_WORDS
from defector_stats.i18n.messages import spoken

CLASS = "whole"
"""Of the element around such a word: a line of its own where it does not fit, broken only there."""
_BRACKET = r"\([^\s()]*(?: [^\s()]+){0,3}\)"  # that has four words at most, as a date does
_WORD = rf"(?:[*†‡§°]\s)?(?:{_BRACKET}|[^\s])+"
_WORDS = re.compile(_WORD)
_SIGN = re.compile(r"[^\s(\[“‘「][(\[…·/–~-]|[)\]”’…·/–~%-][^\s.,;:)\]」]|^[*†‡§°]\s|\s")
_TEXT = re.compile(
    r"<(script|style|title|textarea|option|svg)\b.*?</\1>"
    rf'|<span class="{CLASS}">.*?</span>|<[^>]*>|(?P<text>[^<]+)',
    re.DOTALL,
)


def whole_words(html: Markup) -> Markup:
    """Return HTML in which such words of the language that is spoken stay whole."""
    if spoken() not in WHOLE_WORDS:
        return html
    return Markup(_TEXT.sub(_in_text, html))


def _in_text(found: re.Match[str]) -> str:
    return _WORDS.sub(_kept, found["text"]) if found["text"] else found[0]


def _kept(found: re.Match[str]) -> str:
    word = found[0]
    breaks = "://" not in word and _SIGN.search(word)
    return f'<span class="{CLASS}">{word}</span>' if breaks else word

"""Text from files in lines of this program: which way it is written is its own matter."""

import re
import unicodedata

TURNING = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
"""Signs that turn the direction of writing until another one ends it."""
FROM_RIGHT = {"R", "AL", "AN"}


def isolated(text: str) -> str:
    """Return text from a file so that it turns nothing around that stands beside it.

    Text with letters that are written from the right stands in an isolate of Unicode. Signs of the
    text itself are left out, since they could end that.
    """
    if text.isascii():
        return text
    text = TURNING.sub("", text)
    turns = any(unicodedata.bidirectional(letter) in FROM_RIGHT for letter in text)
    return f"\u2068{text}\u2069" if turns else text

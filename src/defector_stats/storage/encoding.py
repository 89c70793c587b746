"""Bytes to text: the encodings that are read, and the names of those that are not.

UTF-8, UTF-16 and Korean Excel's CP949 are read. CP949 gives some text for nearly any bytes, so
it is believed only where the text is likely to be Korean; everything else is named and refused.
"""

import codecs
import re
from contextlib import suppress

from defector_stats.errors import DataError, Problem
from defector_stats.i18n.messages import N_, Said

# The marks of UTF-32 begin as those of UTF-16 do, so they come first.
MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
KOREAN = "CP949"
HANGUL = re.compile("[가-힣]")
OFFICE = N_("a workbook or another file of an office program")
NO_CSV = {
    rb"PK\x03\x04|\xd0\xcf\x11\xe0": OFFICE,
    rb"%PDF-": N_("a PDF document"),
    rb"\x1f\x8b": N_("a compressed file"),
    rb"(\xef\xbb\xbf)?\s*<(!doctype|html|table|\?xml)": N_("a web page"),
    rb"(\xef\xbb\xbf)?\s*[{\[]\s*[\"{\[\]}]": N_("JSON"),
}
# What hides letters in the signs of ASCII: UTF-7 between + and -, others behind an escape.
HIDDEN = re.compile(rb"\+[A-Za-z0-9+/]{2}|~\{|\x1b\$")
SEVEN_BITS = ["ascii", "utf-7", "iso2022_kr", "iso2022_jp_2", "hz"]
EIGHT_BITS = ["cp949", "cp932", "euc_jis_2004", "gb18030", "big5hkscs", "cp1252"]
ASIAN = {"CP932", "EUC-JP", "euc_jis_2004", "GB18030", "Big5", "big5hkscs"}
NAMES = {"CP932": "Shift-JIS", "HZ-GB-2312": "HZ", "euc_jis_2004": "EUC-JP", "big5hkscs": "Big5"}


def decode(file: str, content: bytes) -> tuple[bytes, str, str]:
    """Return the byte order mark, the encoding and the text of a CSV file.

    Raises DataError when it is a file of another program, or text in another encoding.
    """
    for signs, name in NO_CSV.items():
        if re.match(signs, content, re.IGNORECASE):
            found, expected = Said(name), Said(N_("a CSV file"))
            raise DataError([Problem(file, 1, "", found, expected)])
    return text(file, content)


def text(file: str, content: bytes) -> tuple[bytes, str, str]:
    """Return the byte order mark, the encoding and the text of a file of any program.

    Raises DataError when it is no text, or text in another encoding.
    """
    mark = next((mark for mark in MARKS if content.startswith(mark)), b"")
    encoding = MARKS.get(mark, "utf-8")
    if not mark and b"\0" in content[:2]:
        encoding = "utf-16-be" if content[:1] == b"\0" else "utf-16-le"
    body = content[len(mark) :]
    if not mark and encoding == "utf-8" and not _is_utf8(body):
        encoding = _likely(body) or encoding
        if encoding not in ("utf-8", KOREAN):
            raise _refused(file, 1, Said(N_("text in {encoding}, it seems"), encoding=encoding))
    try:
        decoded = body.decode(encoding)
    except UnicodeDecodeError as error:
        line = body[: error.start].decode(encoding, "ignore").count("\n") + 1
        damaged = body[error.start : error.end].hex(" ")
        raise _refused(file, line, Said(N_("bytes {bytes}"), bytes=damaged)) from None
    if decoded.isascii() and (hidden := _hidden(body)):
        raise _refused(file, 1, Said(N_("text in {encoding}"), encoding=hidden))
    return mark, encoding.lower(), decoded


def _is_utf8(body: bytes) -> bool:
    """Say whether bytes are UTF-8, or were before a few of them were damaged.

    Some pairs of CP949 are letters of UTF-8, too, but hardly ever Hangul (헤럴 has one).
    """
    text = body.decode("utf-8", "ignore")
    lost = len(body) - len(text.encode())
    if not lost:
        return True
    beyond = sum(byte > 127 for byte in body)
    hangul = len("".join(HANGUL.findall(text)).encode())
    return 4 * lost < beyond and 2 * hangul > beyond


def _refused(file: str, line: int, found: Said) -> DataError:
    expected = Said(N_("text in UTF-8, UTF-16 or CP949"))
    return DataError([Problem(file, line, "", found, expected)])


def _hidden(body: bytes) -> str:
    """Return the encoding that hides other letters in ASCII, empty if it is plain ASCII."""
    if not HIDDEN.search(body):
        return ""
    import chardet  # takes 0.1 s, and hardly any file needs it

    found = chardet.detect(body, max_bytes=len(body), include_encodings=SEVEN_BITS)
    name = str(found["encoding"])
    return "" if name == "ascii" else NAMES.get(name, name.upper())


def _likely(body: bytes) -> str:
    """Return the encoding that bytes beyond ASCII are likely to be in, empty if none is."""
    import chardet

    # Only they say something, once each; a file is mostly digits and commas.
    beyond = b" ".join(dict.fromkeys(re.findall(rb"(?:[\x80-\xff][\x00-\xff]?)+", body)))
    found = chardet.detect_all(beyond, ignore_threshold=True, include_encodings=EIGHT_BITS)
    likely = {each["encoding"] or "ascii": each["confidence"] or 0.0 for each in found}
    korean = likely.pop(KOREAN, 0.0)
    best = max(likely, key=likely.__getitem__, default="")
    if _is_korean(body, korean, likely.get(best, 0.0) if korean or best in ASIAN else 0.0):
        return KOREAN
    possible = [name for name in sorted(likely, key=likely.__getitem__) if _decodes(body, name)]
    return NAMES.get(possible[-1], possible[-1]) if possible else ""


def _decodes(body: bytes, encoding: str) -> bool:
    try:
        body.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _is_korean(body: bytes, korean: float, other: float) -> bool:
    """Say whether bytes are Korean, by what they say as CP949 and how likely other encodings are.

    Of a few words that are repeated nothing is known to be likely.
    """
    text = body.decode(KOREAN, "ignore")
    letters = [sign for sign in text if sign.isalpha() and not sign.isascii()]
    hangul = sum(bool(HANGUL.match(sign)) for sign in letters)
    lost = len(body) - len(text.encode(KOREAN))
    if 2 * hangul < len(letters) or hangul < 2 * lost:
        return False
    # A word or two of Korean may look a little more like Chinese, but has no Hanja.
    nearly = hangul == len(letters) and korean >= other / 5 and not is_garbled(text)
    return korean > other or nearly


def reread(text: str) -> str:
    """Return what a text says whose UTF-8 was read as a Western encoding, empty if it was not."""
    if text.isascii():
        return ""
    for encode in (_windows, _macintosh):
        with suppress(UnicodeError):
            return encode(text).decode("utf-8")
    return ""


def _windows(text: str) -> bytes:
    # Browsers and editors read a byte that Windows-1252 does not have as Latin-1 does.
    return b"".join(
        sign.encode("latin-1" if "\x80" <= sign <= "\x9f" else "cp1252") for sign in text
    )


def _macintosh(text: str) -> bytes:
    return text.encode("mac_roman")


def is_garbled(text: str) -> bool:
    """Say whether letters of a text were lost.

    Where UTF-8 was read as CP949, as Excel does, a third or more of its syllables are none that
    Korean is written with; a Western code page has question marks for all of a word.
    """
    if text.isascii() and "??" not in text:
        return False
    words = text.split()
    lost = [word for word in words if "??" in word and not word.strip("?,.()")]
    if len(lost) > 1 or (lost and lost == words):
        return True
    syllables = HANGUL.findall(text)
    rare = sum(len(syllable.encode("euc_kr")) > 2 for syllable in syllables)
    return "\ufffd" in text or (rare > 1 and 3 * rare >= len(syllables))

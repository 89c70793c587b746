"""Words inside a PNG file: text chunks, written and read.

The formats are those of the PNG specification, section 11.3.4 (tEXt, zTXt, iTXt).
"""

import struct
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress

from defector_stats.i18n.messages import _

SIGNATURE = b"\x89PNG\r\n\x1a\n"
AFTER_HEADER = len(SIGNATURE) + 25
"""Where chunks may be put in: after the header chunk, which is always 25 bytes."""
LONGEST = 1_000_000
"""Bytes of a compressed text; what is longer is none of ours."""


def chunks(texts: Mapping[str, str]) -> bytes:
    """Return texts by keyword (1 to 79 Latin letters) as chunks of a PNG file."""
    return b"".join(
        _chunk(b"iTXt", keyword.encode("latin-1") + b"\0\0\0\0\0" + text.encode())
        for keyword, text in texts.items()
    )


def with_texts(png: bytes, texts: Mapping[str, str]) -> bytes:
    """Return a PNG file with texts put in."""
    return png[:AFTER_HEADER] + chunks(texts) + png[AFTER_HEADER:]


def texts_of(png: bytes) -> dict[str, str]:
    """Return the texts of a PNG file by keyword, also those that other programs wrote.

    A text that cannot be read is left out, and so is what follows the end of the picture. Raises
    ValueError when it is no PNG file, or is damaged or cut.
    """
    if not png.startswith(SIGNATURE):
        raise ValueError(_("no PNG file"))
    texts = {}
    for kind, content in _chunks_of(png):
        if kind in READERS:
            with suppress(ValueError, zlib.error):
                keyword, text = content.split(b"\0", 1)
                texts[keyword.decode("latin-1")] = READERS[kind](text)
    return texts


def _plain(content: bytes) -> str:
    return content.decode("latin-1")


def _compressed(content: bytes) -> str:
    return _inflated(content[1:]).decode("latin-1")


def _international(content: bytes) -> str:
    compressed = content[:1] != b"\0"
    _language, _keyword, text = content[2:].split(b"\0", 2)
    return (_inflated(text) if compressed else text).decode()


READERS = {b"tEXt": _plain, b"zTXt": _compressed, b"iTXt": _international}


def _inflated(content: bytes) -> bytes:
    inflating = zlib.decompressobj()
    text = inflating.decompress(content, LONGEST)
    if not inflating.eof:
        raise ValueError(content)
    return text


def is_whole(png: bytes) -> bool:
    """Say whether a picture has everything from its first to its last byte."""
    try:
        texts_of(png)
    except ValueError:
        return False
    return True


def _chunks_of(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the chunks up to the last one of a picture, with which it ends."""
    place, kind = len(SIGNATURE), b""
    while kind != b"IEND":
        head = png[place : place + 8]
        length = int.from_bytes(head[:4])
        kind, content = head[4:], png[place + 8 : place + 8 + length]
        if len(head) < 8 or png[place + 8 + length :][:4] != _check(kind + content):
            raise ValueError(_("a damaged PNG file"))
        yield kind, content
        place += 12 + length


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + _check(kind + content)


def _check(content: bytes) -> bytes:
    return struct.pack(">I", zlib.crc32(content))

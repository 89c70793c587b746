"""Words inside a PNG file: international text chunks, written and read.

The format is that of the PNG specification, section 11.3.4.5 (iTXt).
"""

import struct
import zlib
from collections.abc import Iterator, Mapping

from defector_stats.i18n.messages import _

SIGNATURE = b"\x89PNG\r\n\x1a\n"
AFTER_HEADER = len(SIGNATURE) + 25
"""Where chunks may be put in: after the header chunk, which is always 25 bytes."""


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
    """Return the texts of a PNG file by keyword.

    Raises ValueError when it is no PNG file or is damaged.
    """
    if not png.startswith(SIGNATURE):
        raise ValueError(_("no PNG file"))
    texts = {}
    for kind, content in _chunks_of(png):
        if kind == b"iTXt":
            keyword, _zero, rest = content.partition(b"\0")
            _language, _keyword, text = rest[2:].split(b"\0", 2)
            texts[keyword.decode("latin-1")] = text.decode()
    return texts


def _chunks_of(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = len(SIGNATURE)
    while place < len(png):
        length, kind = struct.unpack(">I4s", png[place : place + 8])
        content = png[place + 8 : place + 8 + length]
        if png[place + 8 + length :][:4] != _check(kind + content):
            raise ValueError(_("a damaged PNG file"))
        yield kind, content
        place += 12 + length


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + _check(kind + content)


def _check(content: bytes) -> bytes:
    return struct.pack(">I", zlib.crc32(content))

import io
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from defector_stats.export import png

TEXTS = {"Title": "탈북민 “54”", "Description": "", "Data SHA-256": "0" * 64}
BOMB = zlib.compress(b"0" * 10_000_000)


def picture() -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (3, 2)).save(content, "PNG")
    return content.getvalue()


def chunk(kind: bytes, content: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + check


def with_chunk(kind: bytes, content: bytes) -> bytes:
    """Return a picture with our texts and a chunk of another program before them."""
    marked = png.with_texts(picture(), TEXTS)
    return marked[: png.AFTER_HEADER] + chunk(kind, content) + marked[png.AFTER_HEADER :]


def test_texts_are_read_by_others_and_back() -> None:
    marked = png.with_texts(picture(), TEXTS)
    assert png.texts_of(marked) == TEXTS
    with Image.open(io.BytesIO(marked)) as image:
        image.load()
        assert image.text == TEXTS  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("kind", "content", "text"),
    [
        (b"tEXt", b"Comment\0caf\xe9", "café"),
        (b"zTXt", b"Comment\0\0" + zlib.compress(b"caf\xe9"), "café"),
        (b"iTXt", b"Comment\0\1\0ko\0\0" + zlib.compress("탈북민".encode()), "탈북민"),
        (b"iTXt", b"Comment\0\0\0\0\0" + "탈북민".encode(), "탈북민"),
    ],
)
def test_texts_of_other_programs_are_read(kind: bytes, content: bytes, text: str) -> None:
    assert png.texts_of(with_chunk(kind, content)) == {"Comment": text, **TEXTS}


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        (b"iTXt", b""),
        (b"iTXt", b"Comment\0\0\0\0\0\x9c"),
        (b"iTXt", b"Comment\0\1\0\0\0no stream"),
        (b"iTXt", b"Comment\0\1\0\0\0" + BOMB),
        (b"zTXt", b"Comment\0\0" + zlib.compress(b"cut")[:-5]),
        (b"tEXt", b"no keyword"),
    ],
)
def test_a_text_that_cannot_be_read_is_left_out(kind: bytes, content: bytes) -> None:
    assert png.texts_of(with_chunk(kind, content)) == TEXTS


@pytest.mark.parametrize("behind", [b"\0", b"trailing", b"\xff" * 100])
def test_what_follows_the_end_is_no_damage(behind: bytes) -> None:
    assert png.texts_of(png.with_texts(picture(), TEXTS) + behind) == TEXTS


def test_every_cut_is_damage() -> None:
    whole = png.with_texts(picture(), TEXTS)
    for length in range(len(png.SIGNATURE), len(whole)):
        with pytest.raises(ValueError, match="a damaged PNG file"):
            png.texts_of(whole[:length])
    assert png.is_whole(whole)
    assert not png.is_whole(whole[:-1])


@given(st.binary().map(lambda tail: png.SIGNATURE + tail) | st.binary())
def test_any_bytes_give_texts_or_one_sentence(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"^(no|a damaged) PNG file$"):
        png.texts_of(content)

import pytest

from defector_stats.errors import DataError
from defector_stats.storage.encoding import decode, is_garbled, reread
from tests.helpers import SHIPPED

HEADER = "id,title,publisher\n"
KOREAN = ["탈북민 54명", "잠정 집계", "통일부", "홍길동", "북한이탈주민 입국 현황", "황정욱"]
LIKE_UTF8 = ["황철환"] * 5 + ["코리아헤럴드"]  # most of its bytes are letters of UTF-8, too
JAPANESE = ["脱北者 入国者数が減少", "読売新聞", "韓国統一省によると"]
CHINESE = ["脱北居民现况", "韩国统一部公布数据", "北韩脱北者人数增加"]
TRADITIONAL = ["脫北者人數減少", "韓國統一部", "聯合報報導"]
WESTERN = ["“Seoul says” – café", "Ångström", "São Paulo"]


def content(cells: list[str], encoding: str) -> bytes:
    return (HEADER + "".join(f"a,{cell},P\n" for cell in cells)).encode(encoding)


@pytest.mark.parametrize(
    "cells", [KOREAN, *([each] for each in KOREAN), KOREAN[:1] * 20, LIKE_UTF8]
)
def test_korean_in_cp949_is_read(cells: list[str]) -> None:
    assert decode("f.csv", content(cells, "cp949"))[1:] == (
        "cp949",
        content(cells, "utf-8").decode(),
    )


def test_the_shipped_documents_in_cp949_are_read() -> None:
    text = (SHIPPED / "sources.csv").read_text("utf-8").encode("cp949", "ignore")
    assert decode("sources.csv", text)[1] == "cp949"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_what_says_how_it_is_encoded_is_read(encoding: str) -> None:
    assert decode("f.csv", content(KOREAN, encoding))[2] == content(KOREAN, "utf-8").decode()


@pytest.mark.parametrize(
    ("cells", "encoding", "name"),
    [
        (JAPANESE, "shift_jis", "Shift-JIS"),
        (JAPANESE, "euc_jp", "EUC-JP"),
        (CHINESE, "gb18030", "GB18030"),
        (TRADITIONAL, "big5", "Big5"),
        (WESTERN, "cp1252", "Windows-1252"),
        (KOREAN, "utf-7", "UTF-7"),
        (KOREAN, "iso2022_kr", "ISO-2022-KR"),
        (CHINESE, "hz", "HZ"),
    ],
)
def test_another_encoding_is_named(cells: list[str], encoding: str, name: str) -> None:
    with pytest.raises(DataError, match=f"line 1: found 'text in {name}"):
        decode("f.csv", content(cells, encoding))
    with pytest.raises(DataError, match="expected text in UTF-8, UTF-16 or CP949"):
        decode("f.csv", content(cells[:1], encoding))


@pytest.mark.parametrize(
    ("sign", "name"),
    [
        (b"PK\x03\x04x", "a workbook or another file of an office program"),
        (b"\xd0\xcf\x11\xe0\0", "a workbook or another file of an office program"),
        (b"%PDF-1.7", "a PDF document"),
        (b"\x1f\x8b\x08", "a compressed file"),
        (b"\n<!DOCTYPE html><p>", "a web page"),
        (b"\xef\xbb\xbf<html>", "a web page"),
        (b'[{"year": 2009}]', "JSON"),
    ],
)
def test_a_file_of_another_program_is_named(sign: bytes, name: str) -> None:
    with pytest.raises(DataError, match=f"found '{name}', expected a CSV file"):
        decode("f.csv", sign)


@pytest.mark.parametrize(
    "text", ["188 + 166 + 246 in January", "tel +82-2-123", "https://x/?q=a+bcde-f,+ABCD-", "~{b}~"]
)
def test_signs_of_ascii_are_no_other_encoding(text: str) -> None:
    assert decode("f.csv", text.encode())[2] == text


def test_the_place_of_damage_is_told() -> None:
    damaged = content(KOREAN, "utf-8").replace("통일부".encode(), b"\xed\x86")
    with pytest.raises(DataError, match="line 4: found 'bytes ed 86'"):
        decode("f.csv", damaged)
    damaged = content(KOREAN, "cp949").replace("통일부".encode("cp949"), b"\xc5\xeb\xff")
    with pytest.raises(DataError, match="line 4: found 'bytes ff'"):
        decode("f.csv", damaged)


def windows(text: str) -> str:
    """Read UTF-8 as a Western Windows does."""
    pieces = (bytes([byte]) for byte in text.encode())
    return "".join(
        piece.decode("latin-1" if piece in b"\x81\x8d\x8f\x90\x9d" else "cp1252")
        for piece in pieces
    )


@pytest.mark.parametrize("text", [*KOREAN, *JAPANESE, *CHINESE, "café", "“Seoul”"])
def test_utf8_that_was_read_twice_is_told_from_what_it_says(text: str) -> None:
    assert reread(windows(text)) == text
    assert reread(text.encode().decode("mac_roman")) == text
    assert reread(text.encode().decode("latin-1")) == text
    assert not reread(text)
    assert not is_garbled(text)


@pytest.mark.parametrize("text", ["북한이탈주민 입국 현황", "통일부", "연합뉴스"])
def test_letters_that_were_lost_are_noticed(text: str) -> None:
    lost = text.encode().decode("cp949", "replace")
    assert is_garbled(lost)
    assert is_garbled(lost.replace("\ufffd", "?"))


def test_words_of_question_marks_are_letters_that_were_lost() -> None:
    for lost in ("??", "?? ?? ??", "???, ???? ???", "From ?? to ???"):
        assert is_garbled(lost)
    for kept in ("Why?", "What?? Really?!", "from 1990 (?) on", "year ?? missing", "? ?"):
        assert not is_garbled(kept)

import io
from xml.etree import ElementTree

import pypdf
import pytest

from defector_stats.export import vector
from defector_stats.i18n.messages import speaking

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="3" height="2"><rect/></svg>'
TEXTS = {
    "Title": "Arrivals <b> & “2,914”",
    "Description": "Bar chart.\x0b",
    "Author": "통일부",
    "Source": "Source: 통일부.",
}
NAMES = "{http://www.w3.org/2000/svg}"


def pdf() -> bytes:
    content = io.BytesIO()
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 50)
    writer.add_metadata({"/Title": "Kaleido-fier"})
    writer.write(content)
    return content.getvalue()


def test_an_svg_says_what_it_is() -> None:
    with speaking("ko"):
        root = ElementTree.fromstring(vector.svg(SVG, TEXTS))
    assert root.findtext(f"{NAMES}title") == TEXTS["Title"]
    assert root.findtext(f"{NAMES}desc") == "Bar chart. Source: 통일부."
    assert root.get("aria-labelledby") == "title desc"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "ko"
    assert root.find(f"{NAMES}rect") is not None


def test_a_pdf_says_what_it_is() -> None:
    reader = pypdf.PdfReader(io.BytesIO(vector.pdf(pdf(), TEXTS)))
    assert reader.metadata
    assert reader.metadata.title == TEXTS["Title"]
    assert reader.metadata.author == "통일부"
    assert reader.metadata.subject == "Bar chart.\x0b Source: 통일부."
    assert len(reader.pages) == 1


@pytest.mark.parametrize("content", [b"", b"<svg", SVG[:-3], b"<html></html>", b"\xff" + SVG])
def test_a_broken_svg_is_none(content: bytes) -> None:
    with pytest.raises(ValueError, match="no whole picture"):
        vector.svg(content, TEXTS)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4", b"no pdf", pdf()[: len(pdf()) // 2]])
def test_a_broken_pdf_is_none(content: bytes) -> None:
    with pytest.raises(ValueError, match="no whole picture"):
        vector.pdf(content, TEXTS)

"""What an SVG and a PDF say of themselves."""

import io
import re
from collections.abc import Mapping
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

from defector_stats.i18n.messages import _, spoken

ROOT = re.compile(rb"<svg[^>]*>")
NOT_OF_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def svg(content: bytes, texts: Mapping[str, str]) -> bytes:
    """Return an SVG with a title and a description, which screen readers read.

    Raises ValueError when it is not whole.
    """
    root = ROOT.match(content)
    try:
        ElementTree.fromstring(content)
    except ElementTree.ParseError:
        root = None
    if not root:
        raise ValueError(_("the browser gave no whole picture"))
    attributes, said = head(texts)
    return root[0][:-1] + f"{attributes}>{said}".encode() + content[root.end() :]


def head(texts: Mapping[str, str]) -> tuple[str, str]:
    """Return the further attributes of the root of an SVG, and the elements that come first."""
    title = _escaped(texts["Title"])
    described = _escaped(f"{texts['Description']} {texts['Source']}")
    said = f'<title id="title">{title}</title><desc id="desc">{described}</desc>'
    named = {"role": "img", "aria-labelledby": "title desc", "xml:lang": spoken()}
    return "".join(f" {name}={quoteattr(value)}" for name, value in named.items()), said


def _escaped(text: str) -> str:
    return escape(NOT_OF_XML.sub("", text))


def pdf(content: bytes, texts: Mapping[str, str]) -> bytes:
    """Return a PDF with title, author and subject. Raises ValueError when it is not whole."""
    # Imported here so that the other formats do without it.
    from pypdf import PdfReader, PdfWriter
    from pypdf.errors import PyPdfError

    try:
        written = PdfWriter(clone_from=PdfReader(io.BytesIO(content), strict=True))
    except (PyPdfError, ValueError) as error:
        raise ValueError(_("the browser gave no whole picture")) from error
    written.add_metadata(
        {
            "/Title": texts["Title"],
            "/Author": texts["Author"],
            "/Subject": f"{texts['Description']} {texts['Source']}",
        }
    )
    whole = io.BytesIO()
    written.write(whole)
    return whole.getvalue()

"""Components as HTML: what a browser reads back is what was said."""

from html.parser import HTMLParser

from dash import html
from hypothesis import given
from hypothesis import strategies as st

from defector_stats.dashboard.page.markup import markup


class Reader(HTMLParser):
    """The tags, attributes and text of some HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


# A parser of HTML turns these into others before anything else.
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]))


@given(TEXT, TEXT)
def test_text_and_attributes_are_only_that(text: str, title: str) -> None:
    reader = Reader()
    reader.feed(markup([html.P([text, html.B(text)], title=title, className="quiet")]))
    reader.close()
    assert reader.tags == [("p", {"title": title, "class": "quiet"}), ("b", {})]
    assert reader.text == text + text


def test_what_is_not_there_is_not_written() -> None:
    option = html.Option("2009", value="", selected=False)
    assert markup(option) == '<option value="">2009</option>'
    assert markup(html.Option("2009", selected=True)) == "<option selected>2009</option>"
    assert markup([None, "a < b"]) == "a &lt; b"

"""Components that never change by themselves, as HTML.

The browser takes a table as HTML in a fraction of the time that it needs for as many components.
"""

from collections.abc import Iterator
from typing import Any

from dash.development.base_component import Component
from markupsafe import escape

NAMES = {"className": "class", "htmlFor": "for", "tabIndex": "tabindex", "colSpan": "colspan"}


def markup(content: Any) -> str:  # noqa: ANN401
    """Return the HTML of a component of `dash.html`, of a text or of a list of them.

    All text is escaped.
    """
    if content is None:
        return ""
    if isinstance(content, list | tuple):
        return "".join(map(markup, content))
    if not isinstance(content, Component):
        return str(escape(content))
    tag = type(content).__name__.lower()
    opening = f"<{tag}{''.join(_attributes(content))}>"
    return f"{opening}{markup(getattr(content, 'children', None))}</{tag}>"


def _attributes(component: Component) -> Iterator[str]:
    for name, value in component.to_plotly_json()["props"].items():
        if name == "children" or value is None or value is False:
            continue
        shown = "" if value is True else f'="{escape(value)}"'
        yield f" {NAMES.get(name, name)}{shown}"

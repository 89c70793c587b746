"""The templates of the page."""

from typing import Any

from markupsafe import Markup

from defector_stats.charts import palette
from defector_stats.export.templating import environment
from defector_stats.export.whole_words import whole_words
from defector_stats.views.view import View, to_address


def history_address(view: View, year: int) -> str:
    """Return the address of the history of a year in the vintage and years of a view."""
    return to_address(View(view.as_of, view.years, year=year, language=view.language))


def render(template: str, **values: Any) -> Markup:  # noqa: ANN401
    """Return a template of the page as HTML, in the language that is spoken."""
    templates = environment("defector_stats.dashboard")
    html = templates.get_template(template).render(
        values, history_address=history_address, icon_colour=palette.ICON
    )
    return whole_words(Markup(html))

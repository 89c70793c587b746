"""The one way to make HTML: Jinja's templates, everything that is put in escaped."""

from functools import cache

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from defector_stats.i18n.messages import _, language_of, ngettext

HERE = "defector_stats.export"


@cache
def environment(package: str = HERE) -> Environment:
    """Return the environment of a package's templates; those of the report come after them.

    `_` and `ngettext` speak the language of the moment, and `language_of` tells a text that is not
    """
    templates = Environment(
        loader=ChoiceLoader([PackageLoader(name) for name in dict.fromkeys([package, HERE])]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    templates.install_gettext_callables(_, ngettext)  # type: ignore[attr-defined]
    templates.globals["language_of"] = language_of
    return templates

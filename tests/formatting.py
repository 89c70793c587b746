"""The page's scripts and styles as the formatter writes them: `python -m tests.formatting`."""

from pathlib import Path

import cssbeautifier
import jsbeautifier

from tests.helpers import ROOT

ASSETS = ROOT / "src" / "defector_stats" / "dashboard" / "assets"
BOTH = {"indent_size": 2, "end_with_newline": True, "max_preserve_newlines": 2}
OF_SCRIPTS = {"brace_style": "collapse,preserve-inline", "operator_position": "preserve-newline"}
OF_STYLES = {"newline_between_rules": False, "space_around_combinator": True}


def assets() -> list[Path]:
    """Return what is written here: not what lies in `vendor`."""
    found = (path for path in ASSETS.rglob("*") if path.suffix in (".js", ".css"))
    return sorted(path for path in found if "vendor" not in path.parts)


def formatted(path: Path) -> str:
    """Return the text of a script or style as it should stand in its file."""
    text = path.read_text("utf-8")
    if path.suffix == ".js":
        return str(jsbeautifier.beautify(text, BOTH | OF_SCRIPTS))
    return str(cssbeautifier.beautify(text, BOTH | OF_STYLES))


if __name__ == "__main__":
    for path in assets():
        path.write_text(formatted(path), "utf-8", newline="\n")

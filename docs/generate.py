"""Write the parts of the documents that follow from the program: `python -m docs.generate`."""

import argparse
import ast
import re
from collections.abc import Iterator
from importlib import import_module
from inspect import getdoc
from pathlib import Path

from defector_stats.charts.catalogue import CHARTS
from defector_stats.cli.main import COMMANDS, EXAMPLES
from defector_stats.export.formats import FORMATS

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "defector_stats"
DOCUMENTS = sorted(Path(__file__).parent.glob("*.md"))
LINE = re.search(r"^`(cli → .*)`$", (ROOT / "docs" / "architecture.md").read_text("utf-8"), re.M)
WINGS = LINE[1].split(" → ") if LINE else []
"""A wing imports only wings further right; the package itself, on the left, may import all."""
PART = re.compile(r"(<!-- (\w+) -->\n).*?(<!-- end -->\n)", re.S)


def commands() -> Iterator[str]:
    """Yield the lines that describe every command with its arguments and options."""
    for name, said in COMMANDS.items():
        parser = argparse.ArgumentParser(add_help=False)
        import_module(f"defector_stats.cli.{name}").arguments(parser)
        yield from (f"### {name}", "", f"{said[0].upper()}{said[1:]}.", "")
        yield from ("```", *EXAMPLES[name].splitlines(), "```", "")
        if rows := [_row(action) for action in parser._actions]:
            yield from ("| argument | meaning |", "|---|---|", *rows, "")


def _row(action: argparse.Action) -> str:
    name = action.option_strings[-1] if action.option_strings else action.dest.upper()
    if action.option_strings and action.nargs != 0:
        name += f" {action.metavar or action.dest.upper()}"
    words = [action.help or "", ", ".join(map(str, action.choices or ()))]
    return f"| `{name}` | {'; '.join(filter(None, words))} |"


def tree() -> Iterator[str]:
    """Yield a line for each module: where it stands, and what it says of itself."""
    yield "```"
    for path in sorted(PACKAGE.rglob("*.py"), key=_place):
        place = path.relative_to(PACKAGE)
        indent = "    " * (len(place.parts) - 1)
        name = indent + place.name
        if place.name == "__init__.py":
            name = indent[4:] + f"{path.parent.name}/"
        said = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
        yield f"{name:28} {said.splitlines()[0]}"
    yield "```"


def _place(path: Path) -> tuple[object, ...]:
    """Put the wings in the order in which a number travels, what is in a folder below it."""
    wing, *folders = path.relative_to(PACKAGE).with_suffix("").parts
    *folders, name = folders or [""]
    inner = [f"1{folder}" for folder in folders]
    return (
        -WINGS.index(wing) if wing in WINGS else -len(WINGS),
        *inner,
        "" if name == "__init__" else f"0{name}",
    )


def charts() -> Iterator[str]:
    """Yield the table of the charts: what the module of each says that it draws."""
    yield from ("| chart | what it shows |", "|---|---|")
    for name in CHARTS:
        yield _described(name, import_module(f"defector_stats.charts.{name}"))


def formats() -> Iterator[str]:
    """Yield the table of the formats: what the function that makes each says of it."""
    yield from ("| format | what it is |", "|---|---|")
    for name, format in FORMATS.items():
        yield _described(name, format.files or format.finish)


def _described(name: str, thing: object) -> str:
    said = " ".join((getdoc(thing) or "").split())
    return f"| `{name}` | {said[0].lower()}{said[1:].rstrip('.')} |"


PARTS = {"charts": charts, "formats": formats, "commands": commands, "tree": tree}


def current(text: str) -> str:
    """Return a document with its parts as they are now."""

    def part(found: re.Match[str]) -> str:
        return found[1] + "".join(f"{line}\n" for line in PARTS[found[2]]()) + found[3]

    return PART.sub(part, text)


if __name__ == "__main__":
    for path in DOCUMENTS:
        path.write_text(current(path.read_text("utf-8")), "utf-8", newline="\n")

"""The house: which wing may know which, and what no file may do without a reason.

A reason that begins with TODO is a promise. One that is no longer needed fails, like a new breach.
"""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatch
from pathlib import Path

import pytest

from docs.generate import WINGS
from tests.formatting import assets, formatted
from tests.helpers import ROOT

PACKAGE = ROOT / "src" / "defector_stats"
TESTS = ROOT / "tests"
ONLY_IN = {
    "dash": ["dashboard"],
    "flask": ["dashboard"],
    "plotly": ["", *WINGS[: WINGS.index("charts") + 1]],
    "pandas": ["", *WINGS[: WINGS.index("analysis") + 1]],
}
OPENING = re.compile("open|(read|write)_(bytes|text)|read_(csv|excel|fwf|html|json|pickle|table)")
OPENS_OTHER_FILES = {
    "cli/browser.py": "a browser is opened, and no file",
    "export/chromium.py": "a browser is opened, and no file",
    "dashboard/static.py": "the files that a browser loads",
    "export/web_page.py": "a page that needs no server carries the script that draws",
    "i18n/messages.py": "the catalogues",
}
MIRROR_NO_MODULE = {
    "browser/*": "what a reader does on the page, in a browser",
    "cli/test_korean.py": "what every command says in Korean, also of what is wrong",
    "i18n/test_korean.py": "every Korean text, of the catalogue and of the data",
    "storage/test_corpus.py": "files as people save them, through all of storage",
    "storage/wide/test_formats.py": "one table in every format of a file",
    "storage/wide/test_properties.py": "any table, through all of the reader",
    "cli/test_any_bytes.py": "what each command says of any file",
    "cli/test_start.py": "what each command loads before it answers",
    "test_architecture.py": "the whole tree",
    "test_docs.py": "the documents",
    "test_notebook.py": "the public way in, of __init__.py",
    "test_package.py": "the program as it is installed",
}
TESTED_ELSEWHERE = {
    "*__init__.py": "they only name what is in their wing",
    "analysis/*.py": "test_vintages.py and test_revisions.py ask each question of all frames",
    "charts/*.py": "test_catalogue.py draws every chart",
    "cli/*.py": "test_main.py runs the commands",
    "dashboard/*.py": "test_serving.py asks the server, browser/ the page",
    "dates.py": "storage/test_cells.py",
    "export/*.py": "cli/test_export.py writes every format and reads it back",
    "i18n/*.py": "test_messages.py",
    "storage/edits.py": "test_changes.py previews and makes each kind of edit",
    "storage/fields.py": "test_schema.py",
    "storage/wide/*.py": "test_table.py and test_document.py read tables through all of them",
    "text/tables/totals.py": "test_table.py draws every table",
    "text/columns.py": "export/test_tables.py, where they are written",
    "views/values.py": "test_view.py reads and writes every option",
    "text/findings/phrases.py": "its sentences are those of the modules beside it",
}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def named(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def wing_of(path: Path) -> str:
    """Return the wing of a module, "" for the package itself."""
    return "" if path.parent == PACKAGE and path.stem == "__init__" else named(path).split("/")[0]


def nodes(path: Path) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(path.read_text("utf-8")))


def imports(path: Path, within_functions: bool = True) -> Iterator[str]:
    """Yield the dotted name of everything that a file imports."""
    for node in nodes(path) if within_functions else ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{'.' * node.level}{node.module}.{alias.name}" for alias in node.names)


def hold(found: Iterable[str], excused: Mapping[str, str]) -> None:
    """Fail for everything found that has no reason, and for every reason without a cause."""
    names = set(found)
    assert [
        name for name in sorted(names) if not any(fnmatch(name, each) for each in excused)
    ] == []
    assert [each for each in excused if not any(fnmatch(name, each) for name in names)] == []


def texts() -> Iterator[tuple[str, str]]:
    """Yield name and text of every file that somebody wrote for the repository."""
    folders = ("src", "tests", "data", "benchmarks", "docs", "examples", "locks", ".ci")
    below = (path for folder in folders for path in (ROOT / folder).rglob("*"))
    for path in filter(Path.is_file, (*ROOT.glob("*.*"), ROOT / "Makefile", *below)):
        name = path.relative_to(ROOT).as_posix()
        if path.suffix in (".png", ".pyc", ".xlsx") or path.match("corpus/*") or name == ".git":
            continue
        yield name, path.read_text("utf-8")


def test_every_wing_has_its_place_in_the_line() -> None:
    assert {wing_of(path).removesuffix(".py") for path in modules()} == {"", *WINGS}


@pytest.mark.parametrize("wing", WINGS)
def test_a_wing_imports_only_wings_further_right(wing: str) -> None:
    allowed = WINGS[WINGS.index(wing) :]
    hold(
        (
            f"{named(path)} imports {imported}"
            for path in modules()
            if wing_of(path).removesuffix(".py") == wing
            for imported in imports(path)
            if imported.startswith((".", "defector_stats"))
            and imported.partition("defector_stats.")[2].split(".")[0] not in allowed
        ),
        {},
    )


@pytest.mark.parametrize("library", ONLY_IN)
def test_a_library_is_known_only_where_it_belongs(library: str) -> None:
    knowing = {
        wing_of(path)
        for path in modules()
        if any(imported.split(".")[0] == library for imported in imports(path))
    }
    assert knowing
    assert knowing <= set(ONLY_IN[library])


def test_only_storage_opens_data_files() -> None:
    hold(
        (
            named(path)
            for path in modules()
            if wing_of(path) != "storage"
            for node in nodes(path)
            if isinstance(node, ast.Call)
            and OPENING.fullmatch(getattr(node.func, "attr", getattr(node.func, "id", "")))
        ),
        OPENS_OTHER_FILES,
    )


def test_no_module_has_more_than_250_lines() -> None:
    lines = {named(path): len(path.read_text("utf-8").splitlines()) for path in modules()}
    assert [name for name, count in lines.items() if count > 250] == []


def test_the_formatter_is_overruled_five_times_at_most() -> None:
    overruled = [
        name
        for name, text in texts()
        if name.endswith(".py")
        for _ in re.findall("# fmt: (?:skip|off)$", text, re.M)
    ]
    assert len(overruled) <= 5


def test_scripts_and_styles_are_as_the_formatter_writes_them() -> None:
    assert [path.name for path in assets() if path.read_text("utf-8") != formatted(path)] == []


def test_the_tests_mirror_the_tree() -> None:
    there = {named(path) for path in modules()}
    tests = {path.relative_to(TESTS).as_posix() for path in TESTS.rglob("test_*.py")}
    tested = {test: test.replace("test_", "", 1) for test in tests}
    hold((test for test, module in tested.items() if module not in there), MIRROR_NO_MODULE)
    hold(there.difference(tested.values()), TESTED_ELSEWHERE)


def test_what_tests_share_is_not_imported_from_a_conftest() -> None:
    hold(
        (
            f"{path.relative_to(TESTS)} imports {imported}"
            for path in TESTS.rglob("*.py")
            for imported in imports(path)
            if "conftest" in imported
        ),
        {},
    )


def test_what_windows_lacks_is_imported_only_where_it_is_used() -> None:
    lacking = {"fcntl", "grp", "pty", "pwd", "resource", "termios"}
    hold(
        (
            f"{path.relative_to(ROOT)} imports {imported}"
            for path in (*modules(), *TESTS.rglob("*.py"))
            for imported in imports(path, within_functions=False)
            if imported.split(".")[0] in lacking
        ),
        {},
    )


def test_no_file_names_a_package_registry_or_a_place_on_one_machine() -> None:
    registry = r"py[p]i\.org|python[h]osted|npm[j]s\."
    machine = r"(?<![\w.}])/(?:home|Users|root|work)/\w|[A-Z]:\\+Users"
    searched = re.compile(f"{registry}|{machine}")
    hold((f"{name}: {match[0]}" for name, text in texts() for match in searched.finditer(text)), {})

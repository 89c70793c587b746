"""`defector-stats export`: charts and tables of a view as files."""

import argparse
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from defector_stats.charts.palette import THEMES
from defector_stats.cli.data import load
from defector_stats.export import chromium, png, tables
from defector_stats.export.chromium import FORMATS, render
from defector_stats.export.picture import Drawing, suffix
from defector_stats.export.sizes import SIZES, Size
from defector_stats.i18n.messages import _, speaking, spoken
from defector_stats.storage import files
from defector_stats.text import citations
from defector_stats.views.selection import Selection
from defector_stats.views.view import OPTIONS, chosen, expected

NAMES = {"trend": "trend", "change": "change", "revised": "revised", "cumulative": "total"}
TABLES = ("csv", "xlsx", "json")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `export` to a parser."""
    everything = ",".join(NAMES)
    some = _("some of {names} (default: all)").format(names=everything)
    parser.add_argument("--chart", type=_some_of(NAMES), default=everything, help=some)
    for field, option in OPTIONS.items():
        if option.constant:
            parser.add_argument(
                option.flag,
                dest=field,
                action="store_const",
                const=option.constant,
                help=_(option.help),
            )
        elif option.flag:
            parser.add_argument(
                option.flag,
                dest=field,
                choices=option.values.texts or None,
                help=_(option.help),
            )
    parser.set_defaults(language=spoken())
    parser.add_argument(
        "--theme", choices=THEMES, default="light", help=_("colours of the pictures")
    )
    size = _("pixels (1200x675) or {names}").format(names=", ".join(SIZES))
    parser.add_argument("--size", type=_size, default=SIZES["slide"], help=size)
    parser.add_argument("--scale", type=_scale, default=2, help=_("pixels of the file per pixel"))
    formats = (*FORMATS, *TABLES, "html")
    parser.add_argument("--format", type=_some_of(formats), default="png,csv,xlsx,json",
                        help=_("some of {names} (default: all but svg, pdf and html)").format(
                            names=",".join(formats)))  # fmt: skip
    parser.add_argument(
        "--out", type=Path, default=Path(), help=_("folder to write to (default: here)")
    )


def _some_of(known: Iterable[str]) -> Callable[[str], list[str]]:
    """Return the reader of an option that takes some of these words, with commas between them."""

    def some(text: str) -> list[str]:
        names = [name.strip() for name in text.split(",")]
        for name in names:
            if name not in known:
                wrong = _("found {name!r}, expected some of {names}")
                raise argparse.ArgumentTypeError(wrong.format(name=name, names=", ".join(known)))
        return names

    return some


def _size(text: str) -> Size:
    if text in SIZES:
        return SIZES[text]
    match = re.fullmatch(r"([1-9][0-9]{2,3})x([1-9][0-9]{2,3})", text)
    if not match:
        wrong = _("found {size!r}, expected a size from 100x100 to 9999x9999, or {names}")
        raise argparse.ArgumentTypeError(wrong.format(size=text, names=", ".join(SIZES)))
    return Size(int(match[1]), int(match[2]))


def _scale(text: str) -> int:
    if text not in ("1", "2", "3", "4"):
        wrong = _("found {scale!r}, expected a whole number from 1 to 4")
        raise argparse.ArgumentTypeError(wrong.format(scale=text))
    return int(text)


def run(options: argparse.Namespace) -> int:
    """Write the pictures, tables and pages that the options ask for. Return the exit code."""
    with speaking(options.language):
        return _export(options)


def _export(options: argparse.Namespace) -> int:
    try:
        selection, fingerprint = _selection(options)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    size = replace(options.size, scale=options.scale)
    drawings = [Drawing(selection, NAMES[name], size, options.theme) for name in options.chart]
    pictures = [
        (drawing, form) for form in options.format if form in FORMATS for drawing in drawings
    ]
    path = chromium.find() if pictures else None
    if pictures and not path:
        missing = _("No Chromium or Chrome was found: {command}")
        print(missing.format(command=chromium.how_to_install()), file=sys.stderr)
    try:
        options.out.mkdir(parents=True, exist_ok=True)
        for name, content in _files(selection, fingerprint, options.format, options.theme):
            _write(options.out / name, content)
        if path:
            _draw(path, pictures, fingerprint, options.out)
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)
        return 1
    return 0 if path or not pictures else 1


def _selection(options: argparse.Namespace) -> tuple[Selection, str]:
    """Return the view of the options and the fingerprint of the data.

    Raises ValueError for what the view cannot be.
    """
    dataset, fingerprint = load(options.data)
    texts = {field: getattr(options, field, None) for field in OPTIONS}
    view, unused = chosen({field: text for field, text in texts.items() if text}, dataset.limits)
    if unused:
        wrong = _("found {parts}, expected {expected}")
        parts = ", ".join(map(str, unused))
        raise ValueError(wrong.format(parts=parts, expected=expected(unused)))
    return Selection(dataset, view), fingerprint


def _files(
    selection: Selection, fingerprint: str, formats: list[str], theme: str
) -> Iterator[tuple[str, bytes]]:
    """Yield names and contents of everything that needs no browser."""
    end = suffix(selection.view)
    about = {
        "title": citations.DATA_SET,
        "figures as of": selection.vintage_name,
        "citation": citations.plain(
            citations.data_set(selection.dataset.publications, fingerprint)
        ),
        "SHA-256 of the data": fingerprint,
    }
    if "csv" in formats:
        for name, frame in selection.tables.items():
            yield f"{name.lower().replace(' ', '-')}_{end}.csv", tables.csv_bytes(frame)
    if "xlsx" in formats:
        yield f"defector-arrivals_{end}.xlsx", tables.xlsx_bytes(selection.tables, about)
    if "json" in formats:
        yield f"defector-arrivals_{end}.json", tables.json_bytes(selection.tables, about)
    if "html" in formats:
        # Imported here so that the other formats do without templates.
        from defector_stats.export.web_page import web_page as report

        shade = "" if theme == "light" else f"_{theme}"

        yield f"defector-arrivals_{end}{shade}.html", report(selection, fingerprint, theme)


def _draw(path: str, pictures: list[tuple[Drawing, str]], fingerprint: str, out: Path) -> None:
    # Imported here so that the page starts without it.
    from tqdm import tqdm

    if not chromium.has_hangul():
        missing = _("No font with Hangul is installed: {command}")
        print(missing.format(command=chromium.how_to_install()), file=sys.stderr)
    with tqdm(total=len(pictures), unit=_("picture"), disable=len(pictures) == 1) as progress:

        def finished(drawing: Drawing, form: str, content: bytes) -> None:
            if form == "png":
                content = png.with_texts(content, drawing.texts(fingerprint))
            progress.clear()
            _write(out / f"{drawing.file_name}.{form}", content)
            progress.update()

        render(path, pictures, finished)


def _write(path: Path, content: bytes) -> None:
    files.write(path, content)
    print(path)

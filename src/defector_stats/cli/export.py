"""`defector-stats export`: charts and tables of a view as files."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from defector_stats.charts.catalogue import CHARTS, OLD_NAMES
from defector_stats.charts.palette import THEMES
from defector_stats.cli import terminal
from defector_stats.errors import reason
from defector_stats.export.formats import FORMATS, Format, Request
from defector_stats.export.sizes import SCALES, SIZES, USUAL, Size, size_of
from defector_stats.i18n.messages import _, speaking, spoken
from defector_stats.views.view import OPTIONS, chosen, expected

if TYPE_CHECKING:
    from defector_stats.export import chromium
    from defector_stats.export.picture import Drawing
    from defector_stats.views.selection import Selection


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `export` to a parser."""
    charts = _("some of {names} (default: all)").format(names=",".join(CHARTS))
    parser.add_argument("--chart", type=_some_of(CHARTS, OLD_NAMES), metavar="CHART", help=charts)
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
            texts = option.values.texts or None
            parser.add_argument(option.flag, dest=field, choices=texts, help=_(option.help))
    parser.set_defaults(language=spoken())
    parser.add_argument(
        "--theme", choices=THEMES, default="light", help=_("colours of the pictures")
    )
    size = _("pixels (1200x675) or {names}").format(names=", ".join(SIZES))
    parser.add_argument("--size", default=USUAL, type=_size, help=size)
    parser.add_argument("--scale", default="2", type=_scale, help=_("pixels of the file per pixel"))
    usual = ",".join(name for name, format in FORMATS.items() if format.usual)
    formats = _("some of {names} (default: {usual})").format(names=",".join(FORMATS), usual=usual)
    parser.add_argument("--format", type=_some_of(FORMATS), default=usual, help=formats)
    parser.add_argument(
        "--out", type=Path, default=Path(), help=_("folder to write to (default: here)")
    )


def _some_of(
    known: Iterable[str], old: dict[str, str] | None = None
) -> Callable[[str], tuple[str, ...]]:
    """Return the reader of an option that takes some of these words, with commas between them."""

    def some(text: str) -> tuple[str, ...]:
        names = [(old or {}).get(name.strip(), name.strip()) for name in text.split(",")]
        for name in names:
            if name not in known:
                wrong = _("found {name!r}, expected some of {names}")
                raise argparse.ArgumentTypeError(wrong.format(name=name, names=", ".join(known)))
        return tuple(dict.fromkeys(names))

    return some


def _size(text: str) -> str:
    try:
        size_of(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    return text


def _scale(text: str) -> int:
    if text not in SCALES:
        wrong = _("found {scale!r}, expected a whole number from 1 to 4")
        raise argparse.ArgumentTypeError(wrong.format(scale=text))
    return int(text)


def run(options: argparse.Namespace) -> int:
    """Write the pictures, tables and pages that the options ask for. Return the exit code.

    What cannot be made is said, and everything else is made all the same.
    """
    with speaking(options.language):
        try:
            selection = _selection(options)
        except ValueError as error:
            terminal.complain(error)
            return 1
        options.out.mkdir(parents=True, exist_ok=True)
        request = Request(selection, options.chart, options.theme)
        formats = [FORMATS[name] for name in options.format]
        done = [_write_files(options.out, each, request) for each in formats if each.files]
        if pictures := [each for each in formats if each.finish]:
            size = size_of(options.size, options.scale)
            done.append(_draw(options.out, pictures, request, size))
        return 0 if all(done) else 1


def _selection(options: argparse.Namespace) -> Selection:
    """Return the view of the options. Raises ValueError for what it cannot be."""
    from defector_stats.analysis.dataset import load
    from defector_stats.views.selection import Selection

    dataset = load(options.data)
    texts = {field: getattr(options, field, None) for field in OPTIONS}
    view, unusable = chosen({field: text for field, text in texts.items() if text}, dataset.limits)
    if unusable:
        wrong = _("found {parts}, expected {expected}")
        parts = ", ".join(map(str, unusable))
        raise ValueError(wrong.format(parts=parts, expected=expected(unusable)))
    return Selection(dataset, view)


def _write_files(out: Path, format: Format, request: Request) -> bool:
    """Write the files of a format that needs no browser; say whether all went well."""
    assert format.files
    done = []
    for file in format.files(request):
        done.append(_write(out / file.name, file.content))
        if file.said and done[-1]:
            terminal.say(file.said)
    return all(done)


def _draw(out: Path, formats: list[Format], request: Request, size: Size) -> bool:
    """Draw the charts and write them as pictures; say whether all went well."""
    from tqdm import tqdm

    from defector_stats.export import chromium, framing
    from defector_stats.export.picture import Drawing

    path = chromium.find()
    problem = framing.check(size) or ("" if path else chromium.missing())
    if problem or not path:
        terminal.complain(problem)
        return False
    if not chromium.has_hangul():
        missing = _("No font with Hangul is installed: {command}")
        terminal.complain(missing.format(command=chromium.how_to_install()))
    charts = request.charts or CHARTS
    drawings = [Drawing(request.selection, chart, size, request.theme) for chart in charts]
    empty = [drawing.chart for drawing in drawings if drawing.chart.empty]
    for chart in empty:
        terminal.complain(
            _("{title}: no picture. {finding}").format(title=chart.title, finding=chart.finding)
        )
    pictures = [
        (drawing, each.name) for each in formats for drawing in drawings if not drawing.chart.empty
    ]
    done = [not (empty and request.charts)]
    with tqdm(total=len(pictures), unit=_("picture"), disable=len(pictures) < 2) as progress:

        def finished(drawing: Drawing, form: str, content: bytes | chromium.BrowserError) -> None:
            progress.clear()
            done.append(_finish(out, drawing, FORMATS[form], content))
            progress.update()

        try:
            chromium.render(path, pictures, finished)
        except chromium.BrowserError as error:
            progress.clear()
            terminal.complain(error)
            return False
    return all(done)


def _finish(out: Path, drawing: Drawing, format: Format, content: bytes | Exception) -> bool:
    """Write what the browser drew, or say why there is nothing to write."""
    assert format.finish
    path = out / f"{drawing.file_name}.{format.name}"
    try:
        if isinstance(content, Exception):
            raise ValueError(content)
        whole = format.finish(drawing, content)
    except ValueError as error:
        terminal.complain(f"{path}: {error}")
        return False
    return _write(path, whole)


def _write(path: Path, content: bytes) -> bool:
    from defector_stats.storage import files

    try:
        files.write(path, content)
    except OSError as error:
        terminal.complain(f"{path}: {reason(error)}")
        return False
    terminal.say(path)
    return True

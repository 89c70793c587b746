"""`defector-stats inspect`: where a picture came from."""

import argparse
from pathlib import Path

from defector_stats.cli.terminal import complain, say
from defector_stats.errors import DataError
from defector_stats.i18n.messages import _


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command to a parser."""
    parser.add_argument("file", nargs="+", type=Path, help=_("PNG file"))


def run(options: argparse.Namespace) -> int:
    """Print what pictures say of themselves, and whether today's data would give them again."""
    # Imported here so that help is given without them.
    from defector_stats.analysis.dataset import load
    from defector_stats.export import png
    from defector_stats.export.picture import LABELS, judgement
    from defector_stats.storage import files

    dataset = load(options.data)
    failed = 0
    for path in options.file:
        try:
            texts = png.texts_of(files.read(path))
            judged = judgement(texts, dataset)
        except (DataError, ValueError) as error:
            complain(error if isinstance(error, DataError) else f"{path}: {error}")
            failed = 1
            continue
        # The line of the source says itself what it is.
        said = [
            f"  {texts[name]}" if name == "Source" else f"  {_(label)}: {texts[name]}"
            for name, label in LABELS.items()
            if name in texts
        ]
        say(path, *said, f"  {judged}")
    return failed

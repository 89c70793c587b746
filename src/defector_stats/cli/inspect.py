"""`defector-stats inspect`: where a picture came from."""

import argparse
import sys
from pathlib import Path

from defector_stats.cli.data import load
from defector_stats.export import png
from defector_stats.export.picture import judgement
from defector_stats.i18n.messages import _


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command to a parser."""
    parser.add_argument("file", nargs="+", type=Path, help=_("PNG file"))


def run(options: argparse.Namespace) -> int:
    """Print what pictures say of themselves, and whether today's data would give them again."""
    dataset, fingerprint = load(options.data)
    failed = 0
    for path in options.file:
        try:
            texts = png.texts_of(path.read_bytes())
            judged = judgement(texts, dataset, fingerprint)
        except (OSError, ValueError) as error:
            print(f"{path}: {getattr(error, 'strerror', None) or error}", file=sys.stderr)
            failed = 1
            continue
        print(path)
        print("\n".join(f"  {name}: {text}" for name, text in texts.items()))
        print(f"  {judged}")
    return failed

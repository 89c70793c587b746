"""Draw the README's picture of the dashboard: `python -m docs.picture`."""

from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from defector_stats.export.chromium import find
from tests.browser.helpers import READ_ONLY, own_context, serve
from tests.helpers import SHIPPED

PICTURE = Path(__file__).with_name("dashboard.png")
COLOURS = 64


def main() -> None:
    """Write what a reader sees first."""
    with (
        contextmanager(serve)(SHIPPED, READ_ONLY) as address,
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=find()) as chromium,
        own_context(chromium) as context,
    ):
        page = context.new_page()
        page.goto(address)
        page.wait_for_selector("#change .main-svg")
        seen = Image.open(BytesIO(page.screenshot()))
    seen.convert("RGB").quantize(COLOURS).save(PICTURE, optimize=True)
    print(f"{PICTURE}: {PICTURE.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()

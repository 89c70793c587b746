"""WebKit, the engine of Safari: WebKitGTK's MiniBrowser by WebDriver, on a screen of its own."""

import os
import shutil
import subprocess
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar

from selenium.common.exceptions import WebDriverException
from selenium.webdriver import WebKitGTK
from selenium.webdriver.common.by import By
from selenium.webdriver.webkitgtk.service import Service

from tests.browser.engines.engine import LIMIT, Engine, saved

PACKAGES = ["webkit2gtk-driver", "xvfb"]


def missing() -> str | None:
    """Return why WebKit cannot be started here, None if it can."""
    there = shutil.which("WebKitWebDriver") and shutil.which("Xvfb")
    return None if there else "No WebKit: install webkit2gtk-driver and xvfb."


@contextmanager
def screen() -> Iterator[str]:
    """Start a screen that nobody sees; yield its name."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1400x1000x24"]
    with (
        os.fdopen(reading) as told,
        subprocess.Popen(
            [*command, "-nolisten", "tcp"], pass_fds=[writing], stderr=subprocess.DEVNULL
        ) as server,
    ):
        os.close(writing)
        try:
            number = told.readline().strip()
            assert number, "Xvfb does not start"
            yield f":{number}"
        finally:
            server.terminate()


class WebKit(Engine):
    errors: ClassVar = (WebDriverException,)

    def __init__(self, driver: WebKitGTK, downloads: Path) -> None:
        self.driver = driver
        self.downloads = downloads
        driver.set_page_load_timeout(LIMIT)
        driver.set_script_timeout(LIMIT)
        driver.set_window_rect(0, 0, 1280, 900)

    def enter(self) -> None:
        """Nothing is left of the reader before."""

    def leave(self) -> None:
        self.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
        self.driver.delete_all_cookies()
        self.driver.get("about:blank")

    def open(self, address: str) -> None:
        self.driver.get(address)

    def evaluate(self, function: str, *arguments: object) -> object:
        return self.driver.execute_script(f"return ({function})(...arguments)", *arguments)

    def press_mouse(self, selector: str) -> None:
        self.driver.find_element(By.CSS_SELECTOR, selector).click()

    def press(self, *keys: str) -> None:
        self.driver.switch_to.active_element.send_keys(*keys)

    def write(self, text: str) -> None:
        self.press(text)

    def download(self, selector: str) -> Path:
        return saved(self.downloads, lambda: self.click(selector))


@contextmanager
def start(home: Path) -> Iterator[Engine]:
    """Start WebKit with `home` as the folder of its user."""
    downloads = home / "Downloads"
    downloads.mkdir()
    (home / "user-dirs.dirs").write_text('XDG_DOWNLOAD_DIR="$HOME/Downloads"\n')
    with screen() as display:
        own = {
            "DISPLAY": display,
            "GDK_BACKEND": "x11",
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home),
            # Its sandbox cannot be built inside of the one that a container is.
            "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
        }
        service = Service(env={**os.environ, **own})
        # Selenium warns of a call that is its own.
        with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
            driver = WebKitGTK(service=service)
        try:
            yield WebKit(driver, downloads)
        finally:
            driver.quit()

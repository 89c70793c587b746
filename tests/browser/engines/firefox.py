"""Firefox, by WebDriver BiDi: JSON over a WebSocket, without a driver in between."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, ClassVar

from websocket import WebSocket, create_connection

from tests.browser.engines.engine import LIMIT, Engine, saved, until

PACKAGES = ["firefox-esr"]
LISTENING = re.compile(r"WebDriver BiDi listening on (ws://\S+)")


def find() -> str | None:
    return shutil.which("firefox-esr") or shutil.which("firefox")


def missing() -> str | None:
    """Return why Firefox cannot be started here, None if it can."""
    return None if find() else "No Firefox: install firefox-esr."


class BidiError(Exception):
    """What Firefox answers to a command that it cannot follow."""


class Bidi:
    """The commands of WebDriver BiDi, one after the other."""

    def __init__(self, socket: WebSocket) -> None:
        self.socket = socket
        self.sent = 0

    def __call__(self, method: str, **parameters: object) -> dict[str, Any]:
        self.sent += 1
        self.socket.send(json.dumps({"id": self.sent, "method": method, "params": parameters}))
        answer = json.loads(self.socket.recv())
        while answer.get("id") != self.sent:  # an event
            answer = json.loads(self.socket.recv())
        if answer["type"] == "error":
            raise BidiError(f"{method}: {answer['message']}")
        result: dict[str, Any] = answer["result"]
        return result


class Firefox(Engine):
    errors: ClassVar = (BidiError,)

    def __init__(self, bidi: Bidi, downloads: Path) -> None:
        self.bidi = bidi
        self.downloads = downloads
        self.reader = self.tab = ""

    def enter(self) -> None:
        self.reader = self.bidi("browser.createUserContext")["userContext"]
        tab = self.bidi("browsingContext.create", type="tab", userContext=self.reader)
        self.tab = tab["context"]
        size = {"width": 1280, "height": 900}
        self.bidi("browsingContext.setViewport", context=self.tab, viewport=size)

    def leave(self) -> None:
        self.bidi("browser.removeUserContext", userContext=self.reader)

    def open(self, address: str) -> None:
        self.bidi("browsingContext.navigate", context=self.tab, url=address, wait="complete")

    def evaluate(self, function: str, *arguments: object) -> object:
        answer = self.bidi(
            "script.callFunction",
            # As JSON, which both sides have; BiDi's own way to write values is longer.
            functionDeclaration="async (given) => "
            f"JSON.stringify(await ({function})(...JSON.parse(given)) ?? null)",
            arguments=[{"type": "string", "value": json.dumps(arguments)}],
            awaitPromise=True,
            target={"context": self.tab},
        )
        if answer["type"] == "exception":
            raise BidiError(answer["exceptionDetails"]["text"])
        return json.loads(answer["result"]["value"])

    def press_mouse(self, selector: str) -> None:
        locator = {"type": "css", "value": selector}
        found = self.bidi("browsingContext.locateNodes", context=self.tab, locator=locator)
        element = {"type": "element", "element": {"sharedId": found["nodes"][0]["sharedId"]}}
        move = {"type": "pointerMove", "x": 0, "y": 0, "origin": element}
        press = [{"type": kind, "button": 0} for kind in ("pointerDown", "pointerUp")]
        self._act("pointer", [move, *press])

    def press(self, *keys: str) -> None:
        down = [{"type": "keyDown", "value": key} for key in keys]
        up = [{"type": "keyUp", "value": key} for key in reversed(keys)]
        self._act("key", [*down, *up])

    def write(self, text: str) -> None:
        kinds = ("keyDown", "keyUp")
        self._act("key", [{"type": kind, "value": key} for key in text for kind in kinds])

    def download(self, selector: str) -> Path:
        return saved(self.downloads, lambda: self.click(selector))

    def _act(self, device: str, actions: list[dict[str, Any]]) -> None:
        source = {"type": device, "id": device, "actions": actions}
        self.bidi("input.performActions", context=self.tab, actions=[source])


@contextmanager
def start(home: Path) -> Iterator[Engine]:
    """Start Firefox with `home` as the folder of its user and an empty profile."""
    profile, downloads, log = home / "profile", home / "downloads", home / "log"
    profile.mkdir()
    downloads.mkdir()
    command = [str(find()), "--headless", "--remote-debugging-port=0", "--profile", str(profile)]
    environment = {**os.environ, "HOME": str(home)}
    with (
        log.open("w") as output,
        subprocess.Popen(command, env=environment, stdout=output, stderr=output) as process,
    ):
        try:
            address = until(lambda: LISTENING.search(log.read_text()))[1]
            with closing(
                create_connection(f"{address}/session", timeout=LIMIT, suppress_origin=True)
            ) as socket:
                bidi = Bidi(socket)
                bidi("session.new", capabilities={})
                allowed = {"type": "allowed", "destinationFolder": str(downloads)}
                bidi("browser.setDownloadBehavior", downloadBehavior=allowed)
                yield Firefox(bidi, downloads)
        finally:
            process.terminate()

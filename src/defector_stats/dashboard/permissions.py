"""Who may add figures: only a page that this server itself sent, under a name that it knows."""

import socket
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from flask import Request


@dataclass(frozen=True)
class Editors:
    """The host names under which a page may write.

    With `any_address`, every numeric address too: a foreign site can point a name of its own at
    this computer, but not a number.
    """

    names: frozenset[str] = frozenset({"localhost"})
    any_address: bool = False

    def trust(self, host: str) -> bool:
        """Say whether the Host header of a request is one of these."""
        try:
            name = (urlsplit(f"//{host}").hostname or "").rstrip(".")
        except ValueError:
            return False
        if name in self.names:
            return True
        try:
            return ip_address(name).is_loopback or self.any_address
        except ValueError:
            return False

    def allow(self, request: Request) -> bool:
        """Say whether a request that writes comes from this server's own page."""
        host = request.headers.get("Host", "")
        origin = urlsplit(request.headers.get("Origin", ""))
        return origin.scheme in ("http", "https") and origin.netloc == host and self.trust(host)


def editors(host: str, names: Iterable[str] | None) -> Editors | None:
    """Return who may edit when the server listens on `host`, None if nobody may.

    `names` are those that `--allow-edit` gives, None without it.
    """
    if names is not None:
        own = {"localhost", socket.gethostname().lower(), socket.getfqdn().lower()}
        return Editors(frozenset({*own, *(name.lower() for name in names)}), any_address=True)
    return Editors() if Editors().trust(f"[{host}]" if ":" in host else host) else None

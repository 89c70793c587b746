"""Who is answered and who may write: the names of the server, and a secret of its editors."""

import hmac
import os
import re
import secrets
import socket
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from ipaddress import ip_address
from typing import TypeVar

import flask
from flask import Request, Response

from defector_stats.i18n.messages import _

Q = TypeVar("Q")
A = TypeVar("A")

HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[^\s:/?#@\[\]\\]+)(?P<port>:\d{1,5})?", re.IGNORECASE)
SITE = re.compile(r"(https?://)?(\*\.)?[a-z0-9.-]+(:\d{1,5})?", re.IGNORECASE)


class Editing(StrEnum):
    """What a reader may do, in the words in which an open page hears of it."""

    OPEN = "open"
    LOCKED = "locked"
    NEVER = "never"


@dataclass(frozen=True)
class Access:
    """The names of a server, the secret of its editors, and the sites that may embed its pages.

    With `any_address` it answers under every number, too: a foreign site can point a name of its
    own at this computer, but not a number. Without a `token` nobody may write.
    """

    names: frozenset[str] = frozenset({"localhost"})
    any_address: bool = False
    token: str = ""
    embedders: tuple[str, ...] = ()

    def serves(self, host: str) -> bool:
        """Say whether the Host header of a request is a name of this server."""
        name = name_of(host)
        if name in self.names:
            return True
        try:
            return ip_address(name).is_loopback or self.any_address
        except ValueError:
            return False

    def knows(self, token: str) -> bool:
        """Say whether this is the secret."""
        return bool(self.token) and hmac.compare_digest(token.encode(), self.token.encode())

    def editing(self, request: Request) -> Editing:
        """Return what whoever asks may do."""
        if not self.token:
            return Editing.NEVER
        known = self.knows(request.cookies.get(_cookie(request), ""))
        return Editing.OPEN if known else Editing.LOCKED

    def may_write(self, request: Request) -> bool:
        """Say whether a request comes from an editor, and from a page of this server."""
        own = (f"http://{request.host}", f"https://{request.host}")
        return request.headers.get("Origin") in own and self.editing(request) is Editing.OPEN

    def only_editors(self, answer: Callable[[Q], A]) -> Callable[[Q], A]:
        """Return what answers a question of an editor, and refuses everybody else."""

        def allowed(question: Q) -> A:
            if not self.may_write(flask.request):
                flask.abort(403)
            return answer(question)

        return allowed

    def admit(self, request: Request, answer: Response, path: str) -> None:
        """Make the browser of who asks that of an editor, until it is closed."""
        answer.set_cookie(
            _cookie(request),
            self.token,
            path=path,
            secure=request.is_secure,
            httponly=True,
            samesite="strict",
        )


def name_of(host: str) -> str:
    """Return the name in a Host header, in small letters; blank if it is none."""
    found = HOST.fullmatch(host)
    return found["name"].strip("[]").rstrip(".").lower() if found else ""


def access(
    host: str,
    token: str = "",
    names: Iterable[str] = (),
    embedders: Iterable[str] = (),
) -> Access:
    """Return who is answered by a server that listens on `host`, and has these `names`, too."""
    given = Access(frozenset({"localhost", host.lower(), *map(str.lower, names)}), token=token)
    given = replace(given, embedders=tuple(embedders))
    if not every_address(host):
        return given
    own = {*given.names, socket.gethostname().lower()}
    return replace(given, names=frozenset(own), any_address=True)


def access_of_environment() -> Access:
    """Return what the environment says; several workers have the same secret by it.

    Raises ValueError for a site that is none: what it says would be part of a header.
    """
    names = os.environ.get("DEFECTOR_STATS_ALLOW_HOST", "").split()
    sites = os.environ.get("DEFECTOR_STATS_EMBED_IN", "").split()
    for site in sites:
        if not SITE.fullmatch(site):
            wrong = _("found {site!r}, expected a site such as https://example.org")
            raise ValueError(f"DEFECTOR_STATS_EMBED_IN: {wrong.format(site=site)}")
    return access("localhost", token_of_environment(), names, sites)


def token_of_environment() -> str:
    """Return the secret that whoever starts the server chose, blank for none."""
    return os.environ.get("DEFECTOR_STATS_TOKEN", "")


def every_address(host: str) -> bool:
    """Say whether who listens on `host` listens on every address of the computer."""
    try:
        return ip_address(host).is_unspecified
    except ValueError:
        return not host


def of_this_computer(host: str) -> bool:
    """Say whether only this computer reaches who listens on `host`."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def new_token() -> str:
    """Return a secret that nobody guesses."""
    return secrets.token_urlsafe(24)


def _cookie(request: Request) -> str:
    """Return the name of the cookie: browsers send cookies to every port of a computer."""
    found = HOST.fullmatch(request.host)
    return f"editor{(found['port'] or ':80').replace(':', '-')}" if found else ""

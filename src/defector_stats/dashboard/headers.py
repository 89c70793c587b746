"""The headers of every answer, in one place."""

from collections.abc import Sequence

from flask import Flask, Response

from defector_stats.dashboard.static import within

FEATURES = ("camera", "display-capture", "geolocation", "microphone", "midi", "payment", "usb")
SOURCES = {
    "default-src": "'none'",
    "script-src": f"'self' {within().policy()}",
    # The page has a style within it, and Plotly writes others into it.
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
}
"""What a page may load, by kind: almost nothing but what this server sends."""


def add(server: Flask, embedders: Sequence[str]) -> None:
    """Add them to the answers of a server; `embedders` are sites that may show it in a frame."""
    policy = {**SOURCES, "frame-ancestors": " ".join(embedders) or "'none'"}
    always = {
        "Content-Security-Policy": "; ".join(map(" ".join, policy.items())),
        "Permissions-Policy": ", ".join(f"{feature}=()" for feature in FEATURES),
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
    }

    @server.after_request
    def complete(answer: Response) -> Response:
        answer.headers.update(always)
        answer.vary.add("Accept-Encoding")
        if answer.cache_control.max_age is None:
            # It is for this reader alone, and may have changed when asked for again.
            answer.cache_control.private = True
            answer.cache_control.no_cache = True
            answer.vary.update(["Cookie", "Accept-Language"])
        return answer

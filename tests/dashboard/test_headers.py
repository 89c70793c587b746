"""The headers of every route there is."""

import hashlib
import re
from base64 import b64encode
from io import BytesIO
from itertools import product
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from defector_stats.charts.catalogue import CHARTS
from defector_stats.dashboard import access, create_app
from tests.helpers import SAMPLE

VALUES = {
    "filename": ["style.css", "nothing"],
    "package_name": ["dash"],
    "fingerprinted_path": ["dash-renderer/build/dash_renderer.min.js", "nothing.js"],
    "path": ["nothing", "%00", "../app.py"],
    "format": ["csv", "html", "nothing"],  # pdf starts a browser
    "name": [*CHARTS, "all", "nothing"],
}
"""What stands in the variable parts of addresses."""


def addresses(rule: Rule) -> list[str]:
    """Return addresses of a route, those of nothing too."""
    parts = re.split(r"<(?:[^<>]*:)?(\w+)>", rule.rule)
    return ["".join(each) for each in product(*(VALUES.get(part, [part]) for part in parts))]


@pytest.mark.slow
def test_every_route_has_every_header(client: FlaskClient) -> None:
    server = client.application
    client.get("/")  # Dash adds its routes with the first request
    asked = 0
    for rule in server.url_map.iter_rules():
        for method in sorted({*(rule.methods or ()), "GET", "POST", "DELETE"}):
            for address in addresses(rule):
                answer = client.open(address, method=method, buffered=True)
                asked += 1
                where = f"{method} {address} {answer.status_code}"
                assert answer.status_code < 500, where
                assert "unsafe" not in answer.headers["Content-Security-Policy"].replace(
                    "style-src 'self' 'unsafe-inline'", ""
                ), where
                assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"], where
                assert answer.headers["X-Content-Type-Options"] == "nosniff", where
                assert answer.headers["Referrer-Policy"] == "same-origin", where
                assert "camera=()" in answer.headers["Permissions-Policy"], where
                assert answer.headers["Cache-Control"], where
                assert "Accept-Encoding" in answer.vary, where
    assert asked > 50


def test_a_page_has_only_those_scripts_within_it_that_its_policy_names(client: FlaskClient) -> None:
    for address in ("/", "/?lang=ko&as-of=article", "/nothing", "/export/csv/all?as-of=never"):
        answer = client.get(address)
        page, policy = answer.text, answer.headers["Content-Security-Policy"]
        for part in page.split("<script")[1:]:
            tag, script = part.split("</script>")[0].split(">", 1)
            digest = b64encode(hashlib.sha256(script.encode()).digest()).decode()
            known = f"'sha256-{digest}'" in policy
            assert known or 'src="/static/' in tag or 'type="application/json"' in tag
        assert " onclick=" not in page
        assert "javascript:" not in page


def test_only_the_sites_that_are_named_may_show_it_in_a_frame() -> None:
    given = access("127.0.0.1", embedders=["https://example.org", "https://*.example.com"])
    answer = create_app(SAMPLE, given).server.test_client().get("/")
    policy = answer.headers["Content-Security-Policy"]
    assert policy.endswith("frame-ancestors https://example.org https://*.example.com")


@pytest.mark.parametrize(
    "path", ["/", "/foo", "/export/csv/all", "/_dash-update-component", "/version"]
)
def test_a_body_over_a_megabyte_is_refused(client: FlaskClient, path: str) -> None:
    for size, chunked in product((1_000_001, 5_000_000), (False, True)):
        body: dict[str, Any] = {"data": b"x" * size}
        if chunked:  # as the server gives what does not say its length
            body = {
                "input_stream": BytesIO(b"x" * size),
                "environ_overrides": {"wsgi.input_terminated": True},
            }
        answer = client.post(path, content_type="application/json", **body)
        assert answer.status_code == 413
        assert "nosniff" in answer.headers["X-Content-Type-Options"]

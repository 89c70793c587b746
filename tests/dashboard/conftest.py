"""The dashboard of the shipped files, asked without a browser."""

import pytest
from flask.testing import FlaskClient

from defector_stats.dashboard import create_app
from tests.helpers import SAMPLE


@pytest.fixture(scope="package")
def client() -> FlaskClient:
    client: FlaskClient = create_app(SAMPLE).server.test_client(use_cookies=False)
    return client

"""The dashboard of the shipped files, asked without a browser."""

import shutil

import pytest
from flask import Flask
from flask.testing import FlaskClient

from defector_stats.dashboard import access, create_app
from tests.helpers import SAMPLE, TOKEN


@pytest.fixture(scope="package")
def client() -> FlaskClient:
    client: FlaskClient = create_app(SAMPLE).server.test_client(use_cookies=False)
    return client


@pytest.fixture(scope="package")
def editable(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The server of an editor; what is asked of it must change no file."""
    folder = tmp_path_factory.mktemp("editable") / "data"
    shutil.copytree(SAMPLE, folder)
    server: Flask = create_app(folder, access("127.0.0.1", TOKEN)).server
    return server

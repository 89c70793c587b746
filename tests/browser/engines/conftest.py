"""Three engines, each started once; a page in each of them for a test that asks for one."""

from collections.abc import Iterator

import pytest

from tests.browser.engines import firefox, webkit
from tests.browser.engines.chromium import Chromium
from tests.browser.engines.engine import Engine
from tests.browser.engines.page import Page
from tests.helpers import TOKEN

OTHERS = {"webkit": webkit, "firefox": firefox}


@pytest.fixture(scope="package", params=["chromium", *OTHERS])
def engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    home = tmp_path_factory.mktemp(request.param)
    if request.param == "chromium":
        yield Chromium(request.getfixturevalue("tabs"), home)
        return
    other = OTHERS[request.param]
    if reason := other.missing():
        pytest.skip(reason)
    with other.start(home) as engine:
        yield engine


@pytest.fixture
def page(dashboard: str, engine: Engine) -> Iterator[Page]:
    """The page of the shipped files, not yet opened."""
    yield from _visited(dashboard, engine)


@pytest.fixture
def own_page(own_dashboard: str, engine: Engine) -> Iterator[Page]:
    """The page of `folder`, a copy that the test may change, not yet opened."""
    for page in _visited(own_dashboard, engine):
        engine.open(f"{own_dashboard}?token={TOKEN}")
        yield page


def _visited(address: str, engine: Engine) -> Iterator[Page]:
    engine.enter()
    yield Page(engine, address)
    engine.leave()

"""The page: layout, callbacks, server settings and assets."""

from defector_stats.dashboard.guard import editors
from defector_stats.dashboard.server import create_app, warm

__all__ = ["create_app", "editors", "warm"]

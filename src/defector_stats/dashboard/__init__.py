"""The page: what it shows, what it asks, how it is served."""

from defector_stats.dashboard.app import create_app, warm
from defector_stats.dashboard.permissions import editors

__all__ = ["create_app", "editors", "warm"]

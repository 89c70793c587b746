"""The page: what it shows, what it asks, how it is served."""

from defector_stats.dashboard.app import create_app, warm
from defector_stats.dashboard.permissions import access, access_of_environment
from defector_stats.dashboard.serving import listen

__all__ = ["access", "access_of_environment", "create_app", "listen", "warm"]

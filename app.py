"""Start the dashboard: `python app.py`; `app:server` is its WSGI application."""

import sys
from typing import TYPE_CHECKING

from defector_stats.cli.data import data_folder
from defector_stats.cli.main import entry

if __name__ == "__main__":
    sys.exit(entry(["serve", *sys.argv[1:]]))
else:
    from defector_stats.dashboard import access_of_environment, create_app

    if TYPE_CHECKING:
        from flask import Flask

    server: "Flask" = create_app(data_folder(), access_of_environment()).server

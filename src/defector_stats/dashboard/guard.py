"""What every request must be before anything answers it."""

from flask import Flask, Response, abort, request

from defector_stats.dashboard.page import layout
from defector_stats.dashboard.permissions import Access
from defector_stats.dashboard.preferences import language_of_request
from defector_stats.i18n.messages import _, speaking

LARGEST = 1_000_000
"""Bytes of the body of a request."""
TOKEN = "token"


def add(server: Flask, access: Access, home: str) -> None:
    """Refuse what is for another server or too large; admit who comes with the secret of editors.

    `home` is the address of the dashboard.
    """
    # Of a body that does not say its length, Werkzeug reads this many bytes and no error.
    server.config["MAX_CONTENT_LENGTH"] = LARGEST + 1

    @server.before_request
    def refuse() -> None:
        if not access.serves(request.host):
            with speaking(language_of_request()):
                abort(403, _("The server has another name; --allow-host gives it this one, too."))
        # No page of another site may ask here; Dash says yes for every address, also for none.
        if request.method == "OPTIONS":
            abort(405)
        # Also where nobody reads the body.
        length = request.content_length
        if (len(request.get_data()) if length is None else length) > LARGEST:
            abort(413)

    @server.before_request
    def admit() -> Response | None:
        if request.method != "GET" or not access.knows(request.args.get(TOKEN, "")):
            return None
        view = {name: text for name, text in request.args.items() if name != TOKEN}
        # A page of this server leads on: where another site did, no cookie would be sent.
        with speaking(language_of_request()):
            answer = Response(layout.onward(home, view), mimetype="text/html")
        access.admit(request, answer, home)
        return answer

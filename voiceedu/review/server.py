"""The server of the review page: threads of one process, on this machine alone.

It is werkzeug's. A production server has workers and keeps many clients apart; here is one person, whose link and forms
are in the memory of one process, and nothing else reaches the address.
"""

import socket

from flask import Flask
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from voiceedu.errors import SettingError

HOST = "127.0.0.1"
SILENCE_S = 60
"""A connection that says nothing for so long is closed."""


_UNREADABLE = """\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>The browser sent something that cannot be read – Review</title>
<link rel="stylesheet" href="/house/style.css">
<main>
<h1>The browser sent something that cannot be read</h1>
<p>Nothing was changed. Open the <a href="/">list of all texts</a>. If this page comes again, delete the cookies of
127.0.0.1 in the browser, or use another browser.</p>
<p>%(code)d: %(message)s.</p>
</main>
"""
"""For what no application sees, such as headers that are too long: cookies of other programs on this machine."""


class _Handler(WSGIRequestHandler):
    timeout = SILENCE_S
    error_message_format = _UNREADABLE

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Log no line for each request."""

    def version_string(self) -> str:
        return "voiceedu"


def bind(app: Flask, port: int) -> BaseWSGIServer:
    """Return a server of `app` at `port` of this machine, 0 for any that is free; raise SettingError if it is taken."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:  # the server has a descriptor of its own
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind((HOST, port))
            listener.listen()
            return make_server(HOST, port, app, threaded=True, request_handler=_Handler, fd=listener.fileno())
        except OSError as error:
            raise SettingError("--port", str(port), f"{error.strerror}; choose another, such as 8766") from None

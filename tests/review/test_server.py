"""The server of the review page: threads on this machine alone."""

import socket

import pytest
from flask import Flask

from voiceedu.errors import SettingError
from voiceedu.review.server import HOST, bind


def test_it_listens_on_this_machine_alone() -> None:
    """The socket is bound to 127.0.0.1; a port that is taken is named."""
    with bind(Flask(__name__), 0) as server:
        address, port = server.socket.getsockname()
        assert address == HOST == "127.0.0.1"
        with socket.socket() as other:
            assert other.connect_ex(("127.0.0.2", port)) != 0
        with pytest.raises(SettingError, match=str(port)):
            bind(Flask(__name__), port)

"""The server of the review page: threads on this machine alone."""

import socket
import threading

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
    with bind(Flask(__name__), port) as again:  # nothing listens there any more
        assert again.port == port


def test_what_no_application_sees_says_what_to_do() -> None:
    """Headers that are too long, of cookies of other programs on this machine, are told in the house style."""
    with bind(Flask(__name__), 0) as server:
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        with socket.create_connection((HOST, server.port)) as connection:
            connection.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: " + b"x" * 70_000 + b"\r\n\r\n")
            answer = b"".join(iter(lambda: connection.recv(65536), b"")).decode()
        thread.join()
    assert " 431 " in answer.splitlines()[0]
    assert "/house/style.css" in answer
    assert "delete the cookies" in answer

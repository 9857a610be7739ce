"""How workers and servers start beside others."""

from pathlib import Path

import pytest
from flask import Flask

from voiceedu.errors import LexiconError, SettingError
from voiceedu.server import malloc, parent, supervisor
from voiceedu.server.front import Front


def test_a_worker_that_cannot_start_tries_again(
    app: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A worker that is started anew while a lexicon is broken waits until it is mended, and does not end."""
    attempts = []

    def create() -> Flask:
        attempts.append(1)
        if len(attempts) < 3:
            raise LexiconError(Path("lexicon.tsv"), 7, "no entry in 'Lux'")
        return app

    monkeypatch.setattr("voiceedu.app.create_app", create)
    monkeypatch.setattr(supervisor, "WORKER_RETRY_S", 0)
    monkeypatch.setattr(parent, "stop_with_parent", lambda _: None)
    monkeypatch.setattr(malloc, "limit_arenas", lambda: None)
    assert isinstance(supervisor.create_front(), Front)
    assert caplog.text.count("lexicon.tsv:7: no entry in 'Lux'") == 2


def test_two_servers_that_start_at_once_are_not_both_there() -> None:
    """Before either listens, the second one is refused with the setting and the address; another port is free."""
    with supervisor._only_server("127.0.0.1", 4711):
        with pytest.raises(SettingError, match=r"127\.0\.0\.1:4711.*another voiceedu starts there"):
            supervisor._only_server("127.0.0.1", 4711).__enter__()
        with supervisor._only_server("127.0.0.1", 4712):
            pass
    with supervisor._only_server("127.0.0.1", 4711):
        pass

"""/healthz and /readyz."""

from collections.abc import Callable
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from voiceedu.config import Settings


def test_alive(client: FlaskClient) -> None:
    """/healthz answers as soon as the application does."""
    assert client.get("/healthz").status_code == 200


def test_ready_when_everything_is_published(client: FlaskClient) -> None:
    """/readyz is 200 when every procedure and the prompts are published."""
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.get_json() == {"ready": True, "procedures": 2, "missing": [], "broken": []}


def test_not_ready_names_what_is_missing(library: Path, tmp_path: Path, make_app: Callable[[Settings], Flask]) -> None:
    """/readyz is 503 and names every procedure that is not published yet."""
    app = make_app(Settings(library=library, cache=str(tmp_path), engines=("tone",)))
    answer = app.test_client().get("/readyz")
    assert answer.status_code == 503
    assert answer.get_json()["missing"] == ["en/prompts", "en/nerve-blocks", "en/epidural-injections"]

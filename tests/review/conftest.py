"""Fixtures: a review page over a small library of its own, and a person who has opened its link."""

import re
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.conftest import EPIDURAL, NERVE_BLOCKS
from tests.support.texts import write_short_prompts, write_texts
from voiceedu.config import Settings
from voiceedu.review.app import create_review_app
from voiceedu.review.state import ReviewState

HOST = "127.0.0.1:8765"
ORIGIN = f"http://{HOST}"
NAME = "Dr. Ana Ruiz"
SPANISH = """\
---
title: Bloqueos nerviosos
slug: nerve-blocks
---

Bloquea las señales de dolor.
"""


@dataclass(frozen=True)
class Person:
    """Somebody at a browser that has opened the link."""

    app: Flask
    client: FlaskClient

    @property
    def state(self) -> ReviewState:
        found: ReviewState = self.app.extensions["voiceedu-review"]
        return found

    @property
    def library(self) -> Path:
        return self.state.settings.library

    def get(self, path: str, **headers: str) -> TestResponse:
        return self.client.get(path, base_url=ORIGIN, headers=headers)

    def page(self, path: str) -> str:
        answer = self.get(path)
        assert answer.status_code == 200, answer.text
        return answer.text

    def post(self, path: str, *, origin: str = ORIGIN, **fields: Any) -> TestResponse:
        """Send a form with its token and a name, which `fields` may replace."""
        data = {"csrf": self.token(), "name": NAME, **fields}
        headers = {"Origin": origin} if origin else {}
        return self.client.post(path, base_url=ORIGIN, headers=headers, data=data)

    def token(self) -> str:
        return field(self.page("/document"), "csrf")

    def form(self, path: str, action: str) -> dict[str, str]:
        """Return the hidden fields of the form on the page `path` that is sent to `action`."""
        found = re.search(rf'<form method="post" action="{re.escape(action)}".*?</form>', self.page(path), re.DOTALL)
        assert found, f"{action} is not on {path}"
        return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', found[0]))

    def send(self, page: str, action: str, **fields: str) -> TestResponse:
        """Send the form on `page`, as a person sees it now."""
        return self.post(action, **(self.form(page, action) | fields))


def field(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, page
    return found[1]


def open_review(settings: Settings, *, settle_s: float = 3600) -> Person:
    """Return a person who has opened the link of a new review of the library of `settings`.

    Nothing is rendered in the background, unless a test wants it at once.
    """
    app, access = create_review_app(settings, settle_s=settle_s)
    app.testing = True
    client = app.test_client()
    opened = client.get(access.path, base_url=ORIGIN)
    assert opened.status_code == 303
    return Person(app, client)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    library = tmp_path / "library"
    texts = {"en/nerve-blocks": NERVE_BLOCKS, "en/epidural-injections": EPIDURAL, "es/bloqueos": SPANISH}
    write_texts(library, texts)
    write_short_prompts(library, "en")
    write_short_prompts(library, "es")
    return Settings(library=library, cache=str(tmp_path / "cache"), engines=("tone",))


@pytest.fixture
def person(settings: Settings) -> Person:
    return open_review(settings)


@pytest.fixture
def git() -> Callable[..., str]:
    """Run git in a folder; return what it prints."""

    def run(folder: Path, *arguments: str) -> str:
        options = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.org"]
        command = ["git", *options, "-C", str(folder), *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    return run

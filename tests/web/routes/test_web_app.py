"""The web app manifest."""

import json
from collections.abc import Callable
from dataclasses import replace

from flask import Flask
from flask.testing import FlaskClient

from voiceedu.config import Settings


def test_app_has_the_name_of_the_clinic(rendered: Settings, make_app: Callable[[Settings], Flask]) -> None:
    """The app is called as the clinic is, begins at the library of its language, and stays on this site."""
    client = make_app(replace(rendered, name="Riverside Pain Clinic")).test_client()
    answer = client.get("/en/app.webmanifest")
    assert answer.content_type == "application/manifest+json"
    manifest = json.loads(answer.data)
    assert manifest["short_name"] == "Riverside Pain Clinic"
    assert manifest["name"] == "Listen to learn about your procedure – Riverside Pain Clinic"
    assert (manifest["start_url"], manifest["scope"], manifest["lang"]) == ("/en/", "/", "en")
    for icon in manifest["icons"]:
        with client.get(icon["src"]) as picture:
            assert picture.content_type.startswith(icon["type"])


def test_each_language_has_its_own(client: FlaskClient) -> None:
    """The page names the manifest of its language, in whose words the manifest is; an unknown language has none."""
    assert '<link rel="manifest" href="/en/app.webmanifest">' in client.get("/en/").text
    assert json.loads(client.get("/en/app.webmanifest").data)["short_name"] == "All recordings"
    assert client.get("/xx/app.webmanifest").status_code == 404

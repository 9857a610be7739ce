"""How values are shown on a page."""

import pytest
from flask import Flask
from flask_babel import force_locale

from voiceedu.assets import Asset
from voiceedu.web import shown_values


@pytest.mark.parametrize(
    ("size", "language", "words"), [(999, "en", "1 kB"), (354_136, "en", "354 kB"), (2_799_176, "es", "2,8 MB")]
)
def test_sizes_are_said_as_devices_say_them(app: Flask, size: int, language: str, words: str) -> None:
    """Sizes are in kilobytes, or in megabytes with the language's decimal sign."""
    asset = Asset(
        hash="", name="", profile="", speed="normal", section="", media_type="", duration_ms=0, size=size, sha256=""
    )
    with app.test_request_context("/"), force_locale(language):
        assert shown_values.size(asset) == words


@pytest.mark.parametrize(("language", "words"), [("en", "0.8, slower"), ("es", "0,8, más lento")])
def test_speeds_say_what_they_are(app: Flask, language: str, words: str) -> None:
    """Each speed has a name, in the language of the page, with its decimal sign."""
    with app.test_request_context("/"), force_locale(language):
        speeds = dict(shown_values.speeds())
    assert speeds[0.8] == words
    assert list(speeds) == sorted(shown_values.SPEEDS)

"""The page and the phone's files, over HTTP. A module a noun; each finds the studio with `studio()`."""

from typing import cast

from flask import current_app

from voiceedu.studio import Studio


def studio() -> Studio:
    """Return the studio of the application that answers this request."""
    return cast(Studio, current_app.extensions["voiceedu"])

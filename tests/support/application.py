"""Changes to an application that only tests make."""

from collections.abc import Sequence
from dataclasses import replace

from flask import Flask

from voiceedu.engines import Engine
from voiceedu.publishing.studio import Studio
from voiceedu.web.state import AppState


def use_engines(app: Flask, engines: Sequence[Engine]) -> None:
    """Make `app` speak with `engines` instead of those of its settings."""
    state = AppState.of(app)
    replace(state, studio=Studio(state.studio.settings, engines=engines)).attach(app)

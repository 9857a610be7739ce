"""An installation that the tone engine speaks for."""

from pathlib import Path

import pytest


@pytest.fixture
def tone(tmp_path: Path, library: Path) -> dict[str, str]:
    """The environment of an installation that the tone engine speaks for."""
    return {
        "VOICEEDU_LIBRARY": str(library),
        "VOICEEDU_CACHE": str(tmp_path / "cache"),
        "VOICEEDU_ENGINES": "tone",
        "VOICEEDU_LOG": "warning",
    }

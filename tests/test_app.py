"""The application factory."""

from pathlib import Path

import pytest
from flask import Flask

from voiceedu.app import create_app
from voiceedu.config import Settings
from voiceedu.engines.tone import ToneEngine
from voiceedu.errors import LibraryError, SettingError
from voiceedu.web.state import AppState


def test_settings_of_the_environment_are_the_default(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A WSGI server that calls create_app() gets the application that the environment asks for."""
    monkeypatch.setenv("VOICEEDU_LIBRARY", str(library))
    monkeypatch.setenv("VOICEEDU_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("VOICEEDU_ENGINES", "tone")
    app = create_app()
    assert AppState.of(app).studio.settings.library == library
    assert app.test_client().get("/healthz").status_code == 200


def test_applications_share_no_state(app: Flask, library: Path, tmp_path: Path) -> None:
    """Two applications in one process have a studio each, over a store each."""
    other = create_app(Settings(library=library, cache=str(tmp_path / "other"), engines=("tone",)))
    assert AppState.of(other).studio is not AppState.of(app).studio
    assert other.test_client().get("/readyz").status_code == 503
    assert app.test_client().get("/readyz").status_code == 200


@pytest.mark.slow
def test_engines_may_be_given(library: Path, tmp_path: Path) -> None:
    """What is given as engines speaks, whatever the settings name."""
    app = create_app(Settings(library=library, cache=str(tmp_path / "cache")), engines=[ToneEngine()])
    assert app.test_client().get("/en/nerve-blocks.mp3").status_code == 200
    rendition = AppState.of(app).studio.store.rendition("en", "nerve-blocks")
    assert rendition is not None
    assert rendition.voice.engine == "tone"


@pytest.mark.parametrize(
    ("change", "error"),
    [({"engines": ("festival",)}, SettingError), ({"cache": "ftp://example.org"}, SettingError)],
    ids=["engine", "cache"],
)
def test_setting_that_cannot_work_stops_the_start(
    library: Path, tmp_path: Path, change: dict[str, str], error: type[Exception]
) -> None:
    """An application that could never speak or keep anything is not made."""
    values = {"library": library, "cache": str(tmp_path / "cache"), "engines": ("tone",)} | change
    with pytest.raises(error):
        create_app(Settings(**values))  # type: ignore[arg-type]


def test_stray_file_stops_the_start(tmp_path: Path) -> None:
    """A library whose layout is wrong as a whole is refused, with the file."""
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "nerve-blocks.md").write_text("It is medicine.", encoding="utf-8")
    with pytest.raises(LibraryError, match=r"nerve-blocks\.md:1: "):
        create_app(Settings(library=tmp_path / "texts", cache=str(tmp_path / "cache"), engines=("tone",)))

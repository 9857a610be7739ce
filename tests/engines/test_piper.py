"""The optional voice, where it is not installed."""

import importlib.util
from pathlib import Path

import pytest

from voiceedu.engines import piper
from voiceedu.engines.piper import PiperEngine
from voiceedu.errors import EngineError


@pytest.fixture(autouse=True)
def voices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test a data folder of its own, without voices."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    return tmp_path / "voiceedu" / "voices"


def test_voices_folder_is_the_users_own(voices: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Voices are looked for where the XDG Base Directory says data of a user is."""
    assert piper.voices_folder() == voices
    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert piper.voices_folder() == tmp_path / "home" / ".local" / "share" / "voiceedu" / "voices"


def test_missing_package_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without piper-tts, `unavailable` says what to install."""
    find_spec = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "piper" else find_spec(name))
    reason = PiperEngine().unavailable()
    assert reason is not None
    assert "pip install 'voiceedu[piper]'" in reason


def test_missing_voice_is_said(voices: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the package but no voice, `unavailable` says where a voice is looked for and how to get one."""
    (tmp_path / "modules").mkdir()
    (tmp_path / "modules" / "piper.py").write_text("")
    monkeypatch.syspath_prepend(str(tmp_path / "modules"))
    reason = PiperEngine().unavailable()
    assert reason is not None
    assert str(voices) in reason
    assert "piper.download_voices" in reason


@pytest.mark.parametrize("language", ["en", "de"])
def test_language_without_a_voice_is_a_named_error(language: str, voices: Path) -> None:
    """No voice for a language, or half of one, is an EngineError that names the folder."""
    with pytest.raises(EngineError, match=rf"piper: has no voice for '{language}' in "):
        PiperEngine().voice(language)
    voices.mkdir(parents=True)
    (voices / f"{language}_XX-half-low.onnx").write_bytes(b"no .json beside it")
    with pytest.raises(EngineError, match=rf"piper: has no voice for '{language}' in {voices}"):
        PiperEngine().voice(language)

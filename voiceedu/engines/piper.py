"""Piper, the best offline voice: the optional extra `voiceedu[piper]`, with a voice in the voices folder."""

import functools
import hashlib
import importlib.metadata
import importlib.util
import os
import threading
from pathlib import Path
from typing import Any

from voiceedu.engines.protocol import Speech, Voice
from voiceedu.errors import EngineError

_one_at_a_time = threading.Lock()


def voices_folder() -> Path:
    """Return the folder that holds Piper's voices, `NAME.onnx` beside `NAME.onnx.json` (XDG Base Directory)."""
    data_home = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(data_home) / "voiceedu" / "voices"


class PiperEngine:
    name = "piper"
    needs_network = False

    def unavailable(self) -> str | None:
        if importlib.util.find_spec("piper") is None:
            return "it is not installed; pip install 'voiceedu[piper]'"
        if not _models():
            return f"no voice in {voices_folder()}; python -m piper.download_voices --data-dir there"
        return None

    def voice(self, language: str) -> Voice:
        """Return the first voice, by name, that speaks `language`: en takes en_GB and en_US, en-US one."""
        wanted = language.lower().replace("-", "_")
        for model in _models():
            if f"{model.stem.split('-')[0].lower()}_".startswith(f"{wanted}_"):
                return Voice(
                    engine=self.name,
                    engine_version=importlib.metadata.version("piper-tts"),
                    name=model.stem,
                    version=_model_hash(model, model.stat().st_mtime_ns),
                    language=language,
                )
        raise EngineError(self.name, f"has no voice for {language!r} in {voices_folder()}")

    def synthesize(self, text: str, voice: Voice) -> Speech:
        try:
            with _one_at_a_time:
                chunks = list(_loaded(voices_folder() / f"{voice.name}.onnx").synthesize(text))
        except (OSError, ValueError, KeyError, RuntimeError) as error:
            raise EngineError(self.name, f"{voice.name} could not say {text!r} ({error})") from None
        if not chunks:
            raise EngineError(self.name, f"{voice.name} said nothing for {text!r}")
        return Speech(pcm=b"".join(chunk.audio_int16_bytes for chunk in chunks), sample_rate=chunks[0].sample_rate)


def _models() -> list[Path]:
    return sorted(model for model in voices_folder().glob("*.onnx") if model.with_name(f"{model.name}.json").is_file())


@functools.cache
def _model_hash(model: Path, _changed_ns: int) -> str:
    with model.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:16]


@functools.cache
def _loaded(model: Path) -> Any:
    from piper import PiperVoice  # the extra may not be installed, and takes a second to import

    return PiperVoice.load(model)

"""Piper, the best offline voice: the optional extra `voiceedu[piper]`, with a voice in the voices folder."""

import functools
import hashlib
import importlib.metadata
import importlib.util
import os
import re
import socket
import tempfile
import threading
from pathlib import Path
from typing import Any, Self

import numpy as np

from voiceedu import languages
from voiceedu.config import Settings
from voiceedu.engines import alphabet, chosen_voice
from voiceedu.engines.protocol import Speech, Voice
from voiceedu.errors import EngineError

NOT_INSTALLED = "it is not installed; pip install 'voiceedu[piper]'"
EXAMPLE_VOICE = "en_US-joe-medium"
TIMEOUT_S = 30  # for the next byte of a download: Piper's downloader would wait for ever

_NAME = re.compile(r"\w+-\w+-\w+")  # Piper's downloader would take names that lead out of its folder
_one_at_a_time = threading.Lock()  # a sentence takes every core already, and a voice is loaded once


def voices_folder() -> Path:
    """Return the folder that holds Piper's voices, `NAME.onnx` beside `NAME.onnx.json` (XDG Base Directory)."""
    # Path.home() raises where the user has no home, as in some containers.
    data_home = os.environ.get("XDG_DATA_HOME") or os.path.expanduser("~/.local/share")  # noqa: PTH111
    return Path(data_home) / "voiceedu" / "voices"


def voice_names() -> list[str]:
    """Return the names of the voices in the folder, whatever language they speak."""
    return [model.stem for model in _models()]


def is_name(name: str) -> bool:
    """Return whether a voice of Piper's may be called `name`."""
    return _NAME.fullmatch(name) is not None


def download(name: str) -> Path:
    """Get the voice `name` with Piper's own downloader; return its model's path, or raise EngineError and keep nothing.

    Its files are kept once Piper could load them: the downloader takes an answer that breaks off for a whole one.
    """
    try:
        from piper.download_voices import download_voice
    except ImportError:
        raise EngineError("piper", NOT_INSTALLED) from None
    if not is_name(name):
        raise EngineError("piper", f"{name!r} is no name of a voice; they are like {EXAMPLE_VOICE}")
    folder = voices_folder()
    socket_timeout = socket.getdefaulttimeout()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".download-") as temporary:
            socket.setdefaulttimeout(TIMEOUT_S)
            download_voice(name, Path(temporary))
            _load(Path(temporary, f"{name}.onnx"))
            for file in (f"{name}.onnx.json", f"{name}.onnx"):  # the model last: with it the voice is there
                Path(temporary, file).replace(folder / file)
    except Exception as error:  # of the network, the disk, or onnxruntime, whose errors have no base of their own
        raise EngineError("piper", f"{name} could not be downloaded ({type(error).__name__}: {error})") from None
    finally:
        socket.setdefaulttimeout(socket_timeout)
    return folder / f"{name}.onnx"


class PiperEngine:
    name = "piper"
    needs_network = False

    def __init__(self, settings: Settings | None = None) -> None:
        self._chosen = settings.voices if settings else {}

    @classmethod
    def from_settings(cls, settings: Settings) -> Self:
        return cls(settings)

    def has_voice(self, name: str, language: str) -> bool:
        return any(
            model.stem == name and _speaks(model, tag) for model in _models() for tag in languages.fallbacks(language)
        )

    def alphabet(self, language: str) -> frozenset[str] | None:
        return alphabet.latin(language)

    def unavailable(self) -> str | None:
        if importlib.util.find_spec("piper") is None:
            return NOT_INSTALLED
        if not _models():
            return f"no voice in {voices_folder()}; voiceedu engines --download-voice {EXAMPLE_VOICE}"
        return None

    def voice(self, language: str) -> Voice:
        """Return the chosen voice, or the first by name that speaks `language`: en-GB before any other English one."""
        able = [model for tag in languages.fallbacks(language) for model in _models() if _speaks(model, tag)]
        if not able:
            raise EngineError(self.name, f"has no voice for {language!r} in {voices_folder()}")
        chosen = chosen_voice(self._chosen, language)
        model = next((model for model in able if model.stem == chosen), able[0])
        try:
            piper, version = importlib.metadata.version("piper-tts"), _version(model)
        except (ImportError, OSError) as error:
            raise EngineError(self.name, f"{model.stem} cannot be used ({error})") from None
        return Voice(engine=self.name, engine_version=piper, name=model.stem, version=version, language=language)

    def synthesize(self, text: str, voice: Voice) -> Speech:
        fitted = alphabet.fit(text, self.alphabet(voice.language), engine=self.name).text
        plain = fitted.replace("[", "[ ")  # Piper takes what is between [[ and ]] for phonemes
        try:
            with _one_at_a_time, np.errstate(invalid="raise"):  # a model may give what is no number
                speaker = _speaker(voices_folder() / f"{voice.name}.onnx", voice.version)
                pcm = b"".join(chunk.audio_int16_bytes for chunk in speaker.synthesize(plain))
                rate = speaker.config.sample_rate
        except Exception as error:  # onnxruntime's have no base of their own, a wrong .json gives any
            raise EngineError(self.name, f"{voice.name} failed at {text!r} ({type(error).__name__}: {error})") from None
        if not (pcm and text.strip()):  # some versions make a sound for no words
            raise EngineError(self.name, f"{voice.name} said nothing for {text!r}")
        return Speech(pcm=pcm, sample_rate=rate)


def _models() -> list[Path]:
    configs = set(voices_folder().glob("*.onnx.json"))
    return sorted(model for model in voices_folder().glob("*.onnx") if Path(f"{model}.json") in configs)


def _speaks(model: Path, tag: str) -> bool:
    """Return whether the name of `model`, such as en_US-joe-medium, is of the language `tag`."""
    return f"{model.stem.split('-')[0].lower()}_".startswith(f"{tag.lower().replace('-', '_')}_")


def _version(model: Path) -> str:
    """Return a hash of the voice's two files: the sound follows from both."""
    stats = [(file, file.stat()) for file in (model, Path(f"{model}.json"))]
    hashes = [_hash(file, (stat.st_ino, stat.st_size, stat.st_mtime_ns)) for file, stat in stats]
    return hashlib.sha256(b"".join(hashes)).hexdigest()[:16]


@functools.lru_cache(maxsize=64)
def _hash(file: Path, _changes_with: tuple[int, ...]) -> bytes:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").digest()


@functools.lru_cache(maxsize=4)
def _speaker(model: Path, version: str) -> Any:
    speaker = _load(model)
    if _version(model) != version:
        raise ValueError("its files have changed; render again")
    return speaker


def _load(model: Path) -> Any:
    from piper import PiperVoice  # the extra may not be installed, and takes a second to import

    speaker = PiperVoice.load(model)
    rate = speaker.config.sample_rate
    if not isinstance(rate, int) or rate <= 0:
        raise ValueError(f"{rate!r} is no sample rate")
    return speaker

"""The offline voice of the flite program, where it is installed: easier to understand than eSpeak's."""

import functools
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from voiceedu.audio import codecs
from voiceedu.engines.protocol import Speech, Voice
from voiceedu.errors import AudioError, EngineError

VOICE = "slt"
TIMEOUT_S = 60


class FliteEngine:
    name = "flite"
    needs_network = False

    def unavailable(self) -> str | None:
        if shutil.which("flite") is None:
            return "the program flite is not installed; on Debian: apt-get install flite"
        return None

    def voice(self, language: str) -> Voice:
        if language.split("-")[0] != "en":
            raise EngineError(self.name, f"has no voice for {language!r}")
        return Voice(engine=self.name, engine_version=_version(), name=VOICE, version="", language=language)

    def synthesize(self, text: str, voice: Voice) -> Speech:
        with tempfile.TemporaryDirectory(prefix="voiceedu-") as folder:
            words, spoken = Path(folder, "words.txt"), Path(folder, "speech.wav")
            # From a file: what is on a command line shows in a process list, and a leading hyphen would be an option.
            words.write_text(text, encoding="utf-8")
            _run("-voice", voice.name, "-f", os.fspath(words), "-o", os.fspath(spoken))
            try:
                samples, rate = codecs.decode(spoken.read_bytes(), name="its speech")
            except (OSError, AudioError) as error:
                raise EngineError(self.name, f"said nothing for {text!r} ({error})") from None
        return Speech(pcm=samples.astype("<i2").tobytes(), sample_rate=rate)


@functools.cache
def _version() -> str:
    words = _run("--version").split()
    return next((word.removeprefix("flite-") for word in words if word.startswith("flite-")), "unknown")


def _run(*arguments: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603 — a fixed program with fixed options
            [shutil.which("flite") or "flite", *arguments],
            capture_output=True,
            timeout=TIMEOUT_S,
            text=True,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise EngineError("flite", str(error)) from None
    # `flite --version` ends with 1 and is no failure.
    if done.returncode and arguments != ("--version",):
        raise EngineError("flite", done.stderr.strip() or f"ended with {done.returncode}")
    return done.stdout

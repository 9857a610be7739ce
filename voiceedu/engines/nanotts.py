"""SVOX Pico, from the py-nanotts wheel: a small embedded voice for six languages and regions. No network.

Each sentence is spoken in a process of its own. The extension works in memory that it does not clear, so that in one
process the samples of a sentence depend on what was said before; it also keeps the GIL while it speaks.
"""

import importlib.metadata
import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Self

from voiceedu import languages
from voiceedu.config import Settings
from voiceedu.engines import alphabet, chosen_voice
from voiceedu.engines.protocol import Speech, Voice
from voiceedu.errors import EngineError

SAMPLE_RATE = 16_000
TIMEOUT_S = 30
"""Pico never ends with a word of thousands of letters."""
VOLUME = 0.5
"""Of Pico's own, at which its loud vowels clip: up to 1.1 % of the samples of a short sentence (measured)."""
LONGEST_FOLDER = 174
"""Bytes in the path of the voices' folder, `lang` (measured; the extension has 192 for the path of a file)."""

_VOICES = {"en": "en-US", "en-GB": "en-GB", "es": "es-ES", "fr": "fr-FR", "de": "de-DE", "it": "it-IT"}
_PROGRAM = """\
import sys
from py_nanotts import NanoTTS
text = sys.stdin.buffer.read().decode()
sys.stdout.buffer.write(NanoTTS().speak(text, voice=sys.argv[1], volume=float(sys.argv[2])))
"""
_WORD = re.compile(r"\w")


class NanottsEngine:
    name = "nanotts"
    needs_network = False

    def __init__(self, settings: Settings | None = None) -> None:
        self._chosen = settings.voices if settings else {}

    @classmethod
    def from_settings(cls, settings: Settings) -> Self:
        return cls(settings)

    def unavailable(self) -> str | None:
        package = importlib.util.find_spec("py_nanotts")
        if package is None or not package.submodule_search_locations:
            return "py-nanotts is not installed; it has no wheel for this system"
        folder = Path(package.submodule_search_locations[0], "lang")
        if len(os.fsencode(folder)) > LONGEST_FOLDER:
            return (
                f"Pico reads no path of more than {LONGEST_FOLDER} bytes; install voiceedu elsewhere than in {folder}"
            )
        return None

    def has_voice(self, name: str, language: str) -> bool:
        return name in _VOICES.values() and languages.base(name) == languages.base(language)

    def alphabet(self, language: str) -> frozenset[str] | None:
        return alphabet.latin(language)

    def voice(self, language: str) -> Voice:
        name = next((_VOICES[tag] for tag in languages.fallbacks(language) if tag in _VOICES), None)
        if name is None:
            raise EngineError(self.name, f"has no voice for {language!r}")
        chosen = chosen_voice(self._chosen, language)
        if chosen and self.has_voice(chosen, language):
            name = chosen
        version = importlib.metadata.version("py-nanotts")
        return Voice(engine=self.name, engine_version=version, name=name, version=f"volume {VOLUME}", language=language)

    def synthesize(self, text: str, voice: Voice) -> Speech:
        # Without < in its alphabet, no text can be mark-up.
        words = alphabet.fit(text, self.alphabet(voice.language), engine=self.name).text
        if not _WORD.search(words):
            raise EngineError(self.name, f"finds nothing to say in {text!r}")
        pcm = self._speak(words, voice.name)
        if not pcm:
            raise EngineError(self.name, f"said nothing for {text!r}")
        return Speech(pcm=pcm, sample_rate=SAMPLE_RATE)

    def _speak(self, words: str, voice: str) -> bytes:
        try:
            done = subprocess.run(  # noqa: S603 — a fixed program; the words come by standard input
                [sys.executable, "-P", "-c", _PROGRAM, voice, str(VOLUME)],
                input=words.encode(),
                capture_output=True,
                timeout=TIMEOUT_S,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise EngineError(self.name, f"could not say {words!r} ({error})") from None
        if done.returncode:
            lines = done.stderr.decode(errors="replace").strip().splitlines()
            reason = lines[-1] if lines else f"its process ended with {done.returncode}"
            raise EngineError(self.name, f"could not say {words!r} ({reason})")
        return done.stdout

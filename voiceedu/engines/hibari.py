"""The embedded neural voice for English: hibari's "heart", which is inside the wheel. No network."""

import functools
import importlib.metadata
import re
import threading
from collections.abc import Mapping
from typing import Any

import numpy as np

from voiceedu import languages
from voiceedu.engines import alphabet, misaki
from voiceedu.engines.protocol import Speech, Voice
from voiceedu.errors import EngineError
from voiceedu.narration.text_normalization.letters import respell_letter_a

VOICE = "heart"
"""The only voice that we offer: hibari downloads each of its others at first use."""
VOICE_SHA256 = "5f70741d4e900f4e85d0037498736cc1b3e1b9a63a13546a5da1e63abf4fccd8"
SAMPLE_RATE = 24_000
SEED = 0
"""Of the noise in the voice: the same words have the same samples every time."""
THREADS = 1
"""Of onnxruntime. Two take twice the CPU time and are no faster (measured on two cores); renders run side by side."""

_LETTER_A = "[A](/ˈA/)"
"""The letter A with its phonemes: without them it is said like the article, "eight uh em"."""
_READING = "letters-1"
"""Which changes this adapter makes to the words: part of a speech key."""
_WORD = re.compile(r"\w")
_one_at_a_time = threading.Lock()
"""One model and one dictionary a process. The dictionary is pure Python, so the GIL would let no second one run."""


class HibariEngine:
    name = "hibari"
    needs_network = False

    def unavailable(self) -> str | None:
        return None

    def has_voice(self, name: str, language: str) -> bool:
        return name == VOICE and languages.base(language) == languages.ENGLISH

    def alphabet(self, _language: str) -> frozenset[str] | None:
        return alphabet.latin(languages.ENGLISH)

    def voice(self, language: str) -> Voice:
        if languages.base(language) != languages.ENGLISH:
            raise EngineError(self.name, f"has no voice for {language!r}")
        version = importlib.metadata.version("hibari-tts")
        return Voice(
            engine=self.name,
            engine_version=version,
            name=VOICE,
            version=f"{VOICE_SHA256[:16]}-{_READING}",
            language=language,
            takes_respellings=False,
            takes_ipa=True,
        )

    def synthesize(self, text: str, voice: Voice) -> Speech:
        return self.synthesize_phonemes(text, voice, {})

    def synthesize_phonemes(self, text: str, voice: Voice, ipa: Mapping[str, str]) -> Speech:
        words = self._fitted(text, voice)
        if not _WORD.search(words):  # a stop alone becomes a noise
            raise EngineError(self.name, f"finds nothing to say in {text!r}")
        spoken = {self._fitted(word, voice): sound for word, sound in ipa.items() if word in text}
        try:
            marked = _with_phonemes(respell_letter_a(words, _LETTER_A), spoken)
            with _one_at_a_time:
                samples = _speaker()(marked, seed=SEED)
        except Exception as error:  # onnxruntime's have no base of their own
            raise EngineError(self.name, f"failed at {text!r} ({type(error).__name__}: {error})") from None
        if not len(samples):
            raise EngineError(self.name, f"said nothing for {text!r}")
        pcm = np.rint(np.clip(samples, -1, 1) * 32767).astype("<i2")
        return Speech(pcm=pcm.tobytes(), sample_rate=SAMPLE_RATE)

    def ipa(self, word: str) -> str:
        """Return how this voice says `word`, in IPA; empty where it cannot say it."""
        with _one_at_a_time:
            return misaki.to_ipa("".join(_speaker().phonemize(word)))

    def _fitted(self, text: str, voice: Voice) -> str:
        return alphabet.fit(text, self.alphabet(voice.language), engine=self.name).text


def _with_phonemes(text: str, ipa: Mapping[str, str]) -> str:
    """Return `text` with hibari's mark-up [word](/phonemes/) for each word of `ipa`; the longest words first."""
    if not ipa:
        return text
    phonemes = {word: misaki.from_ipa(sound) for word, sound in ipa.items()}
    longest_first = sorted(phonemes, key=len, reverse=True)
    words = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
    return words.sub(lambda match: f"[{match[0]}](/{phonemes[match[0]]}/)", text)


@functools.cache
def _speaker() -> Any:
    """Return hibari with its model loaded; 0.7 s at the first call. To be called by one thread at a time."""
    import hibari  # a quarter of a second, for onnxruntime

    return hibari.Hibari(voice=VOICE, threads=THREADS)

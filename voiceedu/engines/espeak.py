"""The embedded voice: eSpeak NG, from the espeakng-loader wheel, in this process. No network, no system package."""

import ctypes
import threading
from typing import Self

import espeakng_loader

from voiceedu import languages
from voiceedu.config import Settings
from voiceedu.engines import alphabet, chosen_voice
from voiceedu.engines.protocol import Speech, Voice
from voiceedu.errors import EngineError
from voiceedu.narration.text_normalization.letters import respell_letter_a

WORDS_PER_MINUTE = 163
"""eSpeak's own rate. With our pauses it comes to 140–160 words a minute of finished audio (measured on the seed)."""

# speak_lib.h of eSpeak NG 1.52
_AUDIO_OUTPUT_SYNCHRONOUS = 2
_INITIALIZE_DONT_EXIT = 0x8000
_CHARS_UTF8 = 1
_POSITION_CHARACTER = 1
_PARAMETER_RATE = 1
_BETWEEN = "_"
_PHONEMES_IN_IPA = 2 | ord(_BETWEEN) << 8
_VOWELS = frozenset("aeiouyøœɐɑɒæɘəɚɛɜɝɞɤɨɪɔɵʉʊʌʏɶ\N{COMBINING VERTICAL LINE BELOW}")
"""Of IPA; a line below makes a consonant the heart of a syllable."""
_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)

_VOICES = {
    "en": "en-us",
    "en-001": "en-gb-x-rp",
    "en-GB": "en-gb-x-rp",
    "es": "es-419",
    "es-ES": "es",
    "pt": "pt-br",
    "pt-PT": "pt",
}
"""eSpeak's voice for a tag where it is not the tag itself; en-001 is the English of most countries but the US."""

_VARIANT = "+Hugo"
"""How the voice sounds. Only a variant without flutter says the same words with the same samples every time (the others
take a running count into their pitch), and of those a recogniser understood this one best: word error rate 0.75 on
thirty sentences of the library, 0.91 for the plain voice (pocketsphinx)."""

_LETTER_A = "eigh"
"""What eSpeak says like the letter A. Alone among letters, "A" is said like the article: "eight uh em"."""
_READING = "letters-1"
"""Which changes this adapter makes to the words: part of a speech key."""

_one_at_a_time = threading.Lock()
"""The library keeps one global state a process and is not thread-safe."""


class EspeakEngine:
    name = "espeak"
    needs_network = False

    def __init__(self, settings: Settings | None = None) -> None:
        self._chosen = settings.voices if settings else {}

    @classmethod
    def from_settings(cls, settings: Settings) -> Self:
        return cls(settings)

    def has_voice(self, name: str, language: str) -> bool:
        own = {languages.base(tag) for tag in languages.fallbacks(language)}
        return languages.base(name.partition("+")[0]) in own and _is_voice(_with_variant(name))

    def alphabet(self, language: str) -> frozenset[str] | None:
        return alphabet.latin(language)

    def unavailable(self) -> str | None:
        try:
            with _one_at_a_time:
                _library()
        except EngineError as error:
            return error.reason
        return None

    def voice(self, language: str) -> Voice:
        chosen = chosen_voice(self._chosen, language)
        if chosen and self.has_voice(chosen, language):
            name: str | None = _with_variant(chosen)
        else:
            own = (_with_variant(_VOICES.get(tag, tag.lower())) for tag in languages.fallbacks(language))
            name = next(filter(_is_voice, own), None)
        if name is None:
            raise EngineError(self.name, f"has no voice for {language!r}")
        return Voice(engine=self.name, engine_version=_version(), name=name, version=_READING, language=language)

    def synthesize(self, text: str, voice: Voice) -> Speech:
        if languages.base(voice.language) == languages.ENGLISH:
            text = respell_letter_a(text, _LETTER_A)
        text = alphabet.fit(text, self.alphabet(voice.language), engine=self.name).text
        heard: list[bytes] = []

        def keep(samples: int | None, count: int, _events: int) -> int:
            if samples and count > 0:
                heard.append(ctypes.string_at(samples, count * 2))
            return 0

        callback = _Callback(keep)  # a name keeps it alive during the call
        encoded = text.encode() + b"\0"
        with _one_at_a_time:
            library = _library()
            library.espeak_SetSynthCallback(callback)
            if library.espeak_SetVoiceByName(voice.name.encode()) != 0:
                raise EngineError(self.name, f"has no voice {voice.name!r}")
            library.espeak_SetParameter(_PARAMETER_RATE, WORDS_PER_MINUTE, 0)
            failed = library.espeak_Synth(encoded, len(encoded), 0, _POSITION_CHARACTER, 0, _CHARS_UTF8, None, None)
        if failed or not heard:
            raise EngineError(self.name, f"said nothing for {text!r}")
        return Speech(pcm=b"".join(heard), sample_rate=_sample_rate)

    def count_syllables(self, text: str, voice: Voice) -> int:
        """Return how many syllables `voice` says for `text`: the phonemes that have a vowel."""
        phonemes = self._phonemes(text, voice).replace(" ", _BETWEEN).split(_BETWEEN)
        return sum(not _VOWELS.isdisjoint(phoneme) for phoneme in phonemes)

    def ipa(self, word: str, voice: Voice) -> str:
        """Return how `voice` says `word`, in IPA. Raise UnspeakableError where it does not."""
        word = alphabet.fit(word, self.alphabet(voice.language), engine=self.name).text
        return self._phonemes(word, voice).replace(_BETWEEN, "").strip()

    def _phonemes(self, text: str, voice: Voice) -> str:
        """Return the phonemes of `text`, with _BETWEEN between two of a word."""
        encoded = ctypes.create_string_buffer(text.encode())
        clause = ctypes.c_void_p(ctypes.addressof(encoded))  # moves on, and becomes None at the end
        clauses: list[str] = []
        with _one_at_a_time:
            library = _library()
            if library.espeak_SetVoiceByName(voice.name.encode()) != 0:
                raise EngineError(self.name, f"has no voice {voice.name!r}")
            while clause.value:
                said: bytes = library.espeak_TextToPhonemes(ctypes.byref(clause), _CHARS_UTF8, _PHONEMES_IN_IPA)
                clauses.append(said.decode())
        return " ".join(clauses)


def _with_variant(name: str) -> str:
    return name if "+" in name else name + _VARIANT


def _is_voice(name: str) -> bool:
    with _one_at_a_time:
        return bool(_library().espeak_SetVoiceByName(name.encode()) == 0)


def _version() -> str:
    with _one_at_a_time:
        version: bytes = _library().espeak_Info(None)
    return version.decode()


_loaded: ctypes.CDLL | None = None
_sample_rate = 0


def _library() -> ctypes.CDLL:
    """Return the library, loaded and initialised once; raise EngineError if that fails.

    Call it from one thread at a time: two concurrent initialisations corrupt its data for good.
    """
    global _loaded, _sample_rate
    if _loaded is None:
        try:
            library = ctypes.CDLL(espeakng_loader.get_library_path())
        except OSError as error:
            raise EngineError("espeak", f"its library cannot be loaded: {error}") from None
        library.espeak_TextToPhonemes.restype = ctypes.c_char_p
        library.espeak_TextToPhonemes.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_int]
        library.espeak_Info.restype = ctypes.c_char_p
        library.espeak_Synth.argtypes = [
            ctypes.c_char_p,
            ctypes.c_size_t,
            ctypes.c_uint,
            ctypes.c_int,
            ctypes.c_uint,
            ctypes.c_uint,
            ctypes.c_void_p,
            ctypes.c_void_p,
        ]
        data = espeakng_loader.get_data_path().encode()
        rate = library.espeak_Initialize(_AUDIO_OUTPUT_SYNCHRONOUS, 0, data, _INITIALIZE_DONT_EXIT)
        if rate <= 0:
            raise EngineError("espeak", f"its data cannot be read from {data.decode()}")
        _loaded, _sample_rate = library, rate
    return _loaded

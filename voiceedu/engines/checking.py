"""What `check` asks of the voices: the characters that none of them says, and how many syllables words have."""

import functools
from collections.abc import Sequence

from voiceedu.config import Settings
from voiceedu.engines import Engine, alphabet, load
from voiceedu.engines.espeak import EspeakEngine
from voiceedu.engines.protocol import HasAlphabet, Voice
from voiceedu.errors import EngineError, UnspeakableError
from voiceedu.narration.check_text import Voices


def voices_of(settings: Settings) -> Voices:
    """Return which characters the voices of `settings` do not say, and how many syllables words have."""
    engines = [engine for engine in load(settings.engines, settings) if engine.unavailable() is None]
    espeak = EspeakEngine(settings)
    can_count = espeak.unavailable() is None
    return Voices(
        unspeakable=functools.partial(_refused, engines) if engines else None,
        syllables=functools.partial(_syllables, espeak) if can_count else None,
    )


def _refused(engines: Sequence[Engine], words: str, language: str) -> list[str]:
    """Return the characters of `words` that no engine which speaks `language` says.

    An engine that needs the network is asked only where there is no other: it may be out of reach.
    """
    able = [engine for engine in engines if _voice(engine, language)]
    asked = [engine for engine in able if not engine.needs_network] or able
    refused = [_refused_by(engine, words, language) for engine in asked]
    return [sign for sign in refused[0] if all(sign in other for other in refused)] if refused else []


def _refused_by(engine: Engine, words: str, language: str) -> tuple[str, ...]:
    known = engine.alphabet(language) if isinstance(engine, HasAlphabet) else None
    try:
        alphabet.fit(words, known, engine=engine.name)
    except UnspeakableError as error:
        return error.characters
    return ()


def _syllables(engine: EspeakEngine, words: str, language: str) -> int:
    voice = _voice(engine, language)
    return engine.count_syllables(words, voice) if voice else 0


def _voice(engine: Engine, language: str) -> Voice | None:
    try:
        return engine.voice(language)
    except EngineError:
        return None

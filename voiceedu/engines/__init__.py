"""The engines by name.

Each has a module of its own, which is imported when its engine is asked for, and not before: what one of them needs is
slow to import, or not there.
"""

import pkgutil
from collections.abc import Iterable, Mapping

from voiceedu import languages
from voiceedu.config import Settings
from voiceedu.engines.protocol import Engine, HasVoices, Speech, TakesPhonemes, Voice
from voiceedu.errors import OUT_OF_MEMORY, LoadError, SettingError, is_out_of_memory

__all__ = ["ENGINES", "Engine", "Speech", "Voice", "chosen_voice", "load", "synthesize"]

ENTRY_POINTS = "voiceedu.engines"

ENGINES = {
    "hibari": "voiceedu.engines.hibari:HibariEngine",
    "gtts": "voiceedu.engines.gtts:GttsEngine",
    "nanotts": "voiceedu.engines.nanotts:NanottsEngine",
    "openai": "voiceedu.engines.openai:OpenaiEngine",
    "piper": "voiceedu.engines.piper:PiperEngine",
    "espeak": "voiceedu.engines.espeak:EspeakEngine",
    "tone": "voiceedu.engines.tone:ToneEngine",
}
"""The shipped engines. Other packages cannot take their names."""


def load(names: Iterable[str], settings: Settings | None = None) -> tuple[Engine, ...]:
    """Return the engines called `names`, in that order; raise SettingError for an unknown or broken one.

    A package adds an engine by an entry point in the group `voiceedu.engines`: its name, and a class or factory. It is
    made by `from_settings`, with `settings`, if it has that, else without arguments.
    """
    names = tuple(names)
    known = check(names)
    settings = settings or Settings()
    engines = []
    for name in names:
        try:
            engine = _make(known[name], settings)
            if engine.name != name:
                raise ValueError(f"the engine calls itself {engine.name!r}")
        except SettingError:
            raise
        except Exception as error:  # foreign code may fail in any way
            if is_out_of_memory(error):
                raise LoadError(f"{name} cannot be loaded: {OUT_OF_MEMORY}") from error
            cause = " ".join(str(error).split())  # NumPy's take a page
            reason = f"{name!r} ({known[name]}) cannot be loaded: {type(error).__name__}: {cause}"
            raise SettingError("VOICEEDU_ENGINES", ",".join(names), reason) from error
        engines.append(engine)
    _check_voices(engines, settings.voices)
    return tuple(engines)


def check(names: Iterable[str]) -> dict[str, str]:
    """Return the available engines by name, like ENGINES; raise SettingError unless each of `names` is among them."""
    names = tuple(names)
    known = ENGINES if ENGINES.keys() >= set(names) else _others() | ENGINES
    for name in names:
        if name not in known:
            reason = f"{name!r} is none of {', '.join([*ENGINES, *(set(known) - set(ENGINES))])}"
            raise SettingError("VOICEEDU_ENGINES", ",".join(names), reason)
    return known


def chosen_voice(voices: Mapping[str, str], language: str) -> str | None:
    """Return the voice that VOICEEDU_VOICES names for `language`, or for the nearest of its fallbacks."""
    return next((voices[tag] for tag in languages.fallbacks(language) if tag in voices), None)


def synthesize(engine: Engine, words: str, voice: Voice, *, ipa: Mapping[str, str]) -> Speech:
    """Return `words` spoken, with the pronunciations `ipa` where the engine takes them; raise EngineError."""
    if ipa and isinstance(engine, TakesPhonemes):
        return engine.synthesize_phonemes(words, voice, ipa)
    return engine.synthesize(words, voice)


def _make(entry_point: str, settings: Settings) -> Engine:
    factory = pkgutil.resolve_name(entry_point)
    engine: Engine = factory.from_settings(settings) if hasattr(factory, "from_settings") else factory()
    return engine


def _check_voices(engines: Iterable[Engine], voices: Mapping[str, str]) -> None:
    """Raise SettingError for a voice that none of `engines` has. An engine without `has_voice` is not asked."""
    able = [engine for engine in engines if isinstance(engine, HasVoices)]
    for language, name in voices.items():
        if not any(engine.has_voice(name, language) for engine in able):
            reason = f"no engine of VOICEEDU_ENGINES has a voice {name!r} for {language!r}; see `voiceedu engines`"
            raise SettingError("VOICEEDU_VOICES", f"{language}={name}", reason)


def _others() -> dict[str, str]:
    """Return the engines of other packages, like ENGINES."""
    from importlib.metadata import entry_points  # a tenth of a render's imports, and rarely needed

    return {point.name: point.value for point in entry_points(group=ENTRY_POINTS)}

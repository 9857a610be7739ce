"""How a word could be said: what the lexicon has, and what hibari and eSpeak would say."""

import contextlib
from dataclasses import dataclass

from voiceedu import languages
from voiceedu.config import Settings
from voiceedu.engines.espeak import EspeakEngine
from voiceedu.engines.hibari import HibariEngine
from voiceedu.errors import EngineError
from voiceedu.narration import ipa
from voiceedu.narration.lexicon import Lexicon


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """A way to say a word, respelled or in IPA, and where it is from: a voice's name, or `lexicon`."""

    spoken: str = ""
    ipa: str = ""
    source: str = ""


def suggest(word: str, lexicon: Lexicon, settings: Settings, *, language: str) -> tuple[Suggestion, ...]:
    """Return suggestions for `word`, the lexicon's own first, none of them twice."""
    respelled = lexicon.respell(word)
    spoken = respelled if respelled != word else ""
    found = [Suggestion(spoken=spoken, ipa=_in_lexicon(word, lexicon), source="lexicon")]
    found += [Suggestion(ipa=sound, source=name) for name, sound in _pronunciations_of_voices(word, settings, language)]
    kept: dict[tuple[str, str], Suggestion] = {}
    for one in found:
        if one.spoken or one.ipa:
            kept.setdefault((one.spoken, one.ipa), one)
    return tuple(kept.values())


def _in_lexicon(word: str, lexicon: Lexicon) -> str:
    return next(iter(lexicon.sounds(word).values()), "")


def _pronunciations_of_voices(word: str, settings: Settings, language: str) -> list[tuple[str, str]]:
    """Return how hibari and eSpeak would say `word`: the name of the engine, and IPA."""
    found = []
    if languages.base(language) == languages.ENGLISH and HibariEngine.name in settings.engines:
        found.append((HibariEngine.name, HibariEngine().ipa(word)))
    espeak = EspeakEngine(settings)
    if espeak.unavailable() is None:
        with contextlib.suppress(EngineError):  # it does not speak this language
            found.append((espeak.name, espeak.ipa(word, espeak.voice(language))))
    return [(name, sound) for name, said in found if (sound := _parsed(said))]


def _parsed(text: str) -> str:
    try:
        return ipa.parse(text)
    except ValueError:  # a sign of its own
        return ""

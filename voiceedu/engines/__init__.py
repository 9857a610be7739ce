"""The engines by name. Each has a module of its own; this one knows which there are."""

from collections.abc import Callable, Iterable

from voiceedu.engines.espeak import EspeakEngine
from voiceedu.engines.flite import FliteEngine
from voiceedu.engines.gtts import GttsEngine
from voiceedu.engines.piper import PiperEngine
from voiceedu.engines.protocol import Engine, Speech, Voice
from voiceedu.engines.tone import ToneEngine
from voiceedu.errors import SettingError

__all__ = ["ENGINES", "Engine", "Speech", "Voice", "load"]

ENGINES: dict[str, Callable[[], Engine]] = {
    "gtts": GttsEngine,
    "piper": PiperEngine,
    "flite": FliteEngine,
    "espeak": EspeakEngine,
    "tone": ToneEngine,
}


def load(names: Iterable[str]) -> tuple[Engine, ...]:
    """Return the engines called `names`, in that order; raise SettingError for a name that no engine has."""
    names = tuple(names)
    for name in names:
        if name not in ENGINES:
            raise SettingError("VOICEEDU_ENGINES", ",".join(names), f"{name!r} is none of {', '.join(ENGINES)}")
    return tuple(ENGINES[name]() for name in names)

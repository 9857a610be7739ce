"""The engines by name. Each has a module of its own; this one knows which there are."""

from collections.abc import Callable, Iterable
from importlib.metadata import entry_points

from voiceedu.engines.espeak import EspeakEngine
from voiceedu.engines.flite import FliteEngine
from voiceedu.engines.gtts import GttsEngine
from voiceedu.engines.piper import PiperEngine
from voiceedu.engines.protocol import Engine, Speech, Voice
from voiceedu.engines.tone import ToneEngine
from voiceedu.errors import SettingError

__all__ = ["ENGINES", "Engine", "Speech", "Voice", "load"]

ENTRY_POINTS = "voiceedu.engines"

ENGINES: dict[str, Callable[[], Engine]] = {
    "gtts": GttsEngine,
    "piper": PiperEngine,
    "flite": FliteEngine,
    "espeak": EspeakEngine,
    "tone": ToneEngine,
}


def load(names: Iterable[str]) -> tuple[Engine, ...]:
    """Return the engines called `names`, in that order; raise SettingError for a name that no engine has.

    A package adds an engine by an entry point in the group `voiceedu.engines`: its name, and what makes one.
    """
    names = tuple(names)
    added = {point.name: point for point in entry_points(group=ENTRY_POINTS)}
    engines = []
    for name in names:
        if name not in ENGINES and name not in added:
            known = ", ".join([*ENGINES, *added])
            raise SettingError("VOICEEDU_ENGINES", ",".join(names), f"{name!r} is none of {known}")
        make: Callable[[], Engine] = ENGINES[name] if name in ENGINES else added[name].load()
        engines.append(make())
    return tuple(engines)

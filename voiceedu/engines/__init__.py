"""The engines by name. Each has a module of its own, which is imported when its engine is asked for, and not before:
what one of them needs is slow to import, or not there.
"""

import pkgutil
from collections.abc import Iterable

from voiceedu.engines.protocol import Engine, Speech, Voice
from voiceedu.errors import SettingError

__all__ = ["ENGINES", "Engine", "Speech", "Voice", "load"]

ENTRY_POINTS = "voiceedu.engines"

ENGINES = {
    "gtts": "voiceedu.engines.gtts:GttsEngine",
    "piper": "voiceedu.engines.piper:PiperEngine",
    "espeak": "voiceedu.engines.espeak:EspeakEngine",
    "tone": "voiceedu.engines.tone:ToneEngine",
}
"""Those that come with voiceedu; nobody else's can take their names."""


def load(names: Iterable[str]) -> tuple[Engine, ...]:
    """Return the engines called `names`, in that order; raise SettingError for one that is unknown or broken.

    A package adds an engine by an entry point in the group `voiceedu.engines`: its name, and what makes one.
    """
    names = tuple(names)
    known = check(names)
    engines = []
    for name in names:
        try:
            engine: Engine = pkgutil.resolve_name(known[name])()
            if engine.name != name:
                raise ValueError(f"the engine calls itself {engine.name!r}")
        except Exception as error:  # somebody else's code may fail in any way
            reason = f"{name!r} ({known[name]}) cannot be loaded: {type(error).__name__}: {error}"
            raise SettingError("VOICEEDU_ENGINES", ",".join(names), reason) from error
        engines.append(engine)
    return tuple(engines)


def check(names: Iterable[str]) -> dict[str, str]:
    """Return what can be loaded by name, as ENGINES does; raise SettingError unless each of `names` is in it."""
    names = tuple(names)
    known = ENGINES if ENGINES.keys() >= set(names) else _others() | ENGINES
    for name in names:
        if name not in known:
            reason = f"{name!r} is none of {', '.join([*ENGINES, *(set(known) - set(ENGINES))])}"
            raise SettingError("VOICEEDU_ENGINES", ",".join(names), reason)
    return known


def _others() -> dict[str, str]:
    """Return what other packages offer, as ENGINES does."""
    from importlib.metadata import entry_points  # a tenth of what a render imports, and seldom needed

    return {point.name: point.value for point in entry_points(group=ENTRY_POINTS)}

"""The engines in the order of preference: which may be asked now, and why another may not."""

import contextlib
import time
from collections.abc import Iterator, Sequence

from voiceedu.engines import Engine, Voice
from voiceedu.errors import AudioError, EngineError, EngineUnreachableError


class EngineChain:
    """Engines, the preferred first. One whose server could not be reached is left alone for a while. Thread-safe."""

    def __init__(self, engines: Sequence[Engine]) -> None:
        self._engines = tuple(engines)
        self._unreachable_until: dict[str, tuple[float, str]] = {}

    def __iter__(self) -> Iterator[Engine]:
        return iter(self._engines)

    def find(self, name: str) -> Engine | None:
        """Return the engine of that name, or None if the settings have no such engine."""
        return next((engine for engine in self._engines if engine.name == name), None)

    def first_voice(self, language: str) -> Voice | None:
        """Return the voice of the preferred engine that may be asked now and has one; None without any.

        Makes no network request.
        """
        for engine in self._engines:
            if self.why_unavailable(engine) is None:
                with contextlib.suppress(EngineError):
                    return engine.voice(language)
        return None

    def why_unavailable(self, engine: Engine) -> str | None:
        """Return why `engine` is not to be asked now: it is not installed, or could not be reached. Else None."""
        until, reason = self._unreachable_until.get(engine.name, (0.0, ""))
        return reason if until > time.monotonic() else engine.unavailable()

    def note_failure(self, engine: Engine, error: EngineError | AudioError) -> str:
        """Return why `engine` could not speak. An unreachable engine is not asked again for a while."""
        if isinstance(error, EngineUnreachableError):
            self._unreachable_until[engine.name] = time.monotonic() + error.retry_after_s, error.reason
        return str(error) if isinstance(error, EngineError) else f"{engine.name}: {error}"

    def is_preferred(self, name: str, *, to: str) -> bool:
        """Return whether the engine `name` stands before the engine `to`."""
        names = [engine.name for engine in self._engines]
        return name in names[: names.index(to)]

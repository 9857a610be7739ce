"""Protocol for progress events: metrics count them."""

from typing import Protocol


class Progress(Protocol):
    """Receives the events of a studio's work. `result` is "ok" or "failed"."""

    def synthesized(self, engine: str, *, seconds: float, result: str) -> None:
        """An engine was asked for an utterance."""

    def rendered(self, *, seconds: float, result: str) -> None:
        """A procedure was rendered."""

    def waiting_changed(self, by: int) -> None:
        """The number of procedures that were asked for and are not rendered yet has changed."""


class IgnoredProgress:
    """Ignores every event."""

    def synthesized(self, engine: str, *, seconds: float, result: str) -> None: ...

    def rendered(self, *, seconds: float, result: str) -> None: ...

    def waiting_changed(self, by: int) -> None: ...

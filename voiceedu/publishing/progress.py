"""Who is told of the studio's work as it happens."""

from typing import Protocol


class Observer(Protocol):
    """Is told of a studio's work as it happens. `result` is "ok" or "failed"."""

    def synthesized(self, engine: str, *, seconds: float, result: str) -> None: ...

    def rendered(self, *, seconds: float, result: str) -> None: ...

    def waiting(self, change: int) -> None:
        """Hear that so many more requests' procedures are being made, or fewer."""


class Nobody:
    """Hears nothing of it."""

    def synthesized(self, engine: str, *, seconds: float, result: str) -> None: ...

    def rendered(self, *, seconds: float, result: str) -> None: ...

    def waiting(self, change: int) -> None: ...

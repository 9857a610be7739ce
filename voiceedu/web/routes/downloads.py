"""What is made of all recordings, as the list offers it."""

import time
from dataclasses import dataclass

from voiceedu.assets import Asset
from voiceedu.publishing.compilations.compiler import Collector
from voiceedu.publishing.compilations.registry import KINDS

LOOK_S = 2.0
"""How often it is looked at whether something else is current: the page is asked for more often than that."""

Offered = tuple[tuple[str, Asset | None], ...]
"""Each thing's name in the URL, and its clip unless that has yet to be made."""


@dataclass(frozen=True, kw_only=True)
class _Look:
    at: float
    offered: Offered


class Offers:
    """What can be taken away of all that is published in a language. Safe between threads."""

    def __init__(self, collector: Collector) -> None:
        self._collector = collector
        self._looks: dict[str, _Look] = {}

    def now(self, language: str) -> Offered:
        """Return what is offered in `language`: the very same object while it is the same."""
        last, now = self._looks.get(language), time.monotonic()
        if last is not None and now - last.at < LOOK_S:
            return last.offered
        offered: Offered = tuple((name, self._collector.known(language, name)) for name in sorted(KINDS, reverse=True))
        if last is not None and offered == last.offered:
            offered = last.offered
        self._looks[language] = _Look(at=now, offered=offered)
        return offered

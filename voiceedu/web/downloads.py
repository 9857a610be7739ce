"""The downloads that a list offers: everything published in a language as one file."""

import time
from dataclasses import dataclass

from voiceedu.assets import Asset
from voiceedu.errors import StoreError
from voiceedu.publishing.compilations.compiler import Compiler
from voiceedu.publishing.compilations.registry import COMPILATIONS

CHECK_S = 2.0
"""How often the current compilations are looked up: the page is requested more often than that."""

Offer = tuple[tuple[str, Asset | None], ...]
"""Each compilation's name in the URL, with its asset unless it has yet to be made, or the store does not tell."""


@dataclass(frozen=True, kw_only=True)
class _Check:
    at: float
    offer: Offer


class Downloads:
    """The compilations of each language. Thread-safe."""

    def __init__(self, compiler: Compiler) -> None:
        self._compiler = compiler
        self._checks: dict[str, _Check] = {}

    def current(self, language: str) -> Offer:
        """Return the downloads of `language`; the same object as long as they are the same."""
        last, now = self._checks.get(language), time.monotonic()
        if last is not None and now - last.at < CHECK_S:
            return last.offer
        names = sorted(COMPILATIONS, reverse=True)
        offer: Offer = tuple((name, self._known(language, name)) for name in names)
        if last is not None and offer == last.offer:
            offer = last.offer
        self._checks[language] = _Check(at=now, offer=offer)
        return offer

    def _known(self, language: str, name: str) -> Asset | None:
        try:
            return self._compiler.known(language, name)
        except StoreError:  # the list is of use without the size of a download
            return None

"""What is made of all recordings, as the list offers it."""

import time
from dataclasses import dataclass

from flask import current_app

from voiceedu.kinds import KINDS
from voiceedu.mastering import Clip
from voiceedu.web import collector

LOOK_S = 2.0
"""How often it is looked at whether something else is current: the page is asked for more often than that."""

Offers = tuple[tuple[str, Clip | None], ...]
"""Each thing's name in the URL, and its clip unless that has yet to be made."""


@dataclass(frozen=True, kw_only=True)
class _Look:
    at: float
    offers: Offers


def offered(language: str) -> Offers:
    """Return what can be taken away of all in `language`: the very same object while it is the same."""
    looks: dict[str, _Look] = current_app.extensions.setdefault("voiceedu.offers", {})
    last, now = looks.get(language), time.monotonic()
    if last is not None and now - last.at < LOOK_S:
        return last.offers
    offers: Offers = tuple((name, collector().known(language, name)) for name in sorted(KINDS, reverse=True))
    if last is not None and offers == last.offers:
        offers = last.offers
    looks[language] = _Look(at=now, offers=offers)
    return offers
